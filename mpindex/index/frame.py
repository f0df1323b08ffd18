"""An index as one tidy table: a row for each unit, plain columns, its band among all bands in their order."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mpindex.answers.frames import ordered, with_units
from mpindex.grammar.model import TIERS, UNCLASSIFIED
from mpindex.index.result import Result
from mpindex.index.table import table

COLUMNS = (
    "unit", "definition", "year", "score", "rank", "of", "position", "band", "tier", "next_band", "gap", "coverage",
)  # fmt: skip


def frame(result: Result) -> pd.DataFrame:
    """Return one row for each unit, best first.

    Parameters
    ----------
    result : Result
        The index.

    Returns
    -------
    DataFrame
        unit, name, definition, year, score, rank, of (how many have a score), position, band and tier (ordered, the best
        the largest), next_band, gap, coverage: as `mpindex.index.table.table` tells them. No bands where the definition has
        none.
    """
    rows = table(result).rename_axis("unit").reset_index()
    rows = rows.assign(definition=result.definition.id, year=result.dataset.reference_year, of=result.n)
    if "band" in rows:
        order = band_order(result)
        tiers = [result.definition.tier(band) if isinstance(band, str) else None for band in rows["band"]]
        bands, others = ordered(rows["band"], order), ordered(rows["next_band"], order)
        rows = rows.assign(band=bands, tier=ordered(tiers, TIERS), next_band=others)
    return with_units(rows[[name for name in COLUMNS if name in rows]], result.dataset.names)


def band_order(result: Result) -> list[str]:
    """Return the labels of the bands, best first: by the middle rank of who is in them, an empty one in its written place.

    Parameters
    ----------
    result : Result
        The index.
    """
    labels, ranks = result.banding.labels, result.ranks.to_numpy()
    middles = {
        label: float(np.median(ranks[result.codes == code]))
        for code, label in enumerate(labels)
        if (result.codes == code).any()
    }
    before = 0.0
    for label in labels:
        before = middles.setdefault(label, before)
    return sorted(labels, key=lambda label: (label == UNCLASSIFIED, middles[label]))
