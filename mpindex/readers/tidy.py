"""The tidy frame that every reader returns, and the few moves that all of them share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from mpindex.catalogue import Indicator, catalogue
from mpindex.units.countries import gazetteer, states_only

COLUMNS = ("indicator", "unit", "year", "value", "source")

#: The library's world begins after the Cold War; earlier years are left out.
FIRST_YEAR = 1990

#: Serbia keeps the COW number of Yugoslavia, of which it was a part until Montenegro left.
SERBIA_COW, SERBIA_SINCE = 345, 2006


def listed(source: str) -> list[Indicator]:
    """Return the catalogue's indicators whose main source is `source`."""
    return [indicator for indicator in catalogue().values() if indicator.source == source]


def tidy(table: pd.DataFrame, *, indicator: str, source: str) -> pd.DataFrame:
    """Turn a table with columns unit, year, value into the tidy frame of one indicator.

    Kept are values of the 195 states since 1990; aggregates, territories and empty cells are not.

    >>> raw = pd.DataFrame({"unit": ["KAZ", "WLD"], "year": [2020, 2020], "value": [1.5, 9.0]})
    >>> tidy(raw, indicator="gdp", source="mine").to_dict("records")
    [{'indicator': 'gdp', 'unit': 'KAZ', 'year': 2020, 'value': 1.5, 'source': 'mine'}]
    """
    keep = table["unit"].isin(gazetteer().names) & (table["year"] >= FIRST_YEAR) & table["value"].notna()
    out = table.loc[keep, ["unit", "year", "value"]].astype({"year": "int64", "value": "float64"})
    out.insert(0, "indicator", indicator)
    out["source"] = source
    return out.reset_index(drop=True)


def concat(frames: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """Stack tidy frames, sorted by indicator, unit and year."""
    frame = pd.concat(list(frames), ignore_index=True)
    return frame.sort_values(["indicator", "unit", "year", "source"], ignore_index=True)


def read_csv(path: Path, **options: Any) -> pd.DataFrame:
    """Read a CSV file so that the code NA stays Namibia and only an empty cell is missing."""
    options = {"keep_default_na": False, "na_values": [""], **options}
    return pd.read_csv(path, **options)


def read_excel(path: Path, *, sheet: str | int = 0, columns: list[str] | None = None) -> pd.DataFrame:
    """Read one sheet of a workbook; needs openpyxl (``pip install "mpindex[files]"``)."""
    return pd.read_excel(path, sheet_name=sheet, usecols=columns, keep_default_na=False, na_values=[""])


def read_excel_sheets(path: Path) -> dict[str, pd.DataFrame]:
    """Read every sheet of a workbook, all cells as text where they are text."""
    return pd.read_excel(path, sheet_name=None, keep_default_na=False, na_values=[""])


def from_cow(numbers: pd.Series, years: pd.Series) -> pd.Series:
    """Return ISO3 of COW numbers, missing where no state of today has the number (345 only since 2006)."""
    units = numbers.astype("int64").astype(str).map(gazetteer().system("cow"))
    return units.mask((numbers == SERBIA_COW) & (years < SERBIA_SINCE))


def from_gec(codes: pd.Series) -> pd.Series:
    """Return ISO3 of the Factbook's letters, missing for territories, seas and the world."""
    return codes.str.upper().map(gazetteer().system("gec"))


def from_worldbank(codes: pd.Series) -> pd.Series:
    """Return ISO3 of the World Bank's codes, former ones included; missing for aggregates and territories."""
    return codes.str.upper().map(gazetteer().system("worldbank_old"))


def from_names(names: pd.Series, *, extra: Mapping[str, str | None] | None = None) -> pd.Series:
    """Return ISO3 of country names; missing for territories, aggregates and former states.

    `extra` holds the spellings that only this file uses, with None for those that are no state.

    Raises
    ------
    UnknownUnit
        With every name that is nothing the library knows: a new spelling must never drop a state.
    """
    extra = extra or {}
    unique = pd.Series(names.unique()).str.strip()
    known: dict[str, str | None] = {name: extra[name] for name in unique if name in extra}
    left = [name for name in unique if name not in known]
    known.update(zip(left, states_only(left), strict=True))
    return names.str.strip().map(known)


def cumulated(events: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """Count each unit's events (unit, year) up to and including every year: unit, year, value.

    A unit has no row before its first event.

    >>> terms = pd.DataFrame({"unit": ["KAZ", "KAZ"], "year": [1991, 1993]})
    >>> cumulated(terms, range(1990, 1994))["value"].tolist()
    [1, 1, 2]
    """
    counts = {year: events[events["year"] <= year].groupby("unit").size() for year in years}
    return pd.concat(counts, names=["year", "unit"]).rename("value").reset_index()


def number_text(value: float) -> str:
    """Write a number in full precision and as short as possible.

    >>> number_text(71000.0), number_text(0.4284284696), number_text(-0.0)
    ('71000', '0.4284284696', '0')
    """
    if value == np.trunc(value) and abs(value) < 1e16:
        return str(int(value))
    return repr(float(value))


def write(frame: pd.DataFrame, path: Path) -> None:
    """Write a tidy frame as CSV: UTF-8, line feeds, sorted, the same bytes every time."""
    frame = concat([frame])
    lines = [",".join(COLUMNS)]
    lines += [
        f"{indicator},{unit},{year},{number_text(value)},{source}"
        for indicator, unit, year, value, source in frame[list(COLUMNS)].itertuples(index=False)
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
