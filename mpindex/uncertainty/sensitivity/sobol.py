"""Sobol indices: what share of an output's variance each factor, and each factor with all others, accounts for."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from mpindex.typing import Array

#: Resamples of the rows for the intervals of the indices, and the ends of these intervals.
RESAMPLES = 500
INTERVAL = (0.025, 0.975)


def indices(outputs: Array) -> tuple[Array, Array]:
    """Return first-order and total Sobol indices, (..., factors) each, NaN where the output does not vary.

    ``S = mean((y_B - m) (y_ABi - y_A)) / V`` and ``T = mean((y_A - y_ABi)^2) / 2V``, with m and V the mean and variance
    of A and B together. The mean is taken off first: left in, it is pure noise, and can lift S above T. A factor that
    changes nothing gets exactly 0 in both.

    Source: Saltelli et al. (2010), Computer Physics Communications 181:259-270 (S, here centred); Jansen (1999), same
    journal, 117:35-43 (T).

    Parameters
    ----------
    outputs : ndarray
        (..., runs, factors + 2): columns A, B, and A with one factor from B each.

    Returns
    -------
    first, total : ndarray
        (..., factors).

    Examples
    --------
    Of ``y = x1 + 0 * x2`` the first factor is everything, the second nothing:

    >>> a, b = np.random.default_rng(1).random((2, 1000))
    >>> _, total = indices(np.stack([a, b, b, a], axis=1))
    >>> (total > 0.9).tolist(), float(total[1])
    ([True, False], 0.0)
    """
    a, b, mixed = outputs[..., 0, None], outputs[..., 1, None], outputs[..., 2:]
    both = outputs[..., :2].reshape(*outputs.shape[:-2], -1)
    mean, variance = both.mean(axis=-1)[..., None], both.var(axis=-1)[..., None]
    least = 1e-15 * np.maximum(np.square(both).mean(axis=-1)[..., None], 1e-300)
    variance = np.where(variance > least, variance, np.nan)
    first = ((b - mean[..., None]) * (mixed - a)).mean(axis=-2) / variance
    total = np.square(a - mixed).mean(axis=-2) / (2 * variance)
    return first, total


#: What a table without indices says of so few runs with a score.
_TOO_FEW = {0: "no score", 1: "only one run"}


def indices_table(output: str, values: Array, names: Sequence[str], rng: np.random.Generator) -> pd.DataFrame:
    """Return one output's indices with 95 % intervals, a row for each factor.

    Runs in which the output is missing (the unit has no score) are left out, all their columns with them. Intervals come
    from resampling rows, mean and variance with them.

    Parameters
    ----------
    output : str
        Name of the output.
    values : ndarray
        (runs, factors + 2), as in `indices`.
    names : list of str
        Names of the factors.
    rng : Generator
        Draws the resamples.

    Returns
    -------
    DataFrame
        output, factor, first, first_low, first_high, total, total_low, total_high, runs, note.
    """
    used = values[~np.isnan(values).any(axis=1)]
    frame = pd.DataFrame({"output": output, "factor": list(names)})
    if len(used) < 2 or np.isnan(indices(used)[1]).all():
        blank = ["first", "first_low", "first_high", "total", "total_low", "total_high"]
        note = _TOO_FEW.get(len(used), "never varies")
        return frame.assign(**dict.fromkeys(blank, np.nan), runs=len(used), note=note)
    first, total = indices(used)
    resampled = [indices(used[rng.integers(len(used), size=len(used))]) for _ in range(RESAMPLES)]
    ends = [np.nanquantile(np.stack(part), INTERVAL, axis=0) for part in zip(*resampled, strict=True)]
    left_out = len(values) - len(used)
    return frame.assign(
        first=first, first_low=ends[0][0], first_high=ends[0][1],
        total=total, total_low=ends[1][0], total_high=ends[1][1],
        runs=len(used), note=f"{left_out} rows without a score left out" if left_out else "",
    )  # fmt: skip
