"""The formulas of COINr's pipelines in plain loops over lists, one column or unit at a time; None is missing.

Written from the formulas alone, to hold the library's arrays to. Slow, and without any of its code.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

Column = list[float | None]


def there(column: Sequence[float | None]) -> list[float]:
    return [value for value in column if value is not None]


def mean(values: Sequence[float]) -> float:
    return math.fsum(values) / len(values)


def median(values: Sequence[float]) -> float:
    ordered, n = sorted(values), len(values)
    return ordered[n // 2] if n % 2 else (ordered[n // 2 - 1] + ordered[n // 2]) / 2


def sd(values: Sequence[float]) -> float:
    middle = mean(values)
    return math.sqrt(math.fsum((v - middle) ** 2 for v in values) / (len(values) - 1))


# impute --------------------------------------------------------------------


def impute(column: Column, statistic: Callable[[list[float]], float], groups: Sequence[object]) -> Column:
    result = list(column)
    for i, value in enumerate(column):
        if value is None:
            same = [v for v, g in zip(column, groups, strict=True) if g == groups[i] and v is not None]
            result[i] = statistic(same) if same else None
    return result


def impute_row_mean(columns: list[Column], direction: Sequence[int], pillars: Sequence[str]) -> list[Column]:
    """Each unit at its mean level in the pillar; a constant column has no level and takes none."""
    scaled: list[Column] = []
    for column, sign in zip(columns, direction, strict=True):
        turned = [None if v is None else v * sign for v in column]
        low, high = min(there(turned)), max(there(turned))
        scaled.append([None if v is None or low == high else (v - low) / (high - low) for v in turned])
    result = [list(column) for column in columns]
    for j, column in enumerate(columns):
        turned = [v * direction[j] for v in there(column)]
        low, high = min(turned), max(turned)
        for i, value in enumerate(column):
            mates = [scaled[m][i] for m in range(len(columns)) if pillars[m] == pillars[j]]
            known = [v for v in mates if v is not None]
            if value is None and known and low < high:
                result[j][i] = (mean(known) * (high - low) + low) * direction[j]
            elif value is None and known:
                result[j][i] = low * direction[j]
    return result


# treat ---------------------------------------------------------------------


def skew_and_kurt(values: Sequence[float]) -> tuple[float, float] | None:
    n = len(values)
    if n < 4 or min(values) == max(values):
        return None
    middle = mean(values)
    m2, m3, m4 = (math.fsum((v - middle) ** p for v in values) / n for p in (2, 3, 4))
    skew = m3 / m2**1.5 * math.sqrt(n * (n - 1)) / (n - 2)
    kurt = ((n + 1) * (m4 / m2**2 - 3) + 6) * (n - 1) / ((n - 2) * (n - 3))
    return skew, kurt


def passes(values: Sequence[float]) -> bool:
    told = skew_and_kurt(values)
    return told is None or abs(told[0]) < 2 or told[1] < 3.5


def treat(column: Column, winmax: float = 5) -> Column:
    """Winsorise while the test fails and fewer than winmax points are treated; else ln(x - min + 0.01 range)."""
    values = there(column)
    if passes(values):
        return list(column)
    moved, high, low = list(values), 0, 0
    while not passes(moved) and high + low < winmax:
        top, bottom = max(moved), min(moved)
        if skew_and_kurt(moved)[0] >= 0:
            next_one = max(v for v in moved if v < top)
            high = sum(v == top for v in moved)
            moved = [next_one if v == top else v for v in moved]
        else:
            next_one = min(v for v in moved if v > bottom)
            low = sum(v == bottom for v in moved)
            moved = [next_one if v == bottom else v for v in moved]
        if min(moved) == max(moved):
            return list(column)
    if passes(moved):
        filled = iter(moved)
        return [None if v is None else next(filled) for v in column]
    least, most = min(values), max(values)
    return [None if v is None else math.log(v - least + 0.01 * (most - least)) for v in column]


# normalise -----------------------------------------------------------------


def minmax(column: Column, low: float, high: float) -> Column:
    values = there(column)
    least, most = min(values), max(values)
    if least == most:
        return [None] * len(column)
    return [None if v is None else (v - least) / (most - least) * (high - low) + low for v in column]


def zscore(column: Column, middle: float, spread: float) -> Column:
    values = there(column)
    if min(values) == max(values):
        return [None] * len(column)
    m, s = mean(values), sd(values)
    return [None if v is None else (v - m) / s * spread + middle for v in column]


def rank(column: Column) -> Column:
    """Ascending, 1 the worst; ties share the minimum."""
    values = there(column)
    return [None if v is None else 1.0 + sum(other < v for other in values) for v in column]


def percentile_rank(column: Column) -> Column:
    n = len(there(column))
    return [None if r is None else (r - 1) / (n - 1) for r in rank(column)]


def borda(column: Column) -> Column:
    return [None if r is None else r - 1 for r in rank(column)]


def distance_to_max(column: Column) -> Column:
    values = there(column)
    least, most = min(values), max(values)
    if least == most:
        return [None] * len(column)
    return [None if v is None else 1 - (most - v) / (most - least) for v in column]


# aggregate -----------------------------------------------------------------


def arithmetic(pairs: Sequence[tuple[float, float]]) -> float:
    return math.fsum(w * x for x, w in pairs) / math.fsum(w for _, w in pairs)


def geometric(pairs: Sequence[tuple[float, float]]) -> float:
    return math.exp(math.fsum(w * math.log(x) for x, w in pairs) / math.fsum(w for _, w in pairs))


def harmonic(pairs: Sequence[tuple[float, float]]) -> float:
    return math.fsum(w for _, w in pairs) / math.fsum(w / x for x, w in pairs)


def aggregate(
    columns: Sequence[Column], weights: Sequence[float], method: Callable[..., float], threshold: float = 0.0
) -> Column:
    """Children that are missing are dropped; below a share of them there is no score."""
    result: Column = []
    for i in range(len(columns[0])):
        pairs = [(c[i], w) for c, w in zip(columns, weights, strict=True) if c[i] is not None]
        result.append(method(pairs) if pairs and len(pairs) / len(columns) >= threshold else None)
    return result


def ranks(scores: Column) -> Column:
    """1 the best; ties share the minimum. Scores within 1e-12 of each other tie."""
    values = there(scores)
    return [
        None if v is None else 1.0 + sum(o > v + 1e-12 * max(1.0, abs(v)) for o in values) for v in scores
    ]
