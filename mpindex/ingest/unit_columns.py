"""Finds the columns that name the unit: by usual headers, and where none is usual, by cells that are countries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from mpindex.ingest.cells import texts
from mpindex.ingest.headers import by_role, is_known, plain, system_of
from mpindex.ingest.raw import Raw
from mpindex.units.countries import SYSTEMS, gazetteer

#: So many distinct cells are looked at to see what a column holds.
SAMPLE = 300
#: Headers of the unit of measure wherever another column names the country.
_MEASURE = frozenset({"unit", "unit_id", "unit_name"})
#: Headers that name a country at times and a group of countries at others.
_VAGUE = frozenset(
    {"region", "area", "state", "city", "name", "code", "party", "location", "land", "organisation"}
)


def unit_columns(
    raw: Raw,
    free: Sequence[str],
    asked: Sequence[str],
    names: Sequence[str],
    *,
    units: str | None,
    codes: str | None,
) -> tuple[list[str], list[str]]:
    """Return the columns that name the unit, the deciding one first, and notes.

    Parameters
    ----------
    raw : Raw
        The table.
    free : sequence of str
        Headers of which the user says nothing.
    asked, names : sequence of str
        Headers that the user calls unit, and name.
    units : str or None
        Whether the units are countries.
    codes : str or None
        The system of numbers for countries.
    """
    if asked:
        return [*asked, *names], []
    candidates = [header for header in by_role(free, "unit") if not _is_figure(raw.frame[header], header)]
    if any(plain(header) not in _MEASURE for header in candidates):
        candidates = [header for header in candidates if plain(header) not in _MEASURE]
    labels, numbers = _labels_and_numbers(raw.frame, candidates)
    if codes is not None:
        coded = [header for header in numbers if share(raw.frame[header], codes) > 0.5]
        if coded and not any(share(raw.frame[header], codes) > 0.5 for header in labels):
            return [coded[0], *names], []
    if units != "free" and (labels or not numbers):
        labels = _of_countries(raw, free, labels)
    if labels:
        return [*labels, *names], []
    if numbers:
        return [numbers[0], *names], []
    first = next((header for header in free if str(header).startswith("column ")), None)
    if first is not None and len(set(texts(raw.frame[first]))) > 1 and not numeric(raw.frame[first]):
        return [first, *names], [f"{first!r} has no header, and was read as the unit"]
    return list(names), []


def _is_figure(column: pd.Series, header: str) -> bool:
    """Whether numbers stand under a header that names units at times: an area, a land, is then a size."""
    return plain(header) in _VAGUE - {"code"} and numeric(column)


def _labels_and_numbers(frame: pd.DataFrame, candidates: Sequence[str]) -> tuple[list[str], list[str]]:
    """Those of texts, and those of numbers; a number under a header that may hold figures is a figure."""
    labels: list[str] = []
    numbers: list[str] = []
    for i, header in enumerate(candidates):
        if not numeric(frame[header]):
            labels.append(header)
        elif system_of(header) is not None or plain(header) in ("ccode", "gwno", "gwcode") or i == 0:
            numbers.append(header)
    return labels, numbers


def _of_countries(raw: Raw, free: Sequence[str], labels: list[str]) -> list[str]:
    """The columns whose cells are countries, where those that the headers name are none."""
    shares = {header: share(raw.frame[header]) for header in labels}
    if labels and shares[labels[0]] >= 0.5:
        return [labels[0], *(header for header in labels[1:] if _names_too(raw.frame[header], header))]
    good = [header for header in labels if shares[header] >= 0.5]
    if good:
        return good
    if labels and not all(plain(header) in _VAGUE | _MEASURE for header in labels):
        return labels
    others = [h for h in free if h not in labels and not is_known(h, "year", "indicator", "value", "source")]
    by_cells = [h for h in others if not numeric(raw.frame[h]) and share(raw.frame[h], words=True) >= 0.5]
    return by_cells or labels


def _names_too(column: pd.Series, header: str) -> bool:
    """Whether a column beside the deciding one names the same states, and not the regions that they are in."""
    name = plain(header)
    return name not in _VAGUE or (name in ("code", "name") and share(column, states=True) >= 0.5)


def numeric(column: pd.Series) -> bool:
    """Whether the cells are numbers, as the first ones that hold anything show."""
    if pd.api.types.is_bool_dtype(column):
        return False
    if pd.api.types.is_any_real_numeric_dtype(column):
        return True
    cells = [cell for cell in texts(column.head(SAMPLE)) if cell]
    return bool(cells) and all(cell.replace(".", "", 1).lstrip("+-").isdigit() for cell in cells)


def share(column: pd.Series, codes: str | None = None, *, words: bool = False, states: bool = False) -> float:
    """The share of the distinct cells that are countries, or aggregates where some are countries.

    words : whether codes of two letters do not count: ``no`` and ``is`` are words too. states : whether aggregates do not.
    """
    if codes is not None and codes not in SYSTEMS:
        return 0.0
    cells = [cell for cell in dict.fromkeys(texts(column.head(20_000))) if cell][:SAMPLE]
    if not cells:
        return 0.0
    table = gazetteer()
    found = [bool(table.unit(cell, codes=codes)) and not (words and len(cell) < 3) for cell in cells]
    if codes is not None or states or not any(found):
        return float(np.mean(found))
    known = [state or table.other(cell) is not None for state, cell in zip(found, cells, strict=True)]
    return float(np.mean(known))


def countries_among(headers: Iterable[str]) -> list[str]:
    """Those headers that are states or known aggregates; two letters count only beside longer ones.

    >>> countries_among(["Year", "Kenya", "KAZ", "World", "id"])
    ['Kenya', 'KAZ', 'World']
    """
    table = gazetteer()
    states = [header for header in headers if table.unit(header)]
    short = [header for header in states if len(header) < 3]
    if len(short) < 3 or any(header != header.upper() for header in short):
        states = [header for header in states if len(header) > 2]
    if not states:
        return []
    return [header for header in headers if header in states or table.other(header) is not None]
