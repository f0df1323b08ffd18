"""Leaving an element out is a weight of nothing."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp


def index_of(frame: pd.DataFrame, tree: dict, **settings) -> mp.Index:
    spec = {"id": "whole", "tree": tree, "missing": "available", **settings}
    return mp.definition(spec).apply(mp.Dataset.from_frame(frame))


def random_index(seed: int = 3, **settings) -> mp.Index:
    rng = np.random.default_rng(seed)
    frame = pd.DataFrame(rng.normal(size=(40, 4)), columns=list("abcd"))
    tree = {"p": {"of": {"a": 1, "b": 2}}, "q": {"weight": 3, "of": {"c": 1, "d": 1}}}
    return index_of(frame, tree, **settings)


def test_leaving_an_indicator_out_is_a_weight_of_nothing():
    index = random_index()
    report = mp.audit(index)
    for name in ("a", "c", "p"):
        other = index.definition.with_(weights={name: 0}).apply(index.dataset)
        np.testing.assert_allclose(report.scores_without[name], other.scores)
        pd.testing.assert_series_equal(report.ranks_without[name], other.ranks, check_names=False)


@pytest.mark.parametrize("missing", ["available", "exclude", "zero"])
def test_the_only_child_takes_its_dimension_with_it(missing):
    rng = np.random.default_rng(8)
    frame = pd.DataFrame(rng.normal(size=(12, 3)), columns=list("abc"))
    tree = {"p": {"of": {"a": 1}}, "q": {"of": {"b": 1, "c": 1}}}
    report = mp.audit(index_of(frame, tree, missing=missing))
    np.testing.assert_allclose(report.scores_without["a"], report.scores_without["p"])
    np.testing.assert_allclose(report.scores_without["a"], report.index.levels["q"])


def test_leaving_out_the_only_indicator_leaves_nothing():
    report = mp.audit(index_of(pd.DataFrame({"a": [1.0, 2, 3]}), {"a": 1}))
    assert report.scores_without["a"].isna().all()
    assert np.isnan(report.removal.loc["a", "mean_shift"])
    assert "Audit of whole" in repr(report)


def test_where_low_is_best_ranks_without_count_from_the_lowest():
    index = random_index(best="low")
    ranks = mp.audit(index).ranks_without["a"]
    scores = mp.audit(index).scores_without["a"]
    assert scores.idxmin() == ranks.idxmin()
