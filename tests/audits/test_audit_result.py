"""What an audit holds and prints."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.audits import concentration
from mpindex.errors import OptionError, UnknownUnit


@pytest.fixture(scope="module")
def cinc() -> mp.Audit:
    return mp.audit(mp.definition("cinc").apply(mp.load()))


def index_of(frame: pd.DataFrame, tree: dict, **settings) -> mp.Index:
    spec = {"id": "whole", "tree": tree, "missing": "available", **settings}
    return mp.definition(spec).apply(mp.Dataset.from_frame(frame))


def test_unknown_words_get_the_nearest(cinc):
    with pytest.raises(OptionError, match="Did you mean 'kendall'"):
        cinc.correlations("kendal")
    with pytest.raises(OptionError, match="Did you mean 'treated'"):
        cinc.describe("treatd")
    with pytest.raises(OptionError, match="dimensions"):
        cinc.correlations(of="dimension")
    with pytest.raises(UnknownUnit):
        cinc.strengths("Atlantis")


def test_an_audit_is_frozen_and_prints_what_to_look_at(cinc):
    with pytest.raises(dataclasses.FrozenInstanceError):
        cinc.index = None
    text = repr(cinc)
    assert "CON 0.284" in text and "redundant pairs: nmc_tpop and nmc_upop" in text
    assert concentration.Concentration is type(cinc.concentration)


def test_availability_by_dimension_is_a_share_of_indicators():
    frame = pd.DataFrame({"a": [1.0, np.nan], "b": [0.0, np.nan], "c": [2.0, 3.0]}, index=["x", "y"])
    report = mp.audit(index_of(frame, {"p": {"of": {"a": 1, "b": 1}}, "c": 1}, normalise="none"))
    table = report.availability
    assert table.loc["y", ["missing", "available", "p", "whole"]].tolist() == pytest.approx(
        [2, 1 / 3, 0, 1 / 3]
    )
    assert table.loc["x", ["zeros", "nonzero"]].tolist() == pytest.approx([1, 2 / 3])


def test_outliers_before_and_after_treatment():
    rng = np.random.default_rng(1)
    frame = pd.DataFrame({"a": [*rng.normal(size=39), 100], "b": rng.normal(size=40)})
    table = mp.audit(index_of(frame, {"a": 1, "b": 1}, treat="winsorise")).outliers
    assert table["outliers_before"].tolist() == [True, False]
    assert not table["outliers_after"].any()
    assert table["changed"].tolist() == [1, 0]
