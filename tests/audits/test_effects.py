"""Weights in effect, and who moves most when an element is left out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp


@pytest.fixture(scope="module")
def cinc() -> mp.Audit:
    return mp.audit(mp.definition("cinc").apply(mp.load()))


def index_of(frame: pd.DataFrame, tree: dict, **settings) -> mp.Index:
    spec = {"id": "whole", "tree": tree, "missing": "available", **settings}
    return mp.definition(spec).apply(mp.Dataset.from_frame(frame))


def test_equal_weights_of_unequal_spread_have_unequal_influence():
    rng = np.random.default_rng(12)
    frame = pd.DataFrame({"wide": rng.normal(0, 10, 80), "narrow": rng.normal(0, 1, 80)})
    table = mp.audit(index_of(frame, {"wide": 1, "narrow": 1}, normalise="none")).weights
    assert table["weight"].tolist() == [0.5, 0.5]
    assert table.loc["wide", "influence"] > 0.9
    assert table["influence"].sum() == pytest.approx(1)
    assert table.loc["wide", "excess"] > 0.4
    assert table["linear"].between(0, 1).all() and table["smoothed"].between(0, 1).all()


def test_removal_names_who_moves_most(cinc):
    row = cinc.removal.loc["nmc_milex"]
    assert row["unit"] in cinc.index.units and abs(row["was"] - row["becomes"]) == row["max_shift"]
    assert 0.9 < row["agreement"] <= 1
