"""The table of a result: one row for each unit, best first, with what it lacks to the next better band."""

from __future__ import annotations

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.index.result import Result
from mpindex.typing import Array


def table(result: Result) -> pd.DataFrame:
    """Return one row for each unit, best first.

    Parameters
    ----------
    result : Result

    Returns
    -------
    DataFrame
        name, score, rank, position, band, next_band and gap (what it lacks in score to the lowest member of the next
        better band; negative if the score would do and another condition keeps it out), coverage. Without band, next_band
        and gap where the definition has no bands.
    """
    next_band, gap = gaps(result)
    frame = pd.DataFrame(
        {
            "name": [result.dataset.names.get(unit, unit) for unit in result.units],
            "score": result.scores,
            "rank": result.ranks.astype("Int64"),
            "position": result.positions,
            "band": result.bands,
            "next_band": next_band,
            "gap": gap,
            "coverage": result.coverage,
        },
        index=result.scores.index,
    )
    if not result.definition.bands:
        frame = frame.drop(columns=["band", "next_band", "gap"])
    return frame.sort_values(["rank", "name"], kind="stable")


def gaps(result: Result) -> tuple[NDArray[np.object_], Array]:
    """Return for each unit the next better band, and the score lacking to its lowest member.

    The band of the nearest better unit in another band whose best member is better than the best of the unit's own.
    """
    good, codes, banding = result.directed_scores.to_numpy(), result.codes, result.banding
    next_band, gap = np.full(len(good), None, dtype=object), np.full(len(good), np.nan)
    order = np.argsort(-good, kind="stable")[: result.n]
    ends = np.flatnonzero(np.diff(codes[order])) + 1
    above: list[int] = []  # bands met so far going down the ranking, the nearest last
    first = {int(code): place for place, code in reversed(list(enumerate(codes[order])))}
    lowest: dict[int, float] = {
        int(code): good[codes == code].min() for code in np.unique(codes[order]) if code < len(banding.bands)
    }
    for run in np.split(order, ends) if len(order) else []:
        code = int(codes[run[0]])
        other = next((c for c in reversed(above) if first[c] < first[code]), None)
        if other is not None:
            next_band[run], gap[run] = banding.labels[other], lowest[other] - good[run]
        if code in lowest:
            above = [c for c in above if c != code] + [code]
    return next_band, gap
