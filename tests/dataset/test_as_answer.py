"""Data as every answer: lines, maps and pairs of indicators; all of it read back."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
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


def test_what_is_drawn_has_its_values_its_unit_its_source_and_its_years(monkeypatch):
    monkeypatch.setattr("mpindex.dataset.as_answer.draw", lambda *given, **options: (given, options))
    rows = [("KAZ", "gdp", 2019, 5.0), ("KAZ", "gdp", 2020, 6.0), ("UZB", "gdp", 2018, 2.0)]
    rows += [("KAZ", "hosts", 2020, 1.0), ("UZB", "hosts", 2020, 3.0), ("UZB", "wells", 2020, 4.0)]
    steppe = mp.Dataset.from_tidy(
        pd.DataFrame(rows, columns=["unit", "indicator", "year", "value"]),
        metadata={
            "gdp": {"name": "Output", "unit": "bn", "citation": "Atlas (1221).", "source": "atlas"},
            "hosts": {"source": "annals"},
        },
        is_countries=True,
        labels={"KAZ": "Kazakhstan"},
    )
    names = {"KAZ": "Kazakhstan", "UZB": "UZB"}

    (name, table, codes), about = steppe.plot.lines("gdp", "Kazakhstan", dpi=50)
    assert (name, codes) == ("indicator_lines", ["KAZ"])
    assert table.index.tolist() == [2018, 2019, 2020] and list(table.columns) == ["KAZ", "UZB"]
    assert table["KAZ"].tolist()[1:] == [5.0, 6.0] and table["UZB"].tolist()[0] == 2.0
    assert about == {"label": "Output, bn", "source": "Atlas (1221)", "names": names, "dpi": 50}
    assert steppe.plot("gdp", ["UZB", "KAZ"])[0][2] == ["UZB", "KAZ"]
    assert steppe.plot("gdp", "KAZ", source="me")[1]["source"] == "me"

    (name, values, code), about = steppe.plot.map("gdp", "Kazakhstan", dpi=50)
    assert (name, values.to_dict(), values.name, code) == (
        "world_map",
        {"KAZ": 6.0, "UZB": 2.0},
        "gdp",
        "KAZ",
    )
    assert about == {
        "about": "Output, bn", "source": "Atlas (1221); figures of 2018 to 2020",
        "names": names, "noun": "states", "dpi": 50,
    }  # fmt: skip
    assert steppe.plot.map("gdp")[0][2] is None
    assert steppe.plot.map("gdp", about="Wealth")[1]["about"] == "Wealth"
    assert steppe.plot.map("wells")[1]["source"] == "the user's own figures; figures of 2020"
    assert steppe.at(2018).plot.map("hosts")[1]["source"] == "annals"  # no figures, and no years of them

    (name, x, y, codes), about = steppe.plot.scatter("gdp", "hosts", "Kazakhstan", dpi=50)
    assert (name, x.tolist(), y.tolist(), codes) == ("scatter", [6.0, 2.0], [1.0, 3.0], ["KAZ"])
    assert about == {
        "labels": ("Output, bn", "hosts"), "source": "Atlas (1221); figures of 2018 to 2020; annals; figures of 2020",
        "names": names, "noun": "states", "dpi": 50,
    }  # fmt: skip
    assert steppe.plot.scatter("gdp", "hosts")[0][3] == []
    assert steppe.plot.scatter("gdp", "gdp", ["UZB"])[1]["source"].count("Atlas") == 1
