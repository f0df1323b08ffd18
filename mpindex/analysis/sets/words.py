"""Set relations in sentences that claim no more than the figures."""

from __future__ import annotations

import pandas as pd

from mpindex.analysis.sets.expressions import written
from mpindex.analysis.sets.solutions import SOLUTION
from mpindex.wording import counted, listed

#: A condition is called necessary from this consistency on (Schneider & Wagemann 2012, ch. 5: .9).
NECESSARY = 0.9
#: Below this relevance a necessary condition is near everybody's, and its necessity says little.
RELEVANT = 0.5


def necessity(table: pd.DataFrame, outcome: str) -> str:
    """Return what is necessary, and whether that says anything.

    Parameters
    ----------
    table : DataFrame
        By condition: consistency and relevance of necessity.
    outcome : str
        What it is called.
    """
    met = table[table["necessity_consistency"] >= NECESSARY]
    if met.empty:
        best = int(table["necessity_consistency"].argmax())
        how = table["necessity_consistency"].iloc[best]
        return (
            f"Nothing is necessary for {outcome} by the usual line of {NECESSARY}; the nearest is"
            f" {table.index[best]} ({how:.2f})."
        )
    texts = [
        f"{name} ({row['necessity_consistency']:.2f}"
        + (", but nearly all units have it" if row["relevance"] < RELEVANT else "")
        + ")"
        for name, row in met.iterrows()
    ]
    return f"Necessary for {outcome}: {listed(texts)}."


def insufficiency(truth_table: pd.DataFrame, outcome: str) -> str:
    """Return that no combination is enough, and how far the nearest of those that occur is.

    Parameters
    ----------
    truth_table : DataFrame
        By the conditions: n, consistency.
    outcome : str
        What it is called.
    """
    occurring = truth_table.loc[truth_table["n"] > 0, "consistency"]
    if occurring.empty:
        return f"No combination occurs, so nothing is known to be enough for {outcome}."
    best = int(occurring.argmax())
    row = occurring.index[best]
    values = row if isinstance(row, tuple) else (row,)
    names = truth_table.index.names
    term = written({str(name): bool(value) for name, value in zip(names, values, strict=True)})
    return f"No combination is enough for {outcome}; the nearest, {term}, reaches {occurring.iloc[best]:.2f}."


def sufficiency(solutions: pd.DataFrame, outcome: str, kind: str) -> str:
    """Return the formulas of one kind, with how consistent they are and how much they cover.

    Parameters
    ----------
    solutions : DataFrame
        All solutions, at least one of the kind.
    outcome : str
        What it is called.
    kind : {"complex", "parsimonious"}
        Which of them.
    """
    rows = solutions[solutions["kind"] == kind]
    formulas = [formula(part) for _, part in rows.groupby("model")]
    whole = rows[rows["term"] == SOLUTION].iloc[0]
    more = (
        f" {counted(len(formulas), 'formula')} are equally short: none is the right one."
        if len(formulas) > 1
        else ""
    )
    return (
        f"Enough for {outcome} ({kind}): {formulas[0]}, consistency {whole['consistency']:.2f}, coverage"
        f" {whole['coverage']:.2f}.{more}"
    )


def formula(rows: pd.DataFrame) -> str:
    """Return the terms of one model as an expression."""
    return " + ".join(rows.loc[rows["term"] != SOLUTION, "term"])
