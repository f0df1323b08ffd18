"""Which of today's states were states in an earlier year; figures are carried back to years before they were.

Publishers give Kazakhstan a GDP for 1990, when it was a part of the Soviet Union. Such a figure ranks no state.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from mpindex.typing import Bools

#: The first year at the end of which a state born since 1990 stood on its own: the year of its independence, or of
#: its parting from what `former_states.csv` calls its predecessor. Russia and Serbia continue theirs. Public facts.
BEGAN = {
    "NAM": 1990, "YEM": 1990,
    "ARM": 1991, "AZE": 1991, "BLR": 1991, "EST": 1991, "GEO": 1991, "KAZ": 1991, "KGZ": 1991, "LTU": 1991,
    "LVA": 1991, "MDA": 1991, "TJK": 1991, "TKM": 1991, "UKR": 1991, "UZB": 1991,
    "HRV": 1991, "MKD": 1991, "SVN": 1991, "BIH": 1992,
    "CZE": 1993, "ERI": 1993, "SVK": 1993, "PLW": 1994, "TLS": 2002, "MNE": 2006, "XKX": 2008, "SSD": 2011,
}  # fmt: skip


def existed(units: Sequence[str], year: int) -> Bools:
    """(units,): whether each was a state at the end of `year`; a code that is no younger state's always was.

    >>> existed(["KAZ", "SWE"], 1990).tolist(), existed(["KAZ", "SWE"], 1991).tolist()
    ([False, True], [True, True])
    """
    return np.array([BEGAN.get(unit, year) <= year for unit in units], dtype=bool)
