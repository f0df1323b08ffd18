"""A user's indicators stand beside the bundled ones, and every conflict is named before anything is joined."""

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.dataset.side_tables import Tables
from mpindex.errors import DataError, OptionError, UnknownUnit


@pytest.fixture
def small():
    """Four countries with three indicators, memberships and a standard error, as of 2025."""
    rows = [("KAZ", "gdp", 2024, 288.0), ("UZB", "gdp", 2024, 115.0), ("TWN", "gdp", 2024, 780.0),
            ("KAZ", "peacekeepers", 2025, 139.0), ("KAZ", "wgi_rl", 2023, -0.4)]  # fmt: skip
    groups = pd.DataFrame(
        {"unit": "KAZ", "grouping": ["SCO", "CSTO", "region"], "group": ["SCO", "CSTO", "Asia"]}
    )
    errors = pd.DataFrame(
        {"indicator": ["wgi_rl"], "unit": ["KAZ"], "year": [2023], "value": [0.1], "source": ["wgi"]}
    )
    return Dataset.from_tidy(
        pd.DataFrame(rows, columns=["unit", "indicator", "year", "value"]).assign(source="made"),
        newest_year=2025,
        units=("KAZ", "NAM", "TWN", "UZB"),
        is_countries=True,
        tables=Tables(None, {"groups": groups.assign(**{"from": np.nan, "to": np.nan}), "errors": errors}),
    )


def test_a_joined_indicator_brings_its_own_metadata(small):
    mine = mp.read(
        pd.DataFrame({"country": ["Kazakhstan", "UZB"], "year": [2025, 2025], "beds": [6.0, 4.0]}),
        indicators={"beds": {"name": "Hospital beds", "direction": -1, "source": "who"}},
    )
    both = small.join(mine)
    assert both.units == small.units
    assert both.indicators == (*small.indicators, "beds")
    assert both.indicator("beds").direction == -1
    assert both.frame["beds"].to_dict() == pytest.approx(
        {"KAZ": 6, "NAM": np.nan, "TWN": np.nan, "UZB": 4}, nan_ok=True
    )
    assert both.frame[list(small.indicators)].equals(small.frame)
    assert both.sources.loc["KAZ", "beds"] == "who"
    assert not both.stand_ins["beds"].any()
    assert both.values(["wgi_rl_se"])[0] == 0.1
    assert len(both.groups) == len(small.groups)


def test_ids_that_stand_in_both_are_named_unless_the_new_shall_replace_the_old(small):
    mine = mp.read(pd.DataFrame({"iso3": ["KAZ"], "year": [2025], "gdp": [1.0], "wgi_rl": [0.0]}))
    with pytest.raises(DataError, match="both datasets have the indicators gdp, wgi_rl"):
        small.join(mine)
    replaced = small.join(mine, replace=True)
    assert replaced.values(["gdp"]).ravel().tolist() == pytest.approx(
        [1, np.nan, np.nan, np.nan], nan_ok=True
    )


def test_units_that_the_first_lacks_are_named_and_the_choice_is_the_users(small):
    mine = mp.read(pd.DataFrame({"iso3": ["FRA", "KAZ"], "year": [2025, 2025], "beds": [5.0, 6.0]}))
    with pytest.raises(UnknownUnit, match=r"FRA.*how='left' leaves them out"):
        small.join(mine)
    assert small.join(mine, how="left").units == small.units
    assert small.join(mine, how="inner").units == ("KAZ",)
    wide = small.join(mine, how="outer")
    assert wide.units == (*small.units, "FRA")
    assert wide.names["FRA"] == "France"
    assert wide.frame.loc["FRA", "beds"] == 5
    assert np.isnan(wide.frame.loc["FRA", "gdp"])


def test_countries_and_free_units_do_not_mix(small):
    with pytest.raises(DataError, match="one dataset holds countries, the other free units"):
        small.join(Dataset.from_frame(pd.DataFrame({"x": [1.0]})))


def test_two_years_do_not_mix(small):
    with pytest.raises(DataError, match=r"use .at\(year\)"):
        small.join(small.subset(indicators=["wgi_rl"]).at(2024), replace=True)


def test_a_joined_indicator_that_is_stale_in_the_new_company_is_noted(small):
    mine = mp.read(
        pd.DataFrame({"iso3": ["KAZ"], "year": [2001], "beds": [6.0]}), indicators={"beds": {"window": 5}}
    )
    assert mine.frame.loc["KAZ", "beds"] == 6
    assert any("no value is fresh as of 2025: beds" in note for note in small.join(mine).notes)


