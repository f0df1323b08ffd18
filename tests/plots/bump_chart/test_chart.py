"""The bump chart: a state and its peers, definition by definition."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

import mpindex as mp
from mpindex.analysis.where.where import where
from mpindex.errors import OptionError, UnknownUnit
from mpindex.plots import bump
from mpindex.plots.sheet.peers import default_peers


@pytest.mark.parametrize("unit", ["KAZ", "XKX"])
def test_unit_and_peers_are_named_once(indexes, unit, ruler):
    ax = bump(indexes, unit)
    for code in [unit, *default_peers(indexes, unit)]:
        assert len(ruler.named(ax, code)) == 1
    ruler.assert_clean(ax)


def test_peers_close_in_rank_are_told_apart(indexes, ruler):
    peers = [code for code in indexes["rankings"].around("KAZ", 9) if code != "KAZ"]
    ax = bump(indexes, "KAZ", peers=peers)
    assert all(len(ruler.named(ax, code)) == 1 for code in peers)
    ruler.assert_clean(ax)


def test_rank_and_band_under_each_definition_stand_under_its_column(indexes):
    ax = bump(indexes, "KAZ", figsize=9)
    texts = [text.get_text() for text in ax.texts if str(text.get_gid()).startswith("rank:")]
    for text, index in zip(texts, indexes.values(), strict=True):
        assert text.startswith(f"{int(index.ranks['KAZ'])}")
        assert text.endswith(str(index.bands["KAZ"]).replace("unclassified", "no band"))


def test_an_answer_of_where_can_be_drawn_as_it_is(world, ruler):
    ax = bump(where("KAZ", dataset=world, definitions=["wood", "cinc"]))
    assert "Kazakhstan ranks from" in ruler.title(ax)


def test_bands_are_named_beside_their_strip_and_shaded_where_their_members_are(indexes):
    ax = bump({"wood": indexes["wood"]}, "KAZ", peers=())
    named = {text.get_text() for text in ax.texts if str(text.get_gid()).startswith("band:")}
    assert named == {"great", "great by rule", "middle", "minor"}
    tops = [
        (round(patch.get_y() * 195), round((patch.get_y() + patch.get_height()) * 195))
        for patch in ax.patches
    ]
    assert tops[0] == (0, 6) and tops[-1][1] == 195


def test_a_unit_in_no_band_has_a_hollow_mark(indexes):
    spec = {"id": "top", "normalise": "position", "best": "low", "tree": {"gdp": 1}}
    bands = [{"upper third": {"score": {"below": 0.3333}}}]
    given = mp.definition({**spec, "bands": bands}).apply(mp.load())
    unit = given.bands.index[(given.bands == "unclassified").to_numpy()][0]
    ax = bump({"rankings": given}, unit, peers=())
    assert [mark.get_markerfacecolor() for mark in ax.lines if mark.get_marker() == "o"] == ["white"]


def test_lines_stand_at_the_positions_of_the_units(indexes):
    ax = bump(indexes, "KAZ", peers=())
    line = max((line for line in ax.lines if line.get_marker() == ""), key=lambda line: len(line.get_xdata()))
    np.testing.assert_allclose(line.get_ydata(), [index.positions["KAZ"] for index in indexes.values()])


def test_unknown_units_and_peers_are_named_with_the_nearest(indexes):
    with pytest.raises(UnknownUnit, match="Kazakhstan"):
        bump(indexes, "Kazakstann")
    with pytest.raises(UnknownUnit, match="Uzbekistan"):
        bump(indexes, "KAZ", peers=["Usbekistann"])
    with pytest.raises(OptionError, match="name a unit"):
        bump(indexes)
    assert plt.get_fignums() == []
