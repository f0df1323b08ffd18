"""Names as they are seen: those that a reader takes for one and a program for two, and those that cannot be shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from mpindex.errors import DataError
from mpindex.wording import CONTROL

#: Cyrillic and Greek letters that look like Latin ones, and these.
_LETTERS = str.maketrans(
    "АВЕЅІЈКМНОРСТУХаеѕіјорсухΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABESIJKMHOPCTYXaesijopcyxABEZHIKMNOPTYXo",
)


def same_text(name: str) -> str:
    """Return a name without what cannot be seen: invisible signs and blanks around it; forms of one letter are one.

    >>> same_text("A\\u200b ") == "A", same_text("e\\u0301") == "\\u00e9"
    (True, True)
    """
    if name.isascii():
        return " ".join(name.split())
    visible = "".join(sign for sign in name if unicodedata.category(sign) != "Cf")
    return " ".join(unicodedata.normalize("NFKC", visible).split())


def lookalikes(names: Iterable[str]) -> list[tuple[str, ...]]:
    """Return groups of names that look the same and are not.

    Parameters
    ----------
    names : iterable of str
        Of units or of indicators.

    Examples
    --------
    >>> lookalikes(["A", "\\u0410", "B"])
    [('A', 'А')]
    """
    groups: dict[str, list[str]] = {}
    for name in dict.fromkeys(names):
        groups.setdefault(same_text(name).translate(_LETTERS), []).append(name)
    return [tuple(group) for group in groups.values() if len(group) > 1]


def shown(names: Sequence[str]) -> str:
    """Write names that look the same so that they are told apart.

    >>> shown(["A", "\\u0410"])
    "'A' and '\\\\u0410'"
    """
    return " and ".join(ascii(name) for name in names)


def require_printable(names: Sequence[str], what: str) -> None:
    """Refuse names with control characters in them, which a terminal obeys and a workbook cannot hold.

    Parameters
    ----------
    names : sequence of str
        Of units, indicators, groups.
    what : str
        What they are names of.

    Examples
    --------
    >>> require_printable(["A", "B\\x1b[31m"], "unit")
    Traceback (most recent call last):
    mpindex.errors.DataError: the unit 'B\\x1b[31m' has the control character '\\x1b' in it; take it out
    """
    if CONTROL.search("\n".join(names)) is None:
        return
    name, character = next((name, sign[0]) for name in names if (sign := CONTROL.search(name)))
    raise DataError(f"the {what} {name!r:.80} has the control character {character!r} in it; take it out")
