"""Land borders, from the Factbook's lists of neighbours."""

from __future__ import annotations

import re

import pandas as pd

from mpindex.readers import tidy

#: Entries of the lists that are no neighbour state and no name in our tables.
NOT_NEIGHBOURS = {"US Naval Base at Guantanamo Bay": None}

_BRACKETS = re.compile(r"\([^)]*\)")
_ENTRY = re.compile(r"(?:^|;|km and)\s*([^;\d]+?)\s*[\d,.]+\s*(?=km)")


def land_borders(texts: pd.DataFrame) -> pd.DataFrame:
    """Return from, to, value = 1: every pair of neighbours, both ways.

    The lists miss one side of some borders (Congo, Central African Republic), so a border that one
    side names is a border of both. Neighbours that are no state (Gaza, Gibraltar) are left out.
    """
    rows = texts[(texts["field"] == "Land boundaries") & (texts["subfield"] == "border countries")]
    named = [
        (unit, name)
        for unit, text in zip(rows["unit"], rows["text"], strict=True)
        for name in neighbours(text)
    ]
    table = pd.DataFrame(named, columns=["from", "name"])
    table["to"] = tidy.from_names(table["name"], extra=NOT_NEIGHBOURS)
    one_way = table.loc[table["to"].notna(), ["from", "to"]]
    other_way = one_way.rename(columns={"from": "to", "to": "from"})
    both = pd.concat([one_way, other_way]).drop_duplicates().sort_values(["from", "to"], ignore_index=True)
    return both.assign(value=1)


def neighbours(text: str) -> list[str]:
    """Return the names in a list of borders with lengths.

    >>> neighbours("Bosnia and Herzegovina 345 km; China (southeast) 4,133 km and China (south) 46 km")
    ['Bosnia and Herzegovina', 'China', 'China']
    """
    return _ENTRY.findall(_BRACKETS.sub("", text))
