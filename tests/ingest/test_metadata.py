"""What the user says of an indicator goes before what the catalogue says, and both before nothing."""

import pandas as pd
import pytest

from mpindex.catalogue import Indicator, catalogue
from mpindex.errors import DataError
from mpindex.ingest.metadata import of_own_year
from mpindex.ingest.read import check_table, read


def written(folder, text, name="data.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def test_an_indicator_of_the_catalogue_takes_its_metadata_but_the_source_is_the_file(tmp_path):
    data = read(written(tmp_path, "iso3,year,gdp,beds\nKAZ,2024,1,2\n"))
    assert data.indicator("gdp").unit == "current US$"
    assert data.indicator("gdp").source == "data.csv"
    assert data.sources.loc["KAZ", "gdp"] == "data.csv"
    assert not data.stand_ins.to_numpy().any()
    assert any("without metadata" in note and "beds" in note for note in data.notes)


def test_metadata_may_stand_in_a_yaml_file(tmp_path):
    path = written(tmp_path, "beds:\n  direction: -1\n", "mine.yaml")
    table = pd.DataFrame({"iso3": ["KAZ"], "beds": [1.0]})
    assert read(table, indicators=path).indicator("beds").direction == -1


def test_values_that_name_another_source_are_stand_ins():
    table = pd.DataFrame(
        {
            "iso3": ["KAZ", "TWN"],
            "indicator": "gdp",
            "year": 2024,
            "value": [1.0, 2.0],
            "source": ["world-bank-wdi", "me"],
        }
    )
    assert read(table).stand_ins["gdp"].to_dict() == {"KAZ": False, "TWN": True}


def test_the_one_source_that_a_table_names_is_the_indicators_own_and_else_the_file():
    rows = [
        {"iso3": unit, "indicator": "beds", "year": 2020, "value": 1.0, "source": "me"}
        for unit in ("KAZ", "UZB")
    ]
    data = read(rows)
    assert data.indicator("beds").source == "me" and not data.stand_ins["beds"].any()
    assert read(rows, indicators={"beds": {"source": "you"}}).indicator("beds").source == "you"
    assert read(rows, columns={"source": None}).indicator("beds").source == "the table"
    mixed = [rows[0], rows[1] | {"source": "you"}]
    assert read(mixed).indicator("beds").source == ""  # of several none is its own


def test_a_column_of_standard_errors_belongs_to_its_indicator():
    table = pd.DataFrame({"iso3": ["KAZ"], "year": [2024], "trust": [0.4], "trust_se": [0.1]})
    data = read(table)
    assert data.indicators == ("trust",)
    assert data.values(["trust_se"]).item() == 0.1
    with pytest.raises(DataError, match="must be >= 0"):
        read(table.assign(trust_se=-1.0))


def test_a_wrong_setting_and_a_wrong_value_are_told_together(tmp_path):
    path = written(tmp_path, "iso3,year,beds\nKAZ,2024,few\n")
    table = check_table(path, indicators={"beds": {"direction": 2}, "bets": {}})
    assert len(table) == 3
    assert "Did you mean 'beds'?" in table["hint"].tolist()


def test_absence_means_zero_where_the_user_says_so():
    table = pd.DataFrame({"iso3": ["KAZ", "UZB"], "beds": [1.0, None], "x": [1.0, 1.0]})
    assert read(table, indicators={"beds": {"absence": "zero"}}).frame.loc["UZB", "beds"] == 0


@pytest.mark.parametrize("given", ["0", "2", "up", "1.5"])
def test_a_column_of_directions_that_says_something_else_is_named(given):
    rows = [{"iso3": "KEN", "indicator": "beds", "year": 2020, "value": 1.0, "direction": given}]
    with pytest.raises(
        DataError, match=rf"beds: the column 'direction' says '{given}'; a direction is 1 .*columns="
    ):
        read(rows)


def test_a_name_is_taken_from_the_table_where_it_is_one():
    rows = [
        {"iso3": unit, "indicator": "beds", "indicator name": name, "year": 2020, "value": 1.0}
        for unit, name in (("KEN", "Beds"), ("PER", "Hospital beds"))
    ]
    assert read(rows[:1]).indicator("beds").label == "Beds"
    assert read(rows).indicator("beds").label == "beds"


def test_places_in_an_order_are_better_the_lower_unless_said():
    table = pd.DataFrame({"iso3": ["KEN", "PER"], "power rank": [1, 2], "beds": [5.0, 6.0]})
    data = read(table)
    assert [data.indicator(id).direction for id in data.indicators] == [-1, 1]
    assert any(note.startswith("read as places in an order, 1 = best: ") for note in data.notes)
    said = read(table, indicators={data.indicators[0]: {"direction": 1}})
    assert not any("places in an order" in note for note in said.notes)


@pytest.mark.parametrize(("given", "direction"), [("1", 1), (-1, -1), ("-1.0", -1), ("\u22121", -1), ("", 1)])
def test_a_column_of_directions_is_used(given, direction):
    rows = [{"iso3": "KEN", "indicator": "beds", "year": 2020, "value": 1.0, "direction": given}]
    assert read(rows).indicator("beds").direction == direction


def test_values_count_in_their_own_year_alone_where_nothing_is_said_of_how_long():
    given = {"said": {"window": 3}, "whole": Indicator("whole", window=4), "other": {"direction": -1}}
    entries = [
        catalogue()["gdp"],
        Indicator("said", window=3),
        given["whole"],
        Indicator("other"),
        Indicator("new"),
    ]
    windows = [entry.window for entry in of_own_year(entries, given)]
    assert windows == [catalogue()["gdp"].window, 3, 4, 0, 0]
