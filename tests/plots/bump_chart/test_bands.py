"""Names of bands beside the columns of a bump chart."""

import numpy as np
import pytest

import mpindex as mp
from mpindex.plots import bump
from mpindex.plots.bump_chart.bands import BandNames
from mpindex.plots.bump_chart.field import Field


def test_names_are_written_where_they_fit_and_letters_with_a_key_where_not(indexes):
    field = Field.of(indexes, "KAZ", ())
    wide, narrow = BandNames.of(field, 90.0), BandNames.of(field, 30.0)
    assert not any(wide.letters) and wide.key(0) == ""
    assert wide.texts[0]["great by rule"].replace("\n", " ") == "great by rule"
    assert narrow.texts[0] == dict(zip(narrow.labels[0], "abcde", strict=True))
    assert narrow.key(0).replace("\u00a0", " ") == "a great, b great by rule, c middle, d minor, e small"
    assert BandNames.none(2).key(1) == ""


def test_a_column_whose_names_fit_has_them_whatever_stands_in_another(indexes, world):
    bands = [{"incomparably great": {"rank": [1, 6]}}, {"rest": {}}]
    other = mp.definition("wood").with_(bands=bands).apply(world)
    names = BandNames.of(Field.of({"wood": indexes["wood"], "other": other}, "KAZ", ()), 60.0)
    assert names.letters == (False, True)
    assert names.key(0) == "" and names.key(1).replace("\u00a0", " ") == "a incomparably great, b rest"


@pytest.mark.parametrize("width", [3.5, 7])
def test_every_band_of_every_column_is_named_at_every_width(indexes, ruler, width):
    ax = bump(indexes, "KAZ", figsize=width)
    names = [text for text in ax.texts if str(text.get_gid()).startswith("band:")]
    for column, index in enumerate(indexes.values()):
        labels = {
            str(text.get_gid()).split(":")[2] for text in names if f"band:{column}:" in str(text.get_gid())
        }
        assert labels == set(index.bands[index.scores.notna()]) - {"unclassified"}
    ruler.assert_good(ax)


def test_a_name_stands_beside_its_column_and_off_the_lines_where_there_is_room(indexes, ruler):
    ax = bump({"capability": indexes["capability"], "cinc": indexes["cinc"]}, "KAZ", peers=(), figsize=7)
    ax.figure.draw_without_rendering()
    line = max((line for line in ax.lines if line.get_marker() == ""), key=lambda line: len(line.get_xdata()))
    a, b = ax.transData.transform(line.get_xydata())
    along = a + np.linspace(0, 1, 200)[:, None] * (b - a)
    for box in ruler.boxes([text for text in ax.texts if str(text.get_gid()).startswith("band:")]):
        assert not ((along > [box.x0, box.y0]) & (along < [box.x1, box.y1])).all(axis=1).any()
