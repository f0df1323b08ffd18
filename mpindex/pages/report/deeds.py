"""Said, offered, achieved: the ledger of a state in three columns."""

from __future__ import annotations

import pandas as pd

from mpindex.analysis.ledger.ledger import ledger
from mpindex.analysis.where.where import Where
from mpindex.pages.tables import Table

HEAD = ("initiative", "declared", "platform", "outcome", "what became of it")


def deeds(answer: Where) -> Table | None:
    """Return a state's initiatives as of the year of the answer; None for units without rows in the ledger.

    Parameters
    ----------
    answer : Where
        The unit by every definition.
    """
    book = ledger() if answer.dataset.is_countries else None
    if book is None or answer.unit not in book.units:
        return None
    found = pd.DataFrame(book.initiatives.xs(answer.unit, level="unit"))
    kinds = ["declared", "platform", "outcome"]
    if (
        answer.dataset.year is not None
    ):  # what came later is not known yet, and neither is what became of anything
        found = found.assign(
            **{kind: found[kind].where(found[kind] <= answer.dataset.year) for kind in kinds}, fate=""
        )
        found = found[found[kinds].notna().any(axis=1)]
    found = found.assign(first=found[kinds].min(axis=1)).sort_values(["first"], kind="stable")
    rows = [
        (
            str(name),
            *("" if row[kind] is None or row[kind] != row[kind] else str(row[kind]) for kind in kinds),
            str(row["fate"]),
        )
        for name, row in found.astype(object).where(found.notna(), None).iterrows()
    ]
    return Table(
        f"{answer.unit}-ledger", f"First year of each kind. {book.selection}", HEAD, rows, frozenset({1, 2, 3}),
        found.drop(columns="first"),
    )  # fmt: skip
