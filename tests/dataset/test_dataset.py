"""A Dataset is the world as of a year: nothing later, nothing stale, nothing that a caller can change."""

import copy
import pickle

import numpy as np
import pandas as pd
import pytest

from mpindex.dataset.dataset import Dataset, require_dataset
from mpindex.errors import DataError, OptionError


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


def test_one_can_go_back_and_forth(small):
    assert small.at(2005).at(None).frame.equals(small.frame)


@pytest.mark.parametrize("year", [1950, 205])
def test_a_year_without_any_fresh_value_is_refused(small, year):
    with pytest.raises(DataError, match=f"no value is fresh as of {year}: the data reach from 2003 to 2026"):
        small.at(year)


def test_a_year_beyond_the_newest_figures_is_refused_with_the_newest(small):
    with pytest.raises(DataError, match=r"the newest figures are of 2026: nothing is known as of 2027\. Ask"):
        small.at(2027)
    assert small.at(2026).year == 2026


def test_a_list_without_dates_can_count_in_another_year():
    rows = [("list", "x", 2025, 3.0), ("gdp", "x", 2000, 1.0), ("gdp", "x", 2025, 2.0)]
    frame = pd.DataFrame(rows, columns=["indicator", "unit", "year", "value"]).assign(source="test")
    world = Dataset.from_tidy(frame, metadata={"list": {"window": 0}, "gdp": {"window": 0}})
    assert world.undated == ("list",)
    then = world.redated(["list"], 2000).at(2000)
    assert then.frame.loc["x"].to_dict() == {"list": 3, "gdp": 1} and (then.years == 2000).all(axis=None)
    assert np.isnan(world.at(2000).frame.loc["x", "list"])
    assert world.series("list")[0].tolist() == [2025]


@pytest.mark.parametrize("year", [2005.5, "2005"])
def test_a_year_is_a_whole_number(small, year):
    with pytest.raises(OptionError, match="a year is a whole number"):
        small.at(year)


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


def look_at_everything(data):
    """Ask for whatever a Dataset computes and keeps."""
    return repr(data), data.names, data.frame, data.years, data.sources, data.stand_ins, data.groups, data.dyads, \
        data.relation("border"), data.values(["gdp", "wgi_rl_se"]), data.origin("gdp"), data.series("gdp")  # fmt: skip


@pytest.mark.parametrize(
    "duplicate", [lambda data: pickle.loads(pickle.dumps(data)), copy.copy, copy.deepcopy]
)
def test_it_is_pickled_and_copied_before_and_after_it_was_looked_at(small, duplicate):
    before = duplicate(small)
    look_at_everything(small)
    after = duplicate(small)
    for again in (before, after):
        assert set(vars(again)) == set(Dataset.__dataclass_fields__)
        assert again.frame.equals(small.frame)
        assert again.at(2005).groups.equals(small.at(2005).groups)
    assert len(pickle.dumps(small)) == len(pickle.dumps(before))


def test_what_is_no_dataset_is_refused_by_name(small):
    assert require_dataset(small) is small
    with pytest.raises(OptionError, match=r"not int; a year is named: year=2010"):
        require_dataset(2010)
    with pytest.raises(OptionError, match="not DataFrame"):
        small.join(small.frame)


def frame(**columns):
    return pd.DataFrame(columns, index=["A", "B", "C"], dtype=float)


def test_a_frame_becomes_a_dataset_as_it_is():
    data = Dataset.from_frame(frame(x=[1, np.nan, 3], y=[0, 0, 0]), metadata={"x": {"direction": -1}})
    assert data.units == ("A", "B", "C")
    assert data.indicator("x").direction == -1
    assert data.indicator("y").direction == 1
    assert data.values(["x"]).ravel().tolist() == pytest.approx([1, np.nan, 3], nan_ok=True)
    assert not data.is_countries
