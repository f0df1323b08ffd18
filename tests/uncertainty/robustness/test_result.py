"""A robustness run as a table: a row for each unit and band, shares that add up, bands in their order."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import DataError, DefinitionError
from mpindex.uncertainty.robustness.result import Robustness


@pytest.fixture(scope="module")
def run() -> Robustness:
    return mp.robustness("cinc", draws=300, seed=1)


def test_shares_of_a_unit_add_up_and_bear_their_error(run):
    frame = run.to_frame()
    assert list(frame.columns) == [
        "unit", "name", "definition", "band", "share", "error", "rank", "median", "low", "high",
    ]  # fmt: skip
    assert np.allclose(frame.groupby("unit")["share"].sum(), 1)
    row = frame[(frame["unit"] == "KAZ") & (frame["band"] == "minor")].iloc[0]
    assert row["share"] == run.bands.loc["KAZ", "minor"] and row["error"] == run.errors.loc["KAZ", "minor"]


def test_units_stand_best_first_and_bands_in_their_order(run):
    frame = run.to_frame()
    assert frame["rank"].dropna().is_monotonic_increasing
    order = list(frame["band"].cat.categories)
    assert order.index("minor") < order.index("middle") < order.index("great")


def test_without_bands_each_unit_has_one_row():
    frame = mp.robustness({"id": "x", "tree": {"gdp": 1, "area": 1}}, draws=20).to_frame()
    assert "band" not in frame and frame["unit"].is_unique


@pytest.fixture(scope="module")
def upside_down() -> Robustness:
    """Bands in a file from the worst to the best; b has no score, and c mostly none."""
    frame = pd.DataFrame({"x": [4.0, np.nan, 2.0, 1.0], "y": [4.0, np.nan, np.nan, 1.0]}, index=list("abcd"))
    spec = {
        "id": "i", "normalise": "none", "tree": {"x": 1, "y": 1},
        "bands": [{"low": {"score": {"below": 2}}}, {"high": {"score": {"min": 3}}}],
        "uncertainty": {"missing": ["available", "exclude"]},
    }  # fmt: skip
    return mp.robustness(spec, mp.Dataset.from_frame(frame), draws=40, seed=1)


def test_bands_stand_by_the_ranks_of_who_has_them_and_what_is_no_band_last(upside_down):
    order = upside_down.to_frame()["band"].cat.categories
    assert list(order) == ["no score", "unclassified", "low", "high"]  # the best is the largest


def test_shares_of_one_unit_stand_with_their_errors_and_the_middle_of_the_pack(upside_down):
    table, share = upside_down.of("c"), upside_down.bands.loc["c", "no score"]
    assert 0 < share < 1
    assert table.loc["no score", "error"] == pytest.approx(np.sqrt(share * (1 - share) / 40))
    middle = upside_down.middle_of_pack["c"]
    assert table.loc["middle of the pack"].tolist() == pytest.approx(
        [middle, np.sqrt(middle * (1 - middle) / 40)]
    )


def test_the_heading_says_how_often_and_what(upside_down):
    assert upside_down.heading == "Robustness of i: 40 draws, seed 1; varied: missing values"
    assert upside_down.how == "40 draws, seed 1"


def test_a_band_may_be_called_as_a_column_is():
    """The bands low, high and unit, printed beside the ends of the ranks."""
    frame = pd.DataFrame({"x": [3.0, 2.0, 1.0], "y": [3.0, 2.0, 1.0]}, index=list("abc"))
    bands = [{"high": {"rank": [1, 1]}}, {"unit": {"rank": [2, 2]}}, {"low": {}}]
    spec = {"id": "i", "tree": {"x": 1, "y": 1}, "bands": bands}
    run = mp.robustness(spec, mp.Dataset.from_frame(frame), draws=5, seed=1)
    columns = ["unit", "rank", "low", "high", "high (band)", "unit (band)", "low (band)", "unclassified"]
    assert run.preview().columns.tolist() == columns
    assert run.preview()["unit"].tolist() == ["a", "b", "c"] and "unit (band)" in repr(run)
    table = run.to_frame().set_index(["unit", "band"])["share"]
    assert table[[("a", "high"), ("b", "unit"), ("c", "low")]].tolist() == [1, 1, 1]


def test_what_the_draws_do_not_tell_is_refused_by_name(upside_down):
    with pytest.raises(DataError) as caught:
        upside_down.above("a", "b")
    assert str(caught.value) == "a and b are never both ranked"
    with pytest.raises(DefinitionError) as refused:
        upside_down.central_weights("a")
    assert str(refused.value) == "i: the weights were not varied"