def test_joined_groups_stand_beside_the_bundled_ones(small):
    table = pd.DataFrame({"iso3": ["KAZ"], "year": [2025], "beds": [1.0], "steppe": ["yes"]})
    both = small.join(mp.read(table, groups=["steppe"]))
    assert set(both.groups["grouping"]) == {"SCO", "CSTO", "region", "steppe"}
    with pytest.raises(DataError, match="groupings region"):
        small.join(mp.read(table.rename(columns={"steppe": "region"}), groups=["region"]))


def test_it_does_not_matter_for_the_side_tables_who_joins_whom(small):
    table = pd.DataFrame({"iso3": ["KAZ"], "year": [2025], "beds": [1.0]})
    both = mp.read(table, groups=None).join(small, how="outer")
    assert len(both.groups) == len(small.groups)
    assert both.values(["wgi_rl_se"])[0] == 0.1


# ---------------------------------------------------------------- cell by cell


def test_put_over_cell_by_cell_every_other_value_stays(small):
    mine = mp.read(pd.DataFrame({"iso3": ["KAZ", "NAM"], "year": [2025, 2025], "gdp": [300.0, 12.0]}))
    both = small.join(mine, replace="cells")
    assert both.frame["gdp"].to_dict() == {"KAZ": 300, "NAM": 12, "TWN": 780, "UZB": 115}
    assert len(both.tidy) == len(small.tidy) + 2
    assert both.at(2024).frame.loc["KAZ", "gdp"] == 288
    assert both.values(["wgi_rl_se"])[0] == 0.1
    assert len(both.groups) == len(small.groups)
    assert "your table replaces 1 value of gdp (KAZ) and adds 1 (NAM); 2 bundled values stay" in both.notes


def test_a_value_of_the_same_year_takes_its_place(small):
    mine = mp.read(pd.DataFrame({"iso3": ["KAZ"], "year": [2024], "gdp": [300.0]}))
    both = small.join(mine, replace="cells")
    assert len(both.tidy) == len(small.tidy)
    assert both.series("gdp")[1][0].tolist() == [300.0]
    assert both.sources.loc["KAZ", "gdp"] == "the table"


def test_an_older_value_does_not_count_before_a_newer_one_and_it_is_told(small):
    mine = mp.read(pd.DataFrame({"iso3": ["KAZ"], "year": [2023], "gdp": [1.0]}))
    both = small.join(mine, replace="cells")
    assert both.frame.loc["KAZ", "gdp"] == 288
    assert any("newer bundled values count before those of your table: KAZ" in note for note in both.notes)


def test_what_is_known_of_an_indicator_stays_and_another_direction_is_told(small):
    mine = mp.read(
        pd.DataFrame({"iso3": ["KAZ"], "year": [2025], "gdp": [1.0]}), indicators={"gdp": {"direction": -1}}
    )
    both = small.join(mine, replace="cells")
    assert both.indicator("gdp").direction == 1
    assert "gdp: the direction stays 1, your table has -1" in both.notes


def test_groups_are_put_over_row_by_row(small):
    table = pd.DataFrame({"iso3": ["UZB"], "beds": [1.0]})
    groups = pd.DataFrame(
        {"unit": ["UZB", "KAZ"], "grouping": ["region", "region"], "group": ["Asia", "Europe"]}
    )
    both = small.join(mp.read(table, groups=groups), replace="cells")
    region = both.groups[both.groups["grouping"] == "region"].set_index("unit")["group"]
    assert region.to_dict() == {"KAZ": "Europe", "UZB": "Asia"}
    assert "SCO" in set(both.groups["grouping"])


def test_a_wrong_way_to_replace_is_refused(small):
    mine = mp.read(pd.DataFrame({"iso3": ["KAZ"], "year": [2025], "gdp": [1.0]}))
    with pytest.raises(OptionError, match="replace must be 'cells', 'indicators', True or False, not 'rows'"):
        small.join(mine, replace="rows")
    with pytest.raises(DataError, match="replace='cells'"):
        small.join(mine)


def test_the_whole_world_keeps_what_a_small_table_does_not_have():
    world = mp.load()
    mine = mp.read(pd.DataFrame({"iso3": ["KAZ"], "year": [2025], "gdp": [3e11]}))
    both = world.join(mine, replace="cells")
    assert both.frame["gdp"].notna().sum() == world.frame["gdp"].notna().sum()
    changed = both.frame.ne(world.frame) & ~(both.frame.isna() & world.frame.isna())
    assert [(unit, id) for id in changed for unit in changed.index[changed[id]]] == [("KAZ", "gdp")]
