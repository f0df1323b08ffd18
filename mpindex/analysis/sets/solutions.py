"""Solutions: the shortest formulas for an outcome, with and without the help of combinations that nobody has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from mpindex.analysis.sets.expressions import Term, membership, union, written
from mpindex.analysis.sets.fit import fit
from mpindex.analysis.sets.minimise import MOST_MODELS, covers, prime_implicants, shortest_covers
from mpindex.typing import Array, Ints

KINDS = ("complex", "parsimonious")
COLUMNS = ["kind", "model", "term", "consistency", "pri", "coverage", "unique_coverage", "cases"]
#: The row of a model in which its terms are put together.
SOLUTION = "solution"


def models(table: pd.DataFrame, kind: str) -> list[list[Term]]:
    """Return every shortest set of terms that leads to the outcome.

    Parameters
    ----------
    table : DataFrame
        The truth table.
    kind : {"complex", "parsimonious"}
        "complex": a row that nobody is in leads nowhere. "parsimonious": it may be taken to lead to the outcome where that
        makes the formula shorter.

    Returns
    -------
    list of list
        None where no row leads to the outcome; one with the empty term where every row may.
    """
    names = [str(name) for name in table.index.names]
    rows = np.array([list(row) for row in table.index]).reshape(len(table), len(names))
    leads = table["outcome"].eq(1).fillna(False).to_numpy(dtype=bool)
    fails = table["outcome"].eq(0).fillna(False).to_numpy(dtype=bool)
    on, off = rows[leads], rows[fails if kind == "parsimonious" else ~leads]
    if not len(on):
        return []
    primes = prime_implicants(on, off)
    # in the order of the conditions: those that begin with the first stand first
    primes = primes[np.lexsort((-primes).T[::-1])]
    return [[_term(primes[i], names) for i in cover] for cover in shortest_covers(covers(primes, on))]


def _term(values: Ints, names: Sequence[str]) -> Term:
    return {name: bool(value) for name, value in zip(names, values, strict=True) if value >= 0}


def solutions(
    table: pd.DataFrame, sets: Mapping[str, Array], outcome: Array, units: Sequence[str]
) -> pd.DataFrame:
    """Return all solutions, a row for each term of each model and one for the model.

    Parameters
    ----------
    table : DataFrame
        The truth table.
    sets : mapping of str to array
        By condition (units,), memberships.
    outcome : array
        (units,), memberships.
    units : sequence of str
        Their codes.

    Returns
    -------
    DataFrame
        kind, model (from 1), term, consistency, pri, coverage, unique_coverage (what no other term of the model covers),
        cases (more in the term than out).
    """
    rows = []
    for kind in KINDS:
        for number, terms in enumerate(models(table, kind), start=1):
            for i, term in enumerate(terms):
                others = union([*terms[:i], *terms[i + 1 :]], sets)
                alone = _unique(membership(term, sets), others, outcome) if len(terms) > 1 else np.nan
                rows.append(
                    [kind, number, written(term), *_row(membership(term, sets), outcome, units, alone)]
                )
            rows.append([kind, number, SOLUTION, *_row(union(terms, sets), outcome, units, np.nan)])
    return pd.DataFrame(rows, columns=COLUMNS)


def many_models(table: pd.DataFrame) -> bool:
    """Whether a table of solutions is cut off at the most models that are listed."""
    return bool((table["model"] >= MOST_MODELS).any())


def _unique(term: Array, others: Array, outcome: Array) -> float:
    """Coverage that a term has for itself: what it has of the outcome less what it shares with the other terms."""
    own = np.minimum(term, outcome).sum()
    shared = np.minimum(np.minimum(term, others), outcome).sum()
    return float((own - shared) / outcome.sum())


def _row(members: Array, outcome: Array, units: Sequence[str], alone: float) -> list[object]:
    how = fit(members, outcome)
    cases = ", ".join(units[int(i)] for i in np.flatnonzero(members > 0.5))
    return [how.sufficiency_consistency, how.pri, how.sufficiency_coverage, alone, cases]
