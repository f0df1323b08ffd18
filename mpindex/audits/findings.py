"""What an audit finds, in sentences, and how it prints."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

import pandas as pd

from mpindex.audits.concentration import Concentration
from mpindex.index.index import Index
from mpindex.steps.registry import METHODS

#: Below this alpha, the parts of a dimension are not taken to measure one thing. Source: Nunnally (1978).
LEAST_ALPHA = 0.7
#: An element whose influence differs from its weight by more than this is worth a look.
MOST_EXCESS = 0.1


class Audited(Protocol):
    """What findings are made from: the tables of an audit."""

    @property
    def index(self) -> Index: ...
    @property
    def statistics(self) -> pd.DataFrame: ...
    @property
    def outliers(self) -> pd.DataFrame: ...
    @property
    def cronbach(self) -> pd.DataFrame: ...
    @property
    def weights(self) -> pd.DataFrame: ...
    @property
    def removal(self) -> pd.DataFrame: ...
    @property
    def concentration(self) -> Concentration: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    def correlations(self) -> pd.DataFrame: ...


def findings(audit: Audited) -> tuple[str, ...]:
    """What an author of the definition should look at, a sentence each.

    Parameters
    ----------
    audit : Audited
        The audit.

    Returns
    -------
    tuple[str, ...]
        Sentences.
    """
    return tuple(_sentences(audit))


def _sentences(audit: Audited) -> Iterator[str]:
    flags = audit.statistics["flags"]
    for flag in ("constant", "few values", "outliers"):
        names = list(flags.index[flags.str.contains(flag)])
        if names:
            yield f"{flag}: {_listed(names)}"
    still = list(audit.outliers.index[audit.outliers["outliers_after"]])
    if still:
        yield f"outliers left after treatment: {_listed(still)}"
    near = audit.correlations()
    for flag in ("redundant", "opposed"):
        rows = near[
            (near["flag"] == flag) & ((flag == "redundant") | (near["dimension_a"] == near["dimension_b"]))
        ]
        if len(rows):
            texts = [f"{a} and {b} ({r:.2f})" for a, b, r in rows[["a", "b", "correlation"]].to_numpy()]
            yield f"{flag} pairs: {_listed(texts, 5)}"
    low = list(audit.cronbach.index[audit.cronbach["flag"] == "low"])
    if low:
        yield f"Cronbach's alpha below {LEAST_ALPHA}: {_listed(low)}"
    excess = audit.weights["excess"].dropna()
    for sign, word in ((1, "more"), (-1, "less")):
        names = list(excess.index[sign * excess > MOST_EXCESS])
        if names:
            yield f"count for {word} than their weight says, by over {MOST_EXCESS}: {_listed(names)}"


def in_words(audit: Audited) -> list[str]:
    """Return an audit in sentences: what to look at, what moves ranks most, how concentrated the system is.

    Parameters
    ----------
    audit : Audited
        The audit.

    Returns
    -------
    list of str
        A line for each.
    """
    lines = list(audit.notes)
    moved = audit.removal["mean_shift"].dropna()
    if moved.any():
        lines.append(f"leaving out {moved.idxmax()} moves ranks most: by {moved.max():.1f} on average")
    if _amounts(audit):
        system = audit.concentration
        lines.append(
            f"concentration: CON {system.con:.3f}, sum of squared shares {system.herfindahl:.4f},"
            f" as of {system.effective:.1f} equal powers"
        )
    return lines


def _amounts(audit: Audited) -> bool:
    """Whether scores are amounts, of which shares mean something, and not places on a scale."""
    names = {leaf.settings.normalise.name for leaf in audit.index.plan.leaves}
    proportional = all(
        name in METHODS["normalise"] and "proportional" in METHODS["normalise"][name].traits for name in names
    )
    scores = audit.index.array[:, -1]
    return proportional and not (scores < 0).any() and bool((scores > 0).any())


def _listed(names: list[str], most: int = 8) -> str:
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")
