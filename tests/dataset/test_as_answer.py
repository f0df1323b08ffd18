"""Data as every answer: lines, maps and pairs of indicators; all of it read back."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pytest

import mpindex as mp
from mpindex.errors import OptionError, UnknownIndicator, UnknownUnit


@pytest.fixture(scope="module")
def world() -> mp.Dataset:
    return mp.load()


def texts(ax) -> str:
    drawn = " ".join(text.get_text() for text in ax.figure.findobj(plt.Text))
    plt.close(ax.figure)
    return drawn


def test_indicators_are_drawn_by_unit_year_and_place(world):
    assert "Kazakhstan" in texts(world.plot("gdp", ["Kazakhstan", "UZB"]))
    assert "Kazakhstan" in texts(world.plot.map("gdp", "KAZ"))
    assert "Kazakhstan" in texts(world.plot.scatter("gdp", "population", "KAZ"))


def test_a_source_of_two_indicators_is_named_once_with_all_their_years(world):
    text = texts(world.plot.scatter("gdp", "population"))
    assert text.count("World Bank") == 1 and "figures of 20" in text


def test_what_is_not_there_is_named(world):
    with pytest.raises(UnknownIndicator, match="gdpp"):
        world.plot("gdpp", "KAZ")
    with pytest.raises(UnknownUnit, match="Atlantis"):
        world.plot("gdp", "Atlantis")
    with pytest.raises(
        OptionError, match="missing a required argument: 'indicator'; it takes indicator, unit"
    ):
        world.plot()


def test_its_table_is_its_values_with_names(world):
    frame = world.subset(units=["KAZ"], indicators=["gdp"]).to_frame()
    assert list(frame.columns) == ["unit", "name", "indicator", "year", "value", "source"]
    assert set(frame["name"]) == {"Kazakhstan"}


def test_every_indicator_is_cited_once(world):
    lines = world.cite().splitlines()
    assert len(lines) == len(world.indicators) and lines[0].startswith(f"{world.indicators[0]}: ")


def test_words_say_how_full_it_is(world):
    assert world.in_words().startswith("Dataset: 195 countries x ") and "values: " in world.in_words()


def test_a_list_where_one_unit_is_asked_for_says_so(world):
    for ask in (mp.guard, mp.load().find, lambda unit: mp.sensitivity(unit, "wood", draws=10)):
        with pytest.raises(UnknownUnit, match="one unit is asked for here"):
            ask(["TUR", "KOR", "KAZ"])
