"""Numbers by which publishers mark what is missing: named when they look like it, never taken for it unasked."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mpindex.ingest.layout import Cells

#: Correlates of War, Polity, surveys and old statistical packages mark missing values so.
MARKS = (-9, -99, -999, -9999, -99999, -8, -88, -888, -8888, -7, -77, -777, -66, -666)


def is_usual_mark(value: float) -> bool:
    """Whether a number is one that marks missing values in many tables.

    >>> is_usual_mark(-9.0), is_usual_mark(-3.0)
    (True, False)
    """
    return value in MARKS


def suspicious(cells: Cells, ids: Sequence[str]) -> list[str]:
    """Notes of indicators in which such a number stands alone below all others."""
    notes = []
    marked = np.isin(cells.value, MARKS)
    for code in dict.fromkeys(cells.indicator[marked].tolist()):
        of_indicator = cells.numbers & (cells.indicator == code)
        values = cells.value[of_indicator]
        others = values[~np.isin(values, MARKS)]
        if not len(others) or others.min() < 0:
            continue  # negative numbers are at home here
        found = sorted(set(values[np.isin(values, MARKS)].tolist()))
        count = int(np.isin(values, MARKS).sum())
        listed = ", ".join(f"{value:g}" for value in found)
        stand = "value is" if count == 1 else "values are"
        notes.append(
            f"{ids[code]}: {count} {stand} {listed}, a usual mark of what is missing, and all others are 0 or more "
            f"(missing=[{listed}] leaves them out)"
        )
    return notes
