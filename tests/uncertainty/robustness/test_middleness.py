"""Middleness over the draws is that of each draw's ranks, whether it comes from counts or from the draws themselves."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import OptionError

RNG = np.random.default_rng(5)
FULL = pd.DataFrame(RNG.lognormal(size=(9, 3)), list("klmnopqrs"), list("abc"))
SPEC = {"id": "i", "tree": {"a": 1, "b": 1, "c": 1}, "uncertainty": {"weights": {"uniform": True}}}


def by_hand(ranks: pd.DataFrame, kernel: str) -> pd.DataFrame:
    away = (2 * (ranks - 0.5).div(ranks.notna().sum(axis=1), axis=0) - 1).abs()
    m = {
        "triangle": 1 - away,
        "parabola": 1 - away**2,
        "third": (away < 0.3334).where(away.notna()).astype(float),
    }[kernel]
    return pd.DataFrame(
        {"mean": m.mean(), "error": m.std(ddof=0) / np.sqrt(m.notna().sum()), "median": m.median(),
         "low": m.quantile(0.05), "high": m.quantile(0.95)}
    )  # fmt: skip


@pytest.mark.parametrize("kernel", ["triangle", "parabola", "third"])
@pytest.mark.parametrize("gaps", [False, True], ids=["the same units", "other units in some draws"])
def test_it_is_that_of_the_ranks_of_every_draw(kernel, gaps):
    frame, vary = FULL.copy(), dict(SPEC["uncertainty"])
    if gaps:
        frame.loc["k", "a"], frame.loc["l", ["a", "b"]] = np.nan, np.nan
        vary["missing"] = ["available", "exclude"]
    run = mp.robustness(SPEC, mp.Dataset.from_frame(frame), uncertainty=vary, draws=300, seed=2, keep=True)
    ours, wanted = run.middleness(kernel), by_hand(run.runs["rank"], kernel)
    np.testing.assert_allclose(ours[wanted.columns], wanted, rtol=1e-6, atol=1e-6)


def test_the_reference_is_the_definition_as_it_stands_and_the_ends_are_far_from_the_middle():
    data = mp.Dataset.from_frame(FULL)
    run = mp.robustness(SPEC, data, draws=50)
    ranks = mp.definition(SPEC).apply(data).ranks
    np.testing.assert_allclose(run.middleness()["reference"], 1 - (2 * (ranks - 0.5) / 9 - 1).abs())


def test_a_unit_that_never_has_a_rank_has_none_of_it():
    frame = FULL.copy()
    frame.loc["m"] = np.nan
    run = mp.robustness(SPEC, mp.Dataset.from_frame(frame), draws=20)
    assert run.middleness().loc["m"].isna().all()
    without = mp.robustness(SPEC, mp.Dataset.from_frame(FULL.drop(index="m")), draws=20)
    np.testing.assert_allclose(run.middleness().drop(index="m"), without.middleness())


def test_a_kernel_that_there_is_not_is_named():
    with pytest.raises(OptionError, match="Did you mean 'triangle'"):
        mp.robustness(SPEC, mp.Dataset.from_frame(FULL), draws=5).middleness("triangel")


def test_more_draws_than_can_be_held_are_refused_with_how_many_can(monkeypatch):
    frame = FULL.copy()
    frame.loc["k", "a"] = np.nan
    vary = {"missing": ["available", "exclude"]}
    run = mp.robustness(SPEC, mp.Dataset.from_frame(frame), uncertainty=vary, draws=20, seed=1)
    monkeypatch.setattr("mpindex.uncertainty.robustness.middleness.MOST_CELLS", 20 * 9)
    assert run.middleness()["mean"].notna().all(), "as many as can be held"
    monkeypatch.setattr("mpindex.uncertainty.robustness.middleness.MOST_CELLS", 20 * 9 - 1)
    with pytest.raises(OptionError) as caught:
        run.middleness()
    assert str(caught.value) == "20 draws that rank different units are too many to hold; run at most 19"
