"""Several units asked at once: each one's own answer, the same as alone, and a table of all."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.side_by_side import SideBySide
from mpindex.errors import OptionError, UnknownUnit

UNITS = ["TUR", "South Korea", "KAZ"]


@pytest.fixture(scope="module")
def asked() -> SideBySide:
    return mp.where(UNITS, ["capability", "wood"])


def test_each_unit_has_the_answer_that_it_would_get_alone(asked):
    assert list(asked) == ["TUR", "KOR", "KAZ"] and len(asked) == 3
    for unit in asked:
        pd.testing.assert_frame_equal(
            asked[unit].to_frame(), mp.where(unit, ["capability", "wood"]).to_frame()
        )
    assert asked["Kazakhstan"].unit == "KAZ"


def test_the_table_has_rank_and_band_of_each_by_each_definition(asked):
    ranks = mp.definition("capability").apply().ranks
    assert asked.table.loc["capability", "Kazakhstan"] == f"{int(ranks['KAZ'])}th of 195, minor"
    assert list(asked.table.columns) == ["Türkiye", "South Korea", "Kazakhstan"]
    assert list(asked.table.index) == ["capability", "wood"]


def test_the_tidy_table_has_the_rows_of_all_with_ordered_bands(asked):
    frame = asked.to_frame()
    assert frame[["unit", "definition"]].to_numpy().tolist()[1:3] == [["TUR", "wood"], ["KOR", "capability"]]
    assert frame["band"].cat.ordered and frame["tier"].cat.ordered


def test_the_words_compare_first_and_then_tell_each_one(asked):
    first, *paragraphs = asked.in_words().split("\n\n")
    assert first.splitlines()[0].startswith("By capability: Türkiye 13th of 195, middle; South Korea 9th")
    assert paragraphs == [asked[unit].in_words() for unit in asked]


def test_verdicts_of_several_come_from_the_same_draws_as_of_one():
    both = mp.verdict(["TUR", "KAZ"], ["cinc", "wood"], draws=100, seed=3)
    for unit in both:
        alone = mp.verdict(unit, ["cinc", "wood"], draws=100, seed=3)
        pd.testing.assert_frame_equal(both[unit].to_frame(), alone.to_frame())


def test_a_list_of_one_is_a_list_and_doubles_are_asked_once():
    assert list(mp.where(["KAZ", "Kazakhstan"], "wood")) == ["KAZ"]


@pytest.mark.parametrize(
    ("units", "error", "message"),
    [
        ([], OptionError, "unit is empty"),
        (["KAZ", "Kazahkstan"], UnknownUnit, "Did you mean 'Kazakhstan'"),
        (["Norwy", "Kazahkstan"], UnknownUnit, r"2 units not known[\s\S]*Norway[\s\S]*Kazakhstan"),
    ],
)
def test_every_unknown_unit_of_a_list_is_named(units, error, message):
    with pytest.raises(error, match=message):
        mp.where(units, "wood")


def test_the_figure_has_the_first_in_front_and_the_others_beside(asked):
    texts = {
        text.get_text() for text in asked.plot().figure.findobj(lambda artist: hasattr(artist, "get_text"))
    }
    assert {"Türkiye", "Kazakhstan"} <= {
        name for text in texts for name in ("Türkiye", "Kazakhstan") if name in text
    }
