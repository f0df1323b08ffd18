"""A Dataset is the world as of a year: nothing later, nothing stale, nothing that a caller can change."""

import json
import pickle

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset, load
from mpindex.errors import DataError, UnknownIndicator, UnknownUnit

VALUES = """indicator,unit,year,value,source
gdp,KAZ,2004,43,world-bank-wdi
gdp,KAZ,2024,288,world-bank-wdi
gdp,KAZ,2026,310,world-bank-wdi
gdp,TWN,2024,760,cia-factbook
gdp,UZB,2005,14,world-bank-wdi
gdp,NAM,2013,12,world-bank-wdi
peacekeepers,KAZ,2003,7,un-peacekeeping
peacekeepers,UZB,2022,5,un-peacekeeping
wgi_rl,KAZ,2023,-0.4,wgi
"""
FILES = {
    "values/mixed.csv": VALUES,
    "countries.csv": "unit,iso2,name\nKAZ,KZ,Kazakhstan\nNAM,NA,Namibia\nTWN,TW,Taiwan\nUZB,UZ,Uzbekistan\n",
    "groupings.csv": "unit,grouping,group,from,to,status,evidence\n"
    "UZB,CSTO,CSTO,2006,2012,member,recalled\nKAZ,SCO,SCO,2001,,member,confirmed\n"
    "KAZ,region,Asia,,,member,confirmed\n",
    "dyads/borders.csv": "from,to,relation,year,value,source\nKAZ,UZB,border,,1,cia-factbook\n",
    "dyads/trade.csv": "from,to,relation,year,value,source\nKAZ,UZB,exports,2015,5,unctad\n",
    "expert_lists.csv": "list,unit,label,source,year,verified\nswp,KAZ,middle_power,SWP,2024,yes\n",
    "standard_errors.csv": "indicator,unit,year,value,source\nwgi_rl,KAZ,2023,0.1,wgi\nwgi_rl,KAZ,2013,0.2,wgi\n",
    "datapackage.json": json.dumps({"reference_year": 2025}),
}


@pytest.fixture
def small(tmp_path):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    return load(folder=tmp_path)


def frame(**columns):
    return pd.DataFrame(columns, index=["A", "B", "C"], dtype=float)


# ---------------------------------------------------------------- years


def test_the_newest_value_wins_even_one_dated_after_the_reference_year(small):
    assert small.reference_year == 2025
    assert small.frame.loc["KAZ", "gdp"] == 310
    assert small.years.loc["KAZ", "gdp"] == 2026


def test_a_stale_value_does_not_count(small):
    assert np.isnan(small.frame.loc["UZB", "gdp"])
    assert small.years.loc["UZB", "gdp"] is pd.NA
    assert pd.isna(small.sources.loc["UZB", "gdp"])


def test_as_of_a_year_nothing_later_is_used(small):
    then = small.at(2005)
    assert then.frame["gdp"].to_dict() == pytest.approx(
        {"KAZ": 43, "NAM": np.nan, "TWN": np.nan, "UZB": 14}, nan_ok=True
    )
    assert then.tidy["year"].max() == 2005
    assert then.series("gdp")[0].tolist() == [2004, 2005]
    assert not then.stand_ins.to_numpy().any()
    assert then.reference_year == then.year == 2005


def test_as_of_a_year_groups_dyads_and_lists_are_those_known_then(small):
    then = small.at(2008)
    membership = then.groups.set_index("grouping")
    assert np.isnan(membership.loc["CSTO", "to"])  # that Uzbekistan would leave in 2012 was not known
    assert "CSTO" not in set(small.at(2005).groups["grouping"])
    assert set(then.dyads["relation"]) == {"border"}
    assert not len(then.lists)
    assert small.groups.set_index("grouping").loc["CSTO", "to"] == 2012


def test_loading_a_year_is_loading_and_going_there(tmp_path, small):
    assert load(year=2024, folder=tmp_path).frame.equals(small.at(2024).frame)


