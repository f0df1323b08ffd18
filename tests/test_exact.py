"""Small cases against exact rational arithmetic: the formulas of the handbook, written out with fractions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mpindex.steps import aggregate, derive, normalise, rank, weigh

Column = Sequence[Fraction]


def minmax(x: Column) -> list[Fraction]:
    return [100 * (value - min(x)) / (max(x) - min(x)) for value in x]


def share(x: Column) -> list[Fraction]:
    return [value / sum(x) for value in x]


def zscore_squared(x: Column) -> list[Fraction]:
    """Squares, with the sign: a standard deviation is no rational number."""
    mean = sum(x, Fraction()) / len(x)
    variance = sum(((value - mean) ** 2 for value in x), Fraction()) / (len(x) - 1)
    return [abs(value - mean) * (value - mean) / variance for value in x]


def mean(x: Column) -> Fraction:
    return sum(x, Fraction()) / len(x)


def below(x: Column) -> list[int]:
    return [sum(other < value for other in x) for value in x]


def ties(x: Column) -> list[int]:
    return [sum(other == value for other in x) for value in x]


def mid_rank(x: Column) -> list[Fraction]:
    """Ranks from 1, the lowest first; ties share the mean of their places."""
    return [less + Fraction(same + 1, 2) for less, same in zip(below(x), ties(x), strict=True)]


#: Name -> our function on a column of floats, and the same with fractions.
COLUMNS: dict[str, tuple[Callable[..., Any], Callable[[Column], Sequence[Any]]]] = {
    "minmax": (normalise.minmax, minmax),
    "share": (normalise.share, share),
    "zscore": (lambda x: normalise.zscore(x) * np.abs(normalise.zscore(x)), zscore_squared),
    "dist2max": (normalise.dist2max, lambda x: [1 - (max(x) - v) / (max(x) - min(x)) for v in x]),
    "fracmax": (normalise.fracmax, lambda x: [v / max(x) for v in x]),
    "percentile_rank": (normalise.percentile_rank, lambda x: [Fraction(b, len(x) - 1) for b in below(x)]),
    "borda": (normalise.borda, below),
    "percentile": (normalise.percentile, lambda x: [Fraction(100 * (1 + b), len(x)) for b in below(x)]),
    "rank, ties shared": (lambda x: normalise.rank(x, ties="average"), mid_rank),
    "quotient": (normalise.quotient, lambda x: [v / mean(x) for v in x]),
    "difference": (normalise.difference, lambda x: [(v - mean(x)) / abs(mean(x)) for v in x]),
    "ampi": (normalise.ampi, lambda x: [100 + 60 * (v - mean(x)) / (max(x) - min(x)) for v in x]),
    "position": (normalise.position, lambda x: [1 - (r - Fraction(1, 2)) / len(x) for r in mid_rank(x)]),
}


def weighted(w: Column, values: Column) -> Fraction:
    return sum((a * b for a, b in zip(w, values, strict=True)), Fraction()) / sum(w)


def evenness(x: Column) -> Fraction:
    """One less the squares of the shares, over what it is at most."""
    squares = sum(((v / sum(x)) ** 2 for v in x), Fraction())
    return (1 - squares) / (1 - Fraction(1, len(x)))


#: Name -> our function on a row and weights, and the same with fractions.
ROWS: dict[str, tuple[Callable[..., Any], Callable[[Column, Column], Fraction]]] = {
    "arithmetic": (aggregate.arithmetic, lambda x, w: weighted(w, x)),
    "harmonic": (aggregate.harmonic, lambda x, w: 1 / weighted(w, [1 / v for v in x])),
    "sum": (aggregate.total, lambda x, w: sum((a * b for a, b in zip(w, x, strict=True)), Fraction())),
    "at_least": (
        lambda x, w: aggregate.at_least(x, w, m=1 + (x.shape[-1] > 1)),
        lambda x, w: sorted(x)[-2 if len(x) > 1 else -1],
    ),
    "owa": (
        lambda x, w: aggregate.owa(x, w * 0 + 1, order=w),
        lambda x, w: weighted(w, sorted(x, reverse=True)),
    ),
    "evenness_of": (
        lambda x, w: derive.evenness_of(np.append(x, [[1.0]], axis=1)),
        lambda x, w: evenness([*x, Fraction(1)]),
    ),
    "minimum": (aggregate.minimum, lambda x, w: min(x)),
    "maximum": (aggregate.maximum, lambda x, w: max(x)),
    "power_mean of 2, squared": (
        lambda x, w: aggregate.power_mean(x, w, p=2) ** 2,
        lambda x, w: weighted(w, [v * v for v in x]),
    ),
}

numbers = st.fractions(min_value=Fraction(1, 64), max_value=1000, max_denominator=64)
columns = st.lists(numbers, min_size=3, max_size=9).filter(lambda x: max(x) > min(x))
pairs = st.lists(st.tuples(numbers, numbers), min_size=1, max_size=6)


def close(result: Any, exact: Sequence[Any]) -> None:
    np.testing.assert_allclose(np.ravel(result), [float(value) for value in exact], rtol=1e-11, atol=1e-12)


@pytest.mark.parametrize("name", COLUMNS)
@settings(max_examples=10, derandomize=True)
@given(x=columns)
def test_a_normalised_column_is_what_fractions_give(name: str, x: list[Fraction]) -> None:
    ours, exact = COLUMNS[name]
    close(ours(np.array(x, dtype=float)[:, None]), exact(x))


@pytest.mark.parametrize("name", ROWS)
@settings(max_examples=10, derandomize=True)
@given(row=pairs)
def test_an_aggregate_is_what_fractions_give(name: str, row: list[tuple[Fraction, Fraction]]) -> None:
    ours, exact = ROWS[name]
    x, w = zip(*row, strict=True)
    close(ours(np.array([x], dtype=float), np.array(w, dtype=float)), [exact(x, w)])


@settings(max_examples=10, derandomize=True)
@given(x=st.lists(st.integers(0, 4), min_size=1, max_size=9))
def test_competition_ranks_count_the_better_ones(x: list[int]) -> None:
    expected = [1 + sum(other > value for other in x) for value in x]
    assert rank.competition(np.array(x, dtype=float)).tolist() == expected


@settings(max_examples=10, derandomize=True)
@given(x=st.lists(st.tuples(numbers, numbers), min_size=1, max_size=6))
def test_ratios_and_sums_of_indicators_are_exact_to_rounding(x: list[tuple[Fraction, Fraction]]) -> None:
    above, under = (np.array(part, dtype=float) for part in zip(*x, strict=True))
    close(derive.ratio(above, under), [a / b for a, b in x])
    close(derive.total(above, under), [a + b for a, b in x])


def test_weights_of_the_analytic_hierarchy_are_the_column_of_a_consistent_matrix() -> None:
    shares = [Fraction(1, 2), Fraction(1, 3), Fraction(1, 6)]
    matrix = np.array([[float(a / b) for b in shares] for a in shares])
    close(weigh.judgement(matrix).weights, shares)
