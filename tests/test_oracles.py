"""Methods against those of other libraries, where they have them, on tables that the libraries have not seen before.

scipy is always here; pymcdm and mapclassify where the dependency group `oracles` is installed (`nox -s oracles`).
Their figures for the Handbook's technology index stand in `reference/cases` and are compared without them.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from types import ModuleType
from typing import Any

import numpy as np
import pytest
from numpy.testing import assert_allclose
from scipy import special, stats

from mpindex.steps import aggregate, band, derive, impute, normalise, treat, weigh
from mpindex.steps.registry import METHODS

Case = tuple[Callable[..., Any], Callable[..., Any]]

WEIGHTS = np.array([0.1, 0.2, 0.3, 0.4])
#: Two benefits and two costs; ours are told by a sign changed.
TYPES = np.array([1, 1, -1, -1])


def table(seed: int, units: int = 11) -> np.ndarray:
    """Positive amounts without ties, (units, 4)."""
    return np.random.default_rng(seed).lognormal(1.0, 0.8, (units, 4)) + 0.5


def by_column(function: Callable[[np.ndarray], Any]) -> Callable[[np.ndarray], np.ndarray]:
    return lambda x: np.column_stack([function(column) for column in x.T])


def spread(x: np.ndarray) -> np.ndarray:
    return (x - x.min(axis=0)) / np.ptp(x, axis=0)


# scipy and numpy -------------------------------------------------------------------

SCIPY: dict[tuple[str, str], Case] = {
    ("normalise", "zscore"): (normalise.zscore, lambda x: stats.zscore(x, ddof=1)),
    ("normalise", "rank"): (normalise.rank, by_column(lambda c: stats.rankdata(c, "min"))),
    ("normalise", "borda"): (normalise.borda, by_column(lambda c: stats.rankdata(c, "min") - 1)),
    ("normalise", "percentile"): (normalise.percentile, by_column(lambda c: stats.percentileofscore(c, c, "weak"))),
    ("normalise", "position"): (normalise.position, by_column(lambda c: 1 - stats.percentileofscore(c, c, "mean") / 100)),
    ("normalise", "robust"): (normalise.robust, lambda x: (x - np.median(x, axis=0)) / stats.iqr(x, axis=0)),
    ("normalise", "normal_cdf"): (normalise.normal_cdf, lambda x: stats.norm.cdf(stats.zscore(x, ddof=1))),
    ("normalise", "logistic"): (normalise.logistic, lambda x: special.expit(stats.zscore(x, ddof=1))),
    ("normalise", "arcsinh"): (normalise.arcsinh, np.arcsinh),
    ("normalise", "log1p"): (normalise.log1p, np.log1p),
    ("treat", "boxcox"): (lambda x: treat.boxcox(x, lam=0.3), by_column(lambda c: stats.boxcox(c, lmbda=0.3))),
    ("aggregate", "arithmetic"): (
        lambda x: aggregate.arithmetic(x, WEIGHTS),
        lambda x: stats.pmean(x, 1, axis=1, weights=WEIGHTS),
    ),
    ("aggregate", "geometric"): (
        lambda x: aggregate.geometric(x, WEIGHTS),
        lambda x: stats.gmean(x, axis=1, weights=WEIGHTS),
    ),
    ("aggregate", "harmonic"): (
        lambda x: aggregate.harmonic(x, WEIGHTS),
        lambda x: stats.hmean(x, axis=1, weights=WEIGHTS),
    ),
    ("aggregate", "power_mean"): (
        lambda x: aggregate.power_mean(x, WEIGHTS, p=-2.5),
        lambda x: stats.pmean(x, -2.5, axis=1, weights=WEIGHTS),
    ),
    ("aggregate", "median"): (lambda x: aggregate.median(x[:, :3], np.ones(3)), lambda x: np.median(x[:, :3], axis=1)),
    ("aggregate", "minimum"): (lambda x: aggregate.minimum(x, WEIGHTS), lambda x: np.min(x, axis=1)),
    ("aggregate", "maximum"): (lambda x: aggregate.maximum(x, WEIGHTS), lambda x: np.max(x, axis=1)),
    ("weigh", "entropy"): (
        weigh.entropy,
        lambda x: (d := 1 - stats.entropy(x, axis=0) / np.log(len(x))) / d.sum(),
    ),
    ("band", "quantiles"): (
        lambda x: band.quantiles(x[:, 0], at=[0.2, 0.7]),
        lambda x: 3.0 - np.digitize(x[:, 0], stats.mstats.mquantiles(x[:, 0], [0.2, 0.7], 1, 1)),
    ),
    ("derive", "residual"): (
        lambda x: derive.residual(x[:, 0], x[:, 1], members=np.ones((len(x), len(x)), dtype=bool)),
        lambda x: x[:, 0] - np.polyval(stats.linregress(x[:, 1], x[:, 0])[:2], x[:, 1]),
    ),
    ("derive", "slope"): (
        lambda x: derive.slope(x, np.arange(4), years=4),
        lambda x: [stats.linregress(range(4), row).slope for row in x],
    ),
    ("derive", "slope_t"): (
        lambda x: derive.slope_t(x, np.arange(4), years=4),
        lambda x: [(line := stats.linregress(range(4), row)).slope / line.stderr for row in x],
    ),
    ("derive", "place"): (
        lambda x: derive.place(x[:, 0], members=np.ones((len(x), len(x)), dtype=bool)),
        lambda x: stats.rankdata(-x[:, 0], "min"),
    ),
    ("impute", "linear"): (
        lambda x: impute.linear(holed(x)[:, :1, None])[:, 0, 0],
        lambda x: np.interp(np.arange(len(x)), np.flatnonzero(~np.isnan(holed(x)[:, 0])), x[~np.isnan(holed(x)[:, 0]), 0]),
    ),
}  # fmt: skip


def holed(x: np.ndarray) -> np.ndarray:
    """The table with gaps, but not at its ends."""
    gaps = np.zeros(len(x), dtype=bool)
    gaps[[2, 3, 6]] = True
    return np.where(gaps[:, None], np.nan, x)


@pytest.mark.each("case", list(SCIPY))
def test_a_method_gives_what_scipy_gives(case: tuple[str, str]) -> None:
    ours, theirs = SCIPY[case]
    for seed in range(5):
        assert_allclose(ours(table(seed)), theirs(table(seed)), rtol=1e-9, atol=1e-12)


# pymcdm ------------------------------------------------------------------------------


def pymcdm(lib: ModuleType) -> dict[tuple[str, str], Case]:
    """Cases by method. A cost of ours is its amount with the sign changed, in the methods that compare amounts.

    COPRAS is left out: pymcdm 1.4 has higher costs for better (tests/steps/aggregate/test_totals.py).
    """
    methods, weights, norms = lib.methods, lib.weights, lib.normalizations

    def decide(method: Any, types: np.ndarray = TYPES) -> Callable[[np.ndarray], Any]:
        return lambda x: method(x, WEIGHTS, types)

    def signed(name: str) -> Callable[[np.ndarray], Any]:
        return lambda x: METHODS["aggregate"][name].function(x * TYPES, WEIGHTS)

    benefits = np.ones(4)
    cases: dict[tuple[str, str], Case] = {
        ("aggregate", name): (signed(name), decide(getattr(methods, name.upper())()))
        for name in ("waspas", "marcos", "aras", "codas", "edas", "moora")
    }
    return cases | {
        ("aggregate", "promethee"): (signed("promethee"), decide(methods.PROMETHEE_II("usual"))),
        ("aggregate", "vikor"): (signed("vikor"), lambda x: 1 - methods.VIKOR()(x, WEIGHTS, TYPES)),
        ("aggregate", "topsis"): (
            lambda x: aggregate.topsis(spread(x), WEIGHTS),
            decide(methods.TOPSIS(norms.minmax_normalization), benefits),
        ),
        ("aggregate", "sum"): (
            lambda x: aggregate.total(x / x.sum(axis=0), WEIGHTS),
            decide(methods.WSM(norms.sum_normalization), benefits),
        ),
        ("aggregate", "product"): (
            lambda x: METHODS["aggregate"]["product"].function(x / x.sum(axis=0), WEIGHTS),
            decide(methods.WPM(norms.sum_normalization), benefits),
        ),
        ("weigh", "critic"): (weigh.critic, weights.critic_weights),
        ("weigh", "entropy"): (weigh.entropy, weights.entropy_weights),
        ("weigh", "merec"): (lambda x: weigh.merec(x * TYPES), lambda x: weights.merec_weights(x, TYPES)),
        ("weigh", "angle"): (weigh.angle, weights.angle_weights),
        ("weigh", "standard_deviation"): (weigh.standard_deviation, weights.standard_deviation_weights),
        ("weigh", "equal"): (weigh.equal, weights.equal_weights),
        ("normalise", "minmax"): (
            lambda x: normalise.minmax(x, range=(0, 1)), by_column(norms.minmax_normalization)
        ),
        ("normalise", "fracmax"): (normalise.fracmax, by_column(norms.max_normalization)),
        ("normalise", "share"): (normalise.share, by_column(norms.sum_normalization)),
        ("normalise", "vector"): (normalise.vector, by_column(norms.vector_normalization)),
    }  # fmt: skip


def mapclassify(lib: ModuleType) -> dict[tuple[str, str], Case]:
    """Cases by method; their classes count from the bottom, from 0."""

    def from_top(classes: Any) -> np.ndarray:
        return classes.k - np.asarray(classes.yb, dtype=float)

    return {
        ("band", "natural_breaks"): (
            lambda x: band.natural_breaks(x[:, 0], classes=4), lambda x: from_top(lib.FisherJenks(x[:, 0], 4))
        ),
        ("band", "head_tail"): (
            lambda x: band.head_tail(x[:, 0], limit=1.0), lambda x: from_top(lib.HeadTailBreaks(x[:, 0]))
        ),
        ("band", "quantiles"): (
            lambda x: band.quantiles(x[:, 0], at=[0.25, 0.5, 0.75]), lambda x: from_top(lib.Quantiles(x[:, 0], 4))
        ),
        ("band", "largest_gap"): (
            lambda x: METHODS["band"]["largest_gap"].function(x[:, 0]),
            lambda x: from_top(lib.MaximumBreaks(x[:, 0], 2)),
        ),
    }  # fmt: skip


def library(name: str) -> ModuleType:
    return pytest.importorskip(name, reason=f"{name} is not here: nox -s oracles, or pip install {name}")


@pytest.mark.parametrize(("name", "cases"), [("pymcdm", pymcdm), ("mapclassify", mapclassify)])
@pytest.mark.filterwarnings("ignore:Numba not installed")
def test_a_method_gives_what_another_library_gives(name: str, cases: Callable[[ModuleType], Any]) -> None:
    lib = library(name)
    for part in ("methods", "weights", "normalizations") if name == "pymcdm" else ():
        importlib.import_module(f"{name}.{part}")
    for case, (ours, theirs) in cases(lib).items():
        for seed in range(3):
            x = table(seed, units=40)
            assert_allclose(ours(x), theirs(x), rtol=1e-9, atol=1e-9, err_msg=f"{case}, table {seed}")
