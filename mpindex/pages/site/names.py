"""Names of files for units and definitions, whatever letters their codes have."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


def file_names(codes: Iterable[str]) -> dict[str, str]:
    """Return a name of a file for every code: letters, digits and hyphens, each once whatever the case.

    Parameters
    ----------
    codes : iterable of str
        Codes of units or labels of definitions.

    Examples
    --------
    >>> file_names(["KAZ", "São Paulo / SP", "../x", "X"])
    {'KAZ': 'KAZ', 'São Paulo / SP': 'Sao-Paulo-SP', '../x': 'x', 'X': 'X-2'}
    """
    names: dict[str, str] = {}
    taken: set[str] = set()
    for code in codes:
        plain = unicodedata.normalize("NFKD", code).encode("ascii", "ignore").decode()
        stem = re.sub(r"[^A-Za-z0-9]+", "-", plain).strip("-")[:60] or "unit"
        name, number = stem, 2
        while name.lower() in taken:
            name, number = f"{stem}-{number}", number + 1
        taken.add(name.lower())
        names[code] = name
    return names
