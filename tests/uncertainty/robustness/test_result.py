"""A robustness run as a table: a row for each unit and band, shares that add up, bands in their order."""

from __future__ import annotations

import numpy as np
import pytest

import mpindex as mp
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
