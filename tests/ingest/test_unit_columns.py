"""The column that names the unit is found by its header, or by its cells."""

import pandas as pd
import pytest

from mpindex.ingest.raw import Raw
from mpindex.ingest.unit_columns import countries_among, numeric, share, unit_columns


def columns(units=None, codes=None, **cells):
    raw = Raw(pd.DataFrame(cells), "x.csv")
    return unit_columns(raw, list(cells), [], [], units=units, codes=codes)[0]


def test_codes_decide_and_names_stand_beside_them():
    assert columns(country=["Kenya"], iso3=["KEN"], v=[1.0]) == ["iso3", "country"]


def test_the_unit_of_measure_is_no_unit():
    assert columns(unit=["PC"], geo=["KE"], v=[1.0]) == ["geo"]
    assert columns(unit=["KEN", "PER"], v=[1.0, 2.0]) == ["unit"]


def test_a_region_beside_a_country_is_no_unit():
    assert columns(region=["Africa", "Americas"], country=["Kenya", "Peru"]) == ["country"]


def test_names_of_regions_beside_codes_are_no_unit_though_a_state_is_among_them():
    assert columns(iso3=["KEN", "PER", "CHL"], name=["Kenya", "Africa", "Americas"]) == ["iso3"]
    assert columns(iso3=["KEN", "PER"], name=["Kenya", "Peru"]) == ["iso3", "name"]


def test_cells_that_are_countries_make_a_unit_where_no_header_does():
    assert columns(wo=["Kenya", "Peru"], v=[1.0, 2.0]) == ["wo"]
    assert columns(wo=["north", "south"], v=[1.0, 2.0]) == []
    assert columns(units="free", wo=["Kenya", "Peru"]) == []


def test_numbers_are_a_unit_where_nothing_else_is():
    assert columns(ccode=[2, 135], v=[1.0, 2.0]) == ["ccode"]
    assert columns(ccode=[2, 135], country=["USA", "Peru"]) == ["country"]
    assert columns(codes="cow", country=["USA", "Peru"], ccode=[2, 135]) == ["ccode"]


def test_what_the_user_names_is_taken():
    raw = Raw(pd.DataFrame({"a": ["x"], "b": ["Ex"], "iso3": ["KEN"]}), "x.csv")
    assert unit_columns(raw, ["iso3"], ["a"], ["b"], units=None, codes=None) == (["a", "b"], [])


@pytest.mark.parametrize(
    ("cells", "part"),
    [
        (["Kenya", "Peru"], 1.0),
        (["Kenya", "x"], 0.5),
        (["World", "Asia"], 0.0),
        (["Kenya", "World"], 1.0),
        ([], 0.0),
    ],
)
def test_aggregates_count_only_beside_states(cells, part):
    assert share(pd.Series(cells, dtype=object)) == part


def test_codes_of_two_letters_among_words_are_words():
    assert share(pd.Series(["no", "is", "at"]), words=True) == 0
    assert countries_among(["id", "no", "is"]) == countries_among(["id", "NO", "IS"]) == []
    assert countries_among(["KE", "PE", "CL"]) == ["KE", "PE", "CL"]
    assert countries_among(["KAZ", "UZB", "KE"]) == ["KAZ", "UZB"]


def test_texts_of_digits_are_numbers():
    assert numeric(pd.Series(["404", "604"]))
    assert numeric(pd.Series(["-1.5", "+2", ""]))
    assert numeric(pd.Series([1.5, None]))
    assert not numeric(pd.Series(["1.2.3"]))
    assert not numeric(pd.Series(["", None]))
    assert not numeric(pd.Series(["404", "KEN"]))
    assert not numeric(pd.Series([True, False]))
