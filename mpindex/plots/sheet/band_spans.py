"""Bands as ranges of ranks: from which rank to which each reaches, in one year or in many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from mpindex.grammar.model import GREAT_BY_RULE, UNCLASSIFIED

if TYPE_CHECKING:
    import pandas as pd

#: First and last rank of a band, the same in all years or by year.
Range = tuple[float | Sequence[float], float | Sequence[float]]


def band_ranges(ranks: pd.DataFrame, bands: pd.DataFrame) -> dict[str, Range]:
    """Return first and last rank of every band by year, best band first, as `trajectory_lines` shades them.

    Parameters
    ----------
    ranks, bands : pd.DataFrame
        Years x units: rank and band of every unit.
    """
    values = ranks.to_numpy(dtype=float)
    labels = bands.to_numpy(dtype=object)
    spans: dict[str, Range] = {}
    for label in sorted({str(x) for x in labels.ravel() if isinstance(x, str)}):
        inside = np.where(labels == label, values, np.nan)
        filled = ~np.isnan(inside).all(axis=1)
        first, last = np.full(len(values), np.nan), np.full(len(values), np.nan)
        first[filled], last[filled] = np.nanmin(inside[filled], axis=1), np.nanmax(inside[filled], axis=1)
        if filled.any():
            spans[label] = (list(first), list(last))
    return dict(
        sorted(spans.items(), key=lambda item: float(np.nanmedian(np.asarray(item[1][0], dtype=float))))
    )


def disjoint(spans: Mapping[str, Range]) -> dict[str, Range]:
    """Return ranges of which none reaches into another, so that they can be shaded behind ranks.

    Bands that mix in the ranking, since not the rank decides them, become one: "minor or small". No band at all, and
    the great powers that a rule takes out of another band, are left out.

    Parameters
    ----------
    spans : Mapping[str, Range]
        As `band_ranges` returns them, the best first.

    Examples
    --------
    >>> spans = {"middle": ([6], [36]), "minor": ([37], [170]), "small": ([104], [195])}
    >>> {label: (first[0], last[0]) for label, (first, last) in disjoint(spans).items()}
    {'middle': (6.0, 36.0), 'minor or small': (37.0, 195.0)}
    """
    kept: dict[str, Range] = {}
    for label, (first, last) in spans.items():
        if label in (UNCLASSIFIED, GREAT_BY_RULE):
            continue
        low, high = np.asarray(first, dtype=float), np.asarray(last, dtype=float)
        before = next(reversed(kept), None)
        if before is not None and bool((low <= np.asarray(kept[before][1])).any()):
            start, end = kept.pop(before)
            label = f"{before} or {label}"
            low, high = np.fmin(low, np.asarray(start)), np.fmax(high, np.asarray(end))
        kept[label] = (low.tolist(), high.tolist())
    return kept
