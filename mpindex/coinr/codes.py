"""Codes that COINr takes: letters, digits, points and underscores, the first no digit."""

from __future__ import annotations

import re
from collections.abc import Iterable

#: How many changed codes a note names.
MOST = 5


def valid_codes(codes: Iterable[str]) -> tuple[dict[str, str], tuple[str, ...]]:
    """Return each code as COINr takes it, and a note where any had to be changed.

    Parameters
    ----------
    codes : iterable of str
        Of indicators or of units.

    Examples
    --------
    >>> valid_codes(["gdp", "1st", "a b", "a-b"])
    ({'gdp': 'gdp', '1st': 'X1st', 'a b': 'a_b', 'a-b': 'a_b_2'},
     ("renamed, as COINr takes letters, digits, '.' and '_' only: 1st to X1st, a b to a_b, a-b to a_b_2",))
    """
    originals = list(dict.fromkeys(codes))
    taken = {code for code in originals if _plain(code) == code}
    result: dict[str, str] = {}
    for code in originals:
        plain, number = _plain(code), 2
        name = plain
        while name != code and name in taken:
            name, number = f"{plain}_{number}", number + 1
        taken.add(name)
        result[code] = name
    changed = [f"{old} to {new}" for old, new in result.items() if old != new]
    if not changed:
        return result, ()
    rest = f" and {len(changed) - MOST} more" if len(changed) > MOST else ""
    listed = ", ".join(changed[:MOST]) + rest
    return result, (f"renamed, as COINr takes letters, digits, '.' and '_' only: {listed}",)


def _plain(code: str) -> str:
    plain = re.sub(r"[^A-Za-z0-9._]", "_", code)
    return plain if re.match(r"[A-Za-z]", plain) else f"X{plain}"