def test_one_can_go_back_and_forth(small):
    assert small.at(2005).at(None).frame.equals(small.frame)


@pytest.mark.parametrize("year", [1950, 205, 2100])
def test_a_year_without_any_fresh_value_is_refused(small, year):
    with pytest.raises(DataError, match=f"no value is fresh as of {year}: the data reach from 2003 to 2026"):
        small.at(year)


@pytest.mark.parametrize("year", [2005.5, "2005"])
def test_a_year_is_a_whole_number(small, year):
    with pytest.raises(DataError, match="a year is a whole number"):
        small.at(year)


# ---------------------------------------------------------------- absence


def test_where_absence_means_zero_the_absent_have_zero_of_the_newest_year(small):
    assert small.frame["peacekeepers"].to_dict() == {"KAZ": 0, "NAM": 0, "TWN": 0, "UZB": 5}
    assert (small.years["peacekeepers"] == 2022).all()
    assert (small.sources["peacekeepers"] == "un-peacekeeping").all()


def test_zeros_are_not_filled_in_where_nobody_has_a_fresh_value(small):
    assert small.at(2024).frame["peacekeepers"].notna().all()
    assert small.at(2014).frame["peacekeepers"].isna().all()
    assert small.at(2004).frame["peacekeepers"].to_dict() == {"KAZ": 7, "NAM": 0, "TWN": 0, "UZB": 0}


def test_filled_zeros_are_in_the_frame_and_not_in_the_panel(small):
    assert len(small.tidy) == VALUES.count("\n") - 1
    assert not (small.tidy["value"] == 0).any()


# ---------------------------------------------------------------- access


def test_values_of_another_source_are_stand_ins(small):
    where = small.stand_ins.stack()  # noqa: PD013
    assert list(where[where].index) == [("TWN", "gdp")]


def test_namibia_is_not_missing(small):
    assert small.units == ("KAZ", "NAM", "TWN", "UZB")
    assert small.names["NAM"] == "Namibia"
    assert small.find("Namibia") == "NAM"


def test_values_come_in_the_order_asked_for(small):
    assert np.array_equal(
        small.values(["wgi_rl", "gdp"]), small.frame[["wgi_rl", "gdp"]].to_numpy(), equal_nan=True
    )
    assert small.values("gdp").shape == (4, 1)
    assert small.values([]).shape == (4, 0)


def test_standard_errors_are_asked_for_by_their_ending(small):
    assert small.values(["wgi_rl_se"])[0] == 0.1
    assert small.at(2014).values(["wgi_rl_se"])[0] == 0.2
    years, errors = small.series("wgi_rl_se")
    assert years.tolist() == [2013, 2023]
    assert errors[0].tolist() == [0.2, 0.1]
    assert small.indicator("wgi_rl_se").name.startswith("Standard error of")
    assert "wgi_rl_se" not in small.indicators


def test_an_unknown_indicator_is_an_error_with_the_nearest_id(small):
    with pytest.raises(
        UnknownIndicator, match=r"unknown indicator 'peacekeeper'. Did you mean 'peacekeepers'\?"
    ):
        small.values(["peacekeeper"])
    with pytest.raises(UnknownIndicator, match="has no standard errors"):
        small.series("gdp_se")
    with pytest.raises(UnknownIndicator, match="is in the catalogue but not in this dataset"):
        small.indicator("population")
    with pytest.raises(UnknownIndicator, match="your own copy"):
        small.indicator("gpi")


def test_an_unknown_unit_is_an_error(small):
    with pytest.raises(UnknownUnit, match=r"DEU .* is not in this dataset"):
        small.find("Germany")
    with pytest.raises(UnknownUnit, match=r"there is no unit 'KAX'. Did you mean 'KAZ'\?"):
        small.subset(units=["KAX"])


