"""A ledger year by year: how many initiatives had come so far, each kind apart, and how many outcomes still hold."""

from __future__ import annotations

import numpy as np
import pandas as pd

from mpindex.analysis.ledger.rows import KINDS
from mpindex.typing import Ints


def by_year(ledger: pd.DataFrame, unit: str) -> pd.DataFrame:
    """Return years x kinds: how many initiatives of a unit have a row that stands in each year.

    Words and platforms are not taken back; an outcome stands while it holds.

    Parameters
    ----------
    ledger : DataFrame
        Rows, checked; the last of all its years is the last of every unit.
    unit : str
        Code.
    """
    rows = ledger[ledger["unit"] == unit]
    last = max(rows["year"].max(), rows["until"].fillna(0).max(), ledger["year"].max())
    years = np.arange(rows["year"].min(), last + 1)
    counts = {kind: _standing(rows[rows["kind"] == kind], years) for kind in KINDS}
    return pd.DataFrame(counts, index=pd.Index(years, name="year"))


def _standing(rows: pd.DataFrame, years: Ints) -> Ints:
    never = np.iinfo(np.int64).max
    until = rows["until"].where(rows["kind"] == "outcome").fillna(never).to_numpy(dtype=np.int64)
    stands = (rows["year"].to_numpy()[:, None] <= years) & (years < until[:, None])
    by_initiative = pd.DataFrame(stands).groupby(rows["initiative"].to_numpy()).any()
    counts: Ints = by_initiative.sum().to_numpy(dtype=np.int64)
    return counts
