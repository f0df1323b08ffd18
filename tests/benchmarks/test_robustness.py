"""Robustness runs beside bare NumPy of the same size, in one process.

Run with ``pytest tests/benchmarks --benchmark-only --benchmark-group-by=group``. Nothing here asserts a time.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.steps import aggregate

DRAWS, UNITS, INDICATORS = 10_000, 195, 40
WINDOW = [{"great": {"rank": [1, 5]}}, {"middle": {"rank": [6, 36]}}, {"small": {}}]


def table(units: int = UNITS, indicators: int = INDICATORS, missing: float = 0.0) -> mp.Dataset:
    rng = np.random.default_rng(1)
    values = 1 + 99 * rng.random((units, indicators))
    values[rng.random(values.shape) < missing] = np.nan
    frame = pd.DataFrame(values, columns=[f"i{j}" for j in range(indicators)])
    frame.insert(0, "unit", [f"u{i}" for i in range(units)])
    return mp.read(frame, units="free")


def flat(indicators: int = INDICATORS, **changes) -> mp.Definition:
    return mp.definition(
        {
            "id": "flat",
            "normalise": "none",
            "tree": {f"i{j}": 1 for j in range(indicators)},
            "bands": WINDOW,
            "uncertainty": {"weights": {"uniform": True}},
            **changes,
        }
    )


@pytest.fixture(scope="module")
def world() -> mp.Dataset:
    return table()


@pytest.fixture(scope="module")
def bare(world) -> tuple[np.ndarray, np.ndarray]:
    weights = np.random.default_rng(1).dirichlet(np.ones(INDICATORS), DRAWS)
    return np.asarray(world.values(world.indicators)), weights


def run(benchmark, definition, world, **options):
    options = {"draws": DRAWS, "seed": 1, **options}
    return benchmark.pedantic(mp.robustness, (definition, world), options, rounds=7, warmup_rounds=1)


@pytest.mark.benchmark(group="10,000 weight draws, all ranks and bands")
def test_bare_product_and_argsort(benchmark, bare):
    x, weights = bare
    benchmark(lambda: np.argsort(weights @ x.T, axis=-1))


@pytest.mark.benchmark(group="10,000 weight draws, all ranks and bands")
def test_arithmetic(benchmark, world):
    np.testing.assert_allclose(run(benchmark, flat(), world).bands.sum(axis=1), 1)


@pytest.mark.benchmark(group="10,000 weight draws, all ranks and bands")
def test_arithmetic_with_gaps(benchmark):
    assert run(benchmark, flat(missing="available"), table(missing=0.06)).draws == DRAWS


@pytest.mark.benchmark(group="10,000 weight draws, all ranks and bands")
def test_geometric(benchmark, world):
    assert run(benchmark, flat(aggregate="geometric"), world).draws == DRAWS


@pytest.mark.benchmark(group="200 draws of pairwise comparisons")
def test_bare_product_of_pairs(benchmark, bare):
    """Whether each unit is above each other by each indicator, weighed: blocked, as memory asks."""
    x, weights = bare
    some = weights[:200]

    def product():
        for start in range(0, UNITS, 50):
            above = np.sign(x[start : start + 50, None, :] - x).reshape(-1, INDICATORS)
            some @ above.T

    benchmark.pedantic(product, rounds=5, warmup_rounds=1)


@pytest.mark.benchmark(group="200 draws of pairwise comparisons")
def test_copeland(benchmark, bare):
    x, weights = bare
    benchmark.pedantic(aggregate.copeland, (x, weights[:200]), rounds=5, warmup_rounds=1)


TREE = {f"d{d}": {"of": {f"i{8 * d + j}": 1 for j in range(8)}} for d in range(5)}
SCORES = [{"great": {"score": {"min": 53}}}, {"middle": {"score": {"min": 50}}}, {"small": {}}]


@pytest.mark.benchmark(group="10,000 weight draws, all ranks and bands")
def test_a_tree_of_five_dimensions(benchmark, world):
    assert run(benchmark, flat(tree=TREE), world).draws == DRAWS


@pytest.mark.benchmark(group="10,000 weight draws, all ranks and bands")
def test_bands_by_score(benchmark, world):
    assert run(benchmark, flat(bands=SCORES), world).draws == DRAWS


@pytest.mark.benchmark(group="1,000 weight draws of 20,000 units")
def test_bare_product_and_argsort_of_many_units(benchmark):
    x = np.asarray(table(20_000).values(table(20_000).indicators))
    weights = np.random.default_rng(1).dirichlet(np.ones(INDICATORS), 1000)
    benchmark.pedantic(lambda: np.argsort(weights @ x.T, axis=-1), rounds=3)


@pytest.mark.benchmark(group="1,000 weight draws of 20,000 units")
def test_many_units_with_quantiles_and_bands(benchmark):
    definition, world = flat(), table(20_000)

    def whole():
        result = mp.robustness(definition, world, draws=1000, seed=1)
        return result.ranks, result.bands

    ranks, bands = benchmark.pedantic(whole, rounds=3)
    assert len(ranks) == len(bands) == 20_000


@pytest.mark.benchmark(group="the headline definitions, 10,000 draws")
@pytest.mark.parametrize("name", ["capability", "behavioural", "regional", "rankings"])
def test_headlines(benchmark, name):
    benchmark.pedantic(mp.robustness, (name,), rounds=3, warmup_rounds=1)


CHAIN = {
    "treat": [{"winsorise": {"winmax": most}} for most in (1, 2, 3, 4, 5)],
    "normalise": [{"minmax": [1, 100]}, {"zscore": {"mean": 50, "sd": 10}}],
    "aggregate": ["arithmetic", "geometric"],
    "weights": {"uniform": True},
}


@pytest.mark.benchmark(group="1,000 replicates of the whole chain")
def test_weights_alone(benchmark, world):
    run(benchmark, flat(), world, draws=1000)


@pytest.mark.benchmark(group="1,000 replicates of the whole chain")
def test_the_distinct_alternatives_once_each(benchmark, world):
    """Each of the twenty combinations run once: what no reuse can save."""
    design = pd.DataFrame(
        [(i, j, k) for i in range(5) for j in range(2) for k in range(2)], columns=list(CHAIN)[:3]
    )
    run(benchmark, flat(), world, uncertainty=CHAIN, only=list(CHAIN)[:3], design=design)


@pytest.mark.benchmark(group="1,000 replicates of the whole chain")
def test_the_whole_chain(benchmark, world):
    run(benchmark, flat(), world, draws=1000, uncertainty=CHAIN)


@pytest.mark.benchmark(group="growth")
@pytest.mark.parametrize(
    ("units", "indicators", "draws"),
    [(195, 40, 10_000), (1950, 40, 10_000), (195, 400, 10_000), (195, 40, 100_000)],
)
def test_growth(benchmark, units, indicators, draws):
    definition, world = flat(indicators), table(units, indicators)
    benchmark.pedantic(mp.robustness, (definition, world), {"draws": draws, "seed": 1}, rounds=1)
