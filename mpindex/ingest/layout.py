"""Finds out what the columns of a table are, and lays every layout out alike: one row for each cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from mpindex.errors import DataError, OptionError, suggest
from mpindex.ingest.cells import MISSING, numbers, texts
from mpindex.ingest.files import Raw

#: Headers that are understood, in lower case with _ for blanks; of several the first listed counts.
SYNONYMS = {
    "unit": (
        "iso3", "iso3c", "iso3_code", "iso_code", "iso_a3", "country_iso3", "country_code", "countrycode",
        "ucode", "code", "iso2", "iso2c", "iso", "country", "country_name", "countryname", "unit", "unit_id",
        "state", "entity", "economy", "geo", "ref_area", "location", "city", "region", "firm", "name",
        "uname", "unit_name",
    ),
    "year": ("year", "time", "time_period", "date", "period"),
    "indicator": (
        "indicator", "indicator_id", "indicator_code", "icode", "variable", "series", "series_code",
        "measure",
    ),
    "value": ("value", "obs_value"),
    "source": ("source", "publisher"),
}  # fmt: skip
ROLES = (*SYNONYMS, "name")
LAYOUTS = ("tidy", "wide")


@dataclass(frozen=True)
class Roles:
    """Which column is what. `unit` lists the columns that name the unit: codes first, names after."""

    unit: tuple[str, ...]
    year: str | None
    indicator: str | None
    value: str | None
    source: str | None
    groups: tuple[str, ...]
    figures: Mapping[str, str]  # in a wide table, the indicator of each column

    @property
    def tidy(self) -> bool:
        """Whether each row holds one value."""
        return self.indicator is not None


def roles(
    raw: Raw,
    *,
    columns: Mapping[str, str | None] | None = None,
    groups: Sequence[str] = (),
    layout: str | None = None,
) -> Roles:
    """Tell the roles of the columns, by `columns` where it speaks and else by their headers.

    Raises
    ------
    DataError
        No column names the unit; half of a tidy layout is there; years stand as headers; a column that is
        asked for is not there.
    """
    columns, headers = dict(columns or {}), list(raw.frame.columns)
    _check_asked(raw, headers, [*columns, *groups], layout)
    left_out = {header for header, role in columns.items() if role is None}
    free = [header for header in headers if header not in columns and header not in groups]
    found: dict[str, tuple[str, ...]] = {}
    for role in ROLES:
        asked = tuple(header for header, given in columns.items() if given == role)
        found[role] = asked or tuple(_by_synonym(free, role)) if role != "name" else asked
    found["unit"] = _labels(raw.frame, found["unit"]) + found.pop("name")
    tidy = _is_tidy(raw, found, layout)
    special = {header for role, many in found.items() for header in (many if role == "unit" else many[:1])}
    if not tidy:
        special -= set(found["value"]) | set(found["indicator"])
    figures = [h for h in headers if h not in special and h not in left_out and h not in groups]
    named = {header: str(columns.get(header) or header) for header in figures}
    _check_found(raw, found, named, tidy)
    first = {role: many[0] if many else None for role, many in found.items()}
    return Roles(
        found["unit"], first["year"], first["indicator"] if tidy else None, first["value"] if tidy else None,
        first["source"], tuple(groups), {} if tidy else named,
    )  # fmt: skip


def _check_asked(raw: Raw, headers: list[str], asked: Iterable[str], layout: str | None) -> None:
    if layout not in (None, *LAYOUTS):
        raise OptionError(f"layout must be 'tidy' or 'wide', not {layout!r}")
    absent = [
        f"there is no column {header!r}.{suggest(header, headers)}"
        for header in asked
        if header not in headers
    ]
    if absent:
        raise DataError("\n".join(f"{raw.name}: {fault}" for fault in absent))


def _by_synonym(headers: list[str], role: str) -> list[str]:
    plain = {re.sub(r"[\W_]+", "_", header.lower()).strip("_"): header for header in reversed(headers)}
    return [plain[synonym] for synonym in SYNONYMS[role] if synonym in plain]


def _labels(frame: pd.DataFrame, candidates: tuple[str, ...]) -> tuple[str, ...]:
    """Of several columns that may name the unit, keep the first and those of text: a number is a figure."""
    return tuple(h for i, h in enumerate(candidates) if not i or np.isnan(numbers(frame[h])[0]).all())


def _is_tidy(raw: Raw, found: Mapping[str, tuple[str, ...]], layout: str | None) -> bool:
    has = {role: bool(found[role]) for role in ("indicator", "value")}
    if layout == "wide" or (layout is None and not any(has.values())):
        return False
    if all(has.values()):
        return True
    there, absent = ("value", "indicator") if has["value"] else ("indicator", "value")
    if layout == "tidy" and not has[there]:
        there, absent = "unit", "indicator and value"
    named = (
        ", name it after its indicator (a wide table)" if absent == "indicator" else ", or pass layout='wide'"
    )
    raise DataError(
        f"{raw.name}: has a column for the {there} and none for the {absent}; add it{named}, "
        f"or say which it is: columns={{'your header': '{absent.split()[-1]}'}}. "
        f"Columns: {', '.join(raw.frame.columns)}"
    )


def _check_found(
    raw: Raw, found: Mapping[str, tuple[str, ...]], figures: Mapping[str, str], tidy: bool
) -> None:
    headers = ", ".join(raw.frame.columns)
    if not found["unit"]:
        raise DataError(
            f"{raw.name}: no column names the unit (country, iso3, unit, code ...); say which it is: "
            f"columns={{'your header': 'unit'}}, and codes='cow' for such numbers. Columns: {headers}"
        )
    years = [header for header in figures if re.fullmatch(r"(1[89]|20|21)\d\d", header)]
    if not tidy and len(years) > 1 and len(years) == len(figures):
        raise DataError(
            f"{raw.name}: the headers {years[0]} to {years[-1]} are years; make a tidy table of it first: "
            f"frame.melt({list(found['unit'])!r}, var_name='year', value_name='name_of_the_indicator')"
        )
    if not tidy and not figures:
        raise DataError(f"{raw.name}: has no column of values. Columns: {headers}")
    same = sorted({id for id in figures.values() if list(figures.values()).count(id) > 1})
    if same:
        raise DataError(f"{raw.name}: several columns are called {', '.join(same)}")


def long(raw: Raw, roles: Roles, *, decimal: str, year: int) -> pd.DataFrame:
    """Lay a table out with one row for each cell: line, label, name, indicator, year_text, year, text,
    value, source.

    `year` dates the values of a table without a year column. Rows in which every column is blank are left
    out.
    """
    frame = raw.frame
    said = {header: texts(frame[header]) for header in (*roles.unit, *roles.groups)}
    rows = pd.DataFrame(
        {"line": np.arange(raw.first, raw.first + len(frame)), "label": _first_said(said, roles.unit)}
    )
    rows["name"] = said[roles.unit[-1]]
    rows["year_text"], rows["year"] = _years(frame, roles.year, year)
    rows["source"] = texts(frame[roles.source]) if roles.source else ""
    if roles.tidy:
        rows["indicator"] = texts(frame[roles.indicator])
        parts = [_cells(rows, frame[roles.value], decimal)]
    else:
        parts = [
            _cells(rows.assign(indicator=id), frame[header], decimal) for header, id in roles.figures.items()
        ]
    cells = pd.concat(parts, ignore_index=True)
    written = (cells["text"] != "") | (cells["label"] != "")
    if roles.year:
        written |= cells["year_text"] != ""
    if not written.any():
        raise DataError(f"{raw.name}: every row is blank")
    return cells[written].reset_index(drop=True)


def _cells(rows: pd.DataFrame, column: pd.Series, decimal: str) -> pd.DataFrame:
    written = texts(column)
    values, _ = numbers(column, decimal=decimal)
    marks = np.array([text.lower() in MISSING for text in written], dtype=bool)
    return rows.assign(mark=np.where(marks, written, ""), text=np.where(marks, "", written), value=values)


def _first_said(said: Mapping[str, np.ndarray], headers: Sequence[str]) -> np.ndarray:
    label = said[headers[0]].copy()
    for header in headers[1:]:
        label = np.where(label == "", said[header], label)
    return label


def _years(frame: pd.DataFrame, header: str | None, year: int) -> tuple[Any, Any]:
    if header is None:
        return str(year), float(year)
    column = frame[header]
    if pd.api.types.is_datetime64_any_dtype(column):
        column = column.dt.year
    return texts(column), numbers(column)[0]


def idata_groups(raw: Raw) -> tuple[str, ...]:
    """Return the headers of iData that hold groups: they end with "group", or no cell below is a number."""
    return tuple(
        header
        for header in raw.frame.columns
        if header not in ("uCode", "uName", "Time")
        and (re.search(r"(\A|_)group\Z", header, re.IGNORECASE) or _only_words(raw.frame[header]))
    )


def _only_words(column: pd.Series) -> bool:
    values, wrong = numbers(column)
    return bool(wrong.any() and np.isnan(values).all())
