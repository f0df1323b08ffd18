"""The Factbook's top five trade partners of each state, with their shares of its exports and imports."""

from __future__ import annotations

import re
from html import unescape

import pandas as pd

from mpindex.readers import tidy

RELATIONS = {"Exports - partners": "export_share", "Imports - partners": "import_share"}

#: Kazakhstan is said to buy 4 % of its imports, 3 billion dollars, from the Gambia, which exports 0.8 billion to
#: the whole world by the same Factbook. A slip; what was meant is not known.
IMPOSSIBLE = {("KAZ", "GMB", "import_share")}

_TAG = re.compile(r"<[^>]*>")
_YEAR = re.compile(r"\(((?:19|20)\d\d)[^)]*\)")
_SHARE = re.compile(r"[\s,]*(.+?)\s+([\d.]+)%")


def trade_partners(texts: pd.DataFrame) -> pd.DataFrame:
    """Return from, to, relation, year, value: partner `to` has `value` percent of the exports (imports) of `from`.

    Shares are whole percents of the top five partners only; partners that are no state (Hong Kong) are left out.
    Lists without shares (Monaco's) give no row.
    """
    rows = texts[texts["field"].isin(RELATIONS) & (texts["subfield"] == "")]
    listed = [
        (unit, name, RELATIONS[field], year, share)
        for unit, field, text in zip(rows["unit"], rows["field"], rows["text"], strict=True)
        for name, year, share in shares(text)
    ]
    table = pd.DataFrame(listed, columns=["from", "name", "relation", "year", "value"])
    table["to"] = tidy.from_names(table["name"])
    table = table[table["to"].notna()]
    pairs = zip(table["from"], table["to"], table["relation"], strict=True)
    table = table[[pair not in IMPOSSIBLE for pair in pairs]]
    table = table.sort_values(["relation", "from", "to"], ignore_index=True)
    return table[["from", "to", "relation", "year", "value"]]


def shares(text: str) -> list[tuple[str, int, float]]:
    """Return name, year and percent of each partner of a list such as ``"China 28%, Gambia, The 4% (2023)"``.

    >>> shares("China 28%, Gambia, The 4% (2023)")
    [('China', 2023, 28.0), ('Gambia, The', 2023, 4.0)]
    """
    text = _TAG.sub("", unescape(text))
    year = _YEAR.search(text)
    if not year:
        return []
    return [(name, int(year[1]), float(share)) for name, share in _SHARE.findall(_YEAR.sub("", text))]
