"""Pairs of elements: which are listed, and which are flagged."""

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


def random_index(seed: int = 3, **settings) -> mp.Index:
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(rng.normal(size=(40, 4)), columns=list("abcd"))
    tree = {"p": {"of": {"a": 1, "b": 2}}, "q": {"weight": 3, "of": {"c": 1, "d": 1}}}
    return index_of(frame, tree, **settings)


def test_pairs_are_listed_with_what_is_redundant_and_what_is_opposed(cinc):
    table = cinc.correlations()
    assert len(table) == 15 and (table["correlation"].abs().diff().dropna() <= 0).all()
    assert set(table.loc[table["flag"] == "redundant", "a"]) == {"nmc_tpop", "nmc_irst"}
    rng = np.random.default_rng(5)
    a = rng.normal(size=50)
    frame = pd.DataFrame({"a": a, "b": -a + 0.3 * rng.normal(size=50), "c": rng.normal(size=50)})
    flagged = mp.audit(index_of(frame, {"a": 1, "b": 1, "c": 1})).correlations()
    assert flagged["flag"].tolist() == ["opposed", "", ""]


def test_direction_turns_raw_correlations_round():
    a = np.arange(10.0)
    frame = pd.DataFrame({"a": a, "b": -a})
    report = mp.audit(index_of(frame, {"a": 1, "b": {"direction": -1}}))
    assert report.correlation_matrix(stage="raw").loc["a", "b"] == 1
    assert report.correlation_matrix(stage="raw", directed=False).loc["a", "b"] == -1
    assert report.correlations().loc[0, "flag"] == "redundant"


def test_within_and_across_dimensions_are_all_pairs_together():
    report = mp.audit(random_index())
    pairs = {tuple(pair) for pair in report.correlations(within=True)[["a", "b"]].to_numpy()}
    assert pairs == {("a", "b"), ("c", "d")}
    assert len(report.correlations(within=False)) == 4
    assert len(report.correlations(of="dimensions")) == 1
    assert set(report.correlations(of="index")["b"]) == {"whole"}
    assert len(report.correlations(of="index")) == 6
    assert len(report.correlations(of="parents")) == 4 * 2 + 2