def test_what_a_caller_changes_stays_with_the_caller(small):
    values, years, groups = small.frame, small.years, small.groups
    values.loc["KAZ", "gdp"] = 0
    years.loc["KAZ", "gdp"] = 0
    groups["unit"] = "XXX"
    small.values(["gdp"])[:] = 0
    with pytest.raises(TypeError):
        small.names["KAZ"] = "Elsewhere"
    assert small.frame.loc["KAZ", "gdp"] == 310
    assert small.years.loc["KAZ", "gdp"] == 2026
    assert "KAZ" in set(small.groups["unit"])


def test_coverage_is_the_share_of_indicators_with_a_value(small):
    assert small.coverage.to_dict() == pytest.approx({"KAZ": 1, "NAM": 1 / 3, "TWN": 2 / 3, "UZB": 1 / 3})


def test_a_subset_keeps_the_order_given(small):
    part = small.subset(units=["UZB", "KAZ"], indicators=["wgi_rl", "gdp"])
    assert part.units == ("UZB", "KAZ")
    assert part.indicators == ("wgi_rl", "gdp")
    assert part.frame.equals(small.frame.loc[["UZB", "KAZ"], ["wgi_rl", "gdp"]])
    assert part.values(["wgi_rl_se"]).ravel().tolist() == pytest.approx([np.nan, 0.1], nan_ok=True)


def test_it_prints_in_a_terminal_and_in_a_notebook(small):
    assert repr(small).startswith("Dataset: 4 countries x 3 indicators")
    assert "1 stand-ins" in repr(small)
    assert "<table>" in small._repr_html_()


def test_it_survives_the_way_to_another_process(small):
    assert pickle.loads(pickle.dumps(small)).frame.equals(small.frame)


def test_values_of_an_indicator_that_the_catalogue_lacks_are_refused(tmp_path, small):
    (tmp_path / "values/mixed.csv").write_text(VALUES + "zzz,KAZ,2024,1,nobody\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"catalogue lacks .*zzz"):
        load(folder=tmp_path)


# ---------------------------------------------------------------- made from frames


def test_a_frame_becomes_a_dataset_as_it_is():
    data = Dataset.from_frame(frame(x=[1, np.nan, 3], y=[0, 0, 0]), metadata={"x": {"direction": -1}})
    assert data.units == ("A", "B", "C")
    assert data.indicator("x").direction == -1
    assert data.indicator("y").direction == 1
    assert data.values(["x"]).ravel().tolist() == pytest.approx([1, np.nan, 3], nan_ok=True)
    assert not data.is_countries


# ---------------------------------------------------------------- the bundled data


def test_the_bundled_world_has_195_states_and_every_bundled_indicator():
    world = mp.load()
    assert len(world.units) == 195
    assert set(world.indicators) == {id for id, bundled in mp.indicators()["bundled"].items() if bundled}
    assert world.frame.notna().any().all()


def test_every_bundled_value_is_finite_and_every_year_of_the_past():
    tidy = mp.load().tidy
    assert np.isfinite(tidy["value"]).all()
    assert tidy["year"].between(1990, 2026).all()
    assert not tidy.duplicated(["unit", "indicator", "year"]).any()
    assert (tidy["source"] != "").all()


def test_taiwan_stands_on_the_factbook():
    world = mp.load()
    assert world.stand_ins.loc["TWN", "gdp"]
    assert world.sources.loc["TWN", "gdp"] == "cia-factbook"
    assert not world.stand_ins.loc["KAZ"].any()


def test_in_2005_nothing_was_known_of_2006():
    then = mp.load(year=2005)
    assert then.years.max().max() <= 2005
    assert then.dyads["year"].max() <= 2005 or then.dyads["year"].isna().all()
    assert not (then.groups["from"] > 2005).any()
    assert not (then.groups["to"] > 2005).any()


def test_absence_is_not_zero_before_a_state_began() -> None:
    world = load(year=2005)
    assert np.isnan(world.frame.loc["SSD", "aid_given"])  # South Sudan began in 2011
    assert world.frame.loc["KAZ", "aid_given"] == 0
    assert load().frame.loc["SSD", "aid_given"] == 0
