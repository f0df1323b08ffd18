"""Which of today's states were states in an earlier year; figures are carried back to years before they were.

Publishers give Kazakhstan a GDP for 1990, when it was a part of the Soviet Union. Such a figure ranks no state.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np

from mpindex.resources import folder
from mpindex.typing import Bools


@cache
def beginnings() -> Mapping[str, int]:
    """Return the years in which the states began that did since 1990, by code: column `since` of `countries.csv`.

    The year of independence, or of the parting from what `former_states.csv` calls a predecessor. Russia continues the
    Soviet Union; figures under Serbia's name describe a state since Montenegro left.

    >>> beginnings()["KAZ"], beginnings()["SRB"], "RUS" in beginnings()
    (1991, 2006, False)
    """
    with folder("data").joinpath("countries.csv").open(encoding="utf-8") as file:
        return {row["unit"]: int(row["since"]) for row in csv.DictReader(file) if row["since"]}


def existed(units: Sequence[str], year: int) -> Bools:
    """(units,): whether each was a state at the end of `year`; a code that is no younger state's always was.

    >>> existed(["KAZ", "SWE"], 1990).tolist(), existed(["KAZ", "SWE"], 1991).tolist()
    ([False, True], [True, True])
    """
    began = beginnings()
    return np.array([began.get(unit, year) <= year for unit in units], dtype=bool)
