"""The truth table: every combination of conditions, who is in it, and how consistently the outcome goes with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import numpy as np
import pandas as pd

from mpindex.analysis.sets.expressions import membership
from mpindex.analysis.sets.fit import fit
from mpindex.typing import Array

#: A row whose consistency meets the cut up to this much meets it.
ROUNDING = 1e-9


def truth_table(
    sets: Mapping[str, Array],
    outcome: Array,
    units: Sequence[str],
    *,
    frequency: int,
    consistency: float,
    pri: float,
) -> pd.DataFrame:
    """Return all 2**k rows, the fullest first.

    Parameters
    ----------
    sets : mapping of str to array
        By condition (units,), memberships.
    outcome : array
        (units,), memberships.
    units : sequence of str
        Their codes.
    frequency : int
        So many cases at least make a row observed; the others are remainders.
    consistency, pri : float
        What sufficiency of a row must reach to count as leading to the outcome.

    Returns
    -------
    DataFrame
        By the conditions (0 or 1): n (cases with more than half a membership in the row), consistency (over all cases), pri,
        outcome (1, 0, or missing for a remainder), cases (codes).
    """
    rows = []
    for values in product([0, 1], repeat=len(sets)):
        members = membership(dict(zip(sets, map(bool, values), strict=True)), sets)
        inside = np.flatnonzero(members > 0.5)
        how = fit(members, outcome)
        leads = how.sufficiency_consistency >= consistency - ROUNDING and how.pri >= pri - ROUNDING
        cases = ", ".join(units[int(i)] for i in inside)
        result = int(leads) if len(inside) >= frequency else None
        rows.append([*values, len(inside), how.sufficiency_consistency, how.pri, result, cases])
    columns = [*sets, "n", "consistency", "pri", "outcome", "cases"]
    table = pd.DataFrame(rows, columns=columns).set_index(list(sets))
    table["outcome"] = table["outcome"].astype("Int64")
    return table.sort_values(["n", "consistency"], ascending=False, kind="stable")
