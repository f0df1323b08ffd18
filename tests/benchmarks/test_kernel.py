"""An index of 195 units by 40 indicators on three levels: the arrays alone, `apply`, and the bare NumPy beside them.

``pytest tests/benchmarks/test_kernel.py --benchmark-only --benchmark-group-by=group``. Budgets, as ratios to bare
NumPy in the same run: the kernel 5, `apply` 30. Memory is held to its budget in every run of the tests.
"""

from __future__ import annotations

import tracemalloc

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.engine.plan import Plan
from mpindex.steps.normalise import minmax

SIZES = (2, 3, 4, 5, 5, 6, 7, 8)


def definition() -> mp.Definition:
    """Forty indicators in eight dimensions of two halves."""
    dimensions, first = {}, 0
    for d, size in enumerate(SIZES):
        dimensions[f"d{d}"] = {"of": {f"i{first + j}": 1 + j for j in range(size)}}
        first += size
    names = list(dimensions)
    halves = {
        half: {"of": {name: dimensions[name] for name in part}}
        for half, part in (("one", names[:4]), ("two", names[4:]))
    }
    return mp.definition({"id": "whole", "tree": halves, "missing": "available"})


def world(units: int) -> tuple[np.ndarray, mp.Dataset]:
    x = np.random.default_rng(0).normal(50, 10, (units, 40))
    frame = pd.DataFrame(x, columns=[f"i{j}" for j in range(40)], index=[f"u{i}" for i in range(units)])
    return x, mp.Dataset.from_frame(frame)


@pytest.fixture(scope="module")
def small() -> tuple[np.ndarray, mp.Dataset, mp.Definition]:
    return *world(195), definition()


def bare(x: np.ndarray, weights: np.ndarray) -> np.ndarray:
    low = x.min(axis=0)
    return ((x - low) / (x.max(axis=0) - low) * 100) @ weights


@pytest.mark.benchmark(group="195 x 40, three levels")
def test_bare_numpy(benchmark, small):
    x, data, spec = small
    benchmark(bare, x, Plan.compile(spec, data).effective_weights()[:40])


@pytest.mark.benchmark(group="195 x 40, three levels")
def test_kernel_with_every_level(benchmark, small):
    x, data, spec = small
    plan = Plan.compile(spec, data)
    levels = benchmark(lambda: plan.aggregate(minmax(x)))
    np.testing.assert_allclose(levels[:, -1], bare(x, plan.effective_weights()[:40]))


@pytest.mark.benchmark(group="195 x 40, three levels")
def test_apply(benchmark, small):
    _, data, spec = small
    benchmark(spec.apply, data)


@pytest.mark.benchmark(group="195 x 40, three levels")
def test_apply_and_its_table(benchmark, small):
    _, data, spec = small
    benchmark(lambda: spec.apply(data).table)


@pytest.mark.parametrize("gaps", [0.0, 0.05])
def test_a_hundred_thousand_units_are_scored_within_ten_copies_of_the_input(gaps):
    x, data = world(100_000)
    if gaps:
        x[np.random.default_rng(1).random(x.shape) < gaps] = np.nan
        data = mp.Dataset.from_frame(pd.DataFrame(x, index=data.units, columns=data.indicators))
    spec = definition()
    data.values(data.indicators)  # the dataset's own snapshot is no part of scoring
    tracemalloc.start()
    try:
        index = spec.apply(data)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert index.n == 100_000
    assert peak <= 10 * x.nbytes
