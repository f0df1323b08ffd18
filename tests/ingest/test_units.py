"""Units are countries or free; what is nearly a country is refused with what it is."""

import pandas as pd
import pytest

from mpindex.errors import DataError
from mpindex.ingest.read import check_table, read
from mpindex.ingest.spelling import Spelling
from mpindex.ingest.units import are_countries


def written(folder, text, name="data.csv", encoding="utf-8"):
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def rules(path, **options):
    """The faults of a table as unit, indicator, year, value -> rule."""
    table = check_table(path, **options)
    return {tuple(row[:4]): row[4] for row in table.astype(str).itertuples(index=False)}


def test_former_states_are_refused_in_their_own_time_and_after(tmp_path):
    path = written(tmp_path, "iso3,year,gdp\nYUG,2023,1.2e9\nYUG,1990,1.2e9\nKAZ,1995,1\n")
    found = check_table(path).set_index("year")
    assert found.loc["2023", "rule"] == "not a country in 2023"
    assert found.loc["2023", "hint"].startswith("Yugoslavia ended in 1992; its successors: ")
    assert found.loc["1990", "rule"] == "a state that ended in 1992"
    assert "only today's states are kept" in found.loc["1990", "hint"]


def test_territories_and_aggregates_can_be_left_out_but_not_misspellings(tmp_path):
    text = "country,year,gdp\nKazakhstan,2024,1\nWorld,2024,2\nHong Kong,2024,3\n"
    path = written(tmp_path, text)
    assert len(rules(path)) == 2
    assert all("states_only=True" in hint for hint in check_table(path)["hint"])
    data = read(path, states_only=True)
    assert data.units == ("KAZ",)
    assert any("Hong Kong, World" in note for note in data.notes)
    assert len(rules(written(tmp_path, text + "Ruritania,2024,4\n"), states_only=True)) == 1


def test_numbers_of_countries_are_read_only_when_their_system_is_named():
    table = pd.DataFrame({"code": [705, 710], "year": 2020, "beds": [1, 2]})
    assert read(table, codes="cow").units == ("KAZ", "CHN")
    with pytest.raises(DataError, match="number systems collide"):
        read(table, units="countries")


def test_free_units_are_kept_as_written():
    table = pd.DataFrame({"city": ["Astana", "Almaty"], "year": 2024, "pm25": [20.0, 30.0]})
    data = read(table)
    assert data.units == ("Astana", "Almaty")
    assert not data.is_countries
    assert not any("countries" in note for note in data.notes)
    unsure = read(table.rename(columns={"city": "name"}))
    assert any("read as written" in note for note in unsure.notes)


def test_free_units_have_the_names_beside_their_codes():
    table = pd.DataFrame({"uCode": ["a", "b"], "uName": ["Astana", "Almaty"], "pm25": [20.0, 30.0]})
    assert dict(read(table, units="free").names) == {"a": "Astana", "b": "Almaty"}


def test_countries_can_be_read_as_written():
    table = pd.DataFrame({"country": ["Kazakhstan"], "beds": [1.0]})
    assert read(table, units="free").units == ("Kazakhstan",)
    assert read(table, units="countries").names["KAZ"] == "Kazakhstan"


def test_a_table_that_is_mostly_of_countries_is_of_countries_and_its_misspellings_are_faults():
    table = pd.DataFrame({"country": ["Kazakhstan", "Uzbekistan", "Ruritania"], "beds": [1.0, 2.0, 3.0]})
    with pytest.raises(DataError, match="no known country"):
        read(table)


@pytest.mark.each(
    "case",
    [
        (["Kazakhstan", "Ruritania"], True),  # half of them are enough
        (["Kazakhstan", "Ruritania", "Syldavia"], False),
        (
            ["Lilliput countries", "Kazakhstan", "Ruritania", "Syldavia"],
            True,
        ),  # groups count beside a country,
        (["Kazakhstan", "Lilliput countries", "Ruritania", "Syldavia"], True),  # wherever they stand
        (["Lilliput countries", "Ruritania"], False),
        (["World", "Ruritania"], True),
        (["Hong Kong", "Ruritania", "Syldavia"], False),
        (["World"], True),
        ([], False),
    ],
)
def test_units_are_countries_if_at_least_half_of_them_name_one_in_any_order(case):
    names, countries = case
    labels = [(name,) for name in names]
    assert are_countries(labels, units=None, codes=None, spelling=Spelling()) == countries


def test_a_table_of_aggregates_alone_holds_no_state():
    table = pd.DataFrame({"country": ["World", "Hong Kong"], "beds": [1.0, 2.0]})
    with pytest.raises(DataError, match="no row is left after leaving out Hong Kong, World"):
        read(table, states_only=True)
