"""Aggregating and ranking under thousands of weights, beside bare NumPy of the same size.

Run with ``pytest tests/benchmarks --benchmark-only --benchmark-group-by=group``. Nothing here asserts a time.
"""

import numpy as np
import pytest

from mpindex.steps import aggregate, band
from mpindex.steps.rank import competition

DRAWS, UNITS, CHILDREN = 10_000, 195, 40


@pytest.fixture(scope="module")
def world():
    rng = np.random.default_rng(1)
    return 1 + 99 * rng.random((UNITS, CHILDREN)), rng.dirichlet(np.ones(CHILDREN), DRAWS)


@pytest.fixture(scope="module")
def incomplete(world):
    x, w = world
    return np.where(np.random.default_rng(2).random(x.shape) < 0.07, np.nan, x), w


@pytest.mark.benchmark(group="scores and ranks of 10,000 draws")
def test_bare_numpy_product_and_argsort(benchmark, world):
    x, w = world
    benchmark(lambda: np.argsort(w @ x.T, axis=-1))


@pytest.mark.benchmark(group="scores and ranks of 10,000 draws")
def test_arithmetic_and_ranks(benchmark, world):
    ranks = benchmark(lambda: competition(aggregate.arithmetic(*world)))
    assert ranks.shape == (DRAWS, UNITS) and ranks.min() == 1


@pytest.mark.benchmark(group="scores and ranks of 10,000 draws")
def test_arithmetic_and_ranks_of_incomplete_data(benchmark, incomplete):
    assert benchmark(lambda: competition(aggregate.arithmetic(*incomplete))).max() == UNITS


@pytest.mark.benchmark(group="scores of 10,000 draws")
@pytest.mark.parametrize("name", ["geometric", "harmonic", "minimum", "mpi", "topsis", "borda"])
def test_other_aggregations(benchmark, world, name):
    scores = benchmark.pedantic(getattr(aggregate, name), world, rounds=3)
    assert scores.shape == (DRAWS, UNITS)


@pytest.mark.benchmark(group="of 100 draws")
@pytest.mark.parametrize("name", ["copeland", "median"])
def test_aggregations_that_sort_or_compare_pairs(benchmark, world, name):
    x, w = world
    scores = benchmark.pedantic(getattr(aggregate, name), (x, w[:100]), rounds=3)
    assert scores.shape == (100, UNITS)


@pytest.mark.benchmark(group="of 100 draws")
def test_natural_breaks(benchmark, world):
    x, w = world
    scores = aggregate.arithmetic(x, w[:100])
    classes = benchmark.pedantic(band.natural_breaks, (scores,), {"classes": 4}, rounds=3)
    assert classes.max() == 4
