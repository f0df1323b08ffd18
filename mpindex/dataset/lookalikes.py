"""Names that a reader takes for one and a program for two: blanks, invisible signs, letters of another alphabet."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

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
