"""The tidy frame that every reader returns, and the few moves that all of them share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from zipfile import BadZipFile

import pandas as pd

from mpindex.catalogue import Indicator, catalogue
from mpindex.errors import DataError
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


def read_csv(
    path: Path,
    *,
    columns: Sequence[str] | None = None,
    text: bool = False,
    missing: Sequence[str] = ("",),
    comment: str | None = None,
) -> pd.DataFrame:
    """Read a CSV file in UTF-8 so that the code NA stays Namibia and only an empty cell is missing.

    Parameters
    ----------
    path : Path
        The file; its name may end in .gz.
    columns : sequence of str, optional
        The columns to read; all of them without.
    text : bool
        Keep every cell as text.
    missing : sequence of str
        What a cell without a value holds; with none, an empty cell of a table of text stays empty text.
    comment : str, optional
        The sign with which lines begin that are notes.
    """
    return pd.read_csv(
        path,
        encoding="utf-8-sig",
        usecols=None if columns is None else list(columns),
        dtype=str if text else None,
        keep_default_na=False,
        na_values=list(missing),
        comment=comment,
    )


def read_excel(path: Path, *, sheet: str | int = 0, columns: list[str] | None = None) -> pd.DataFrame:
    """Read one sheet of a workbook; needs openpyxl (``pip install "mpindex[files]"``)."""
    with _workbook(path):
        return pd.read_excel(
            path, sheet_name=sheet, usecols=columns, engine="openpyxl", keep_default_na=False, na_values=[""]
        )


def read_excel_sheets(path: Path) -> dict[str, pd.DataFrame]:
    """Read every sheet of a workbook by its name, all cells as text where they are text."""
    with _workbook(path):
        return pd.read_excel(path, sheet_name=None, engine="openpyxl", keep_default_na=False, na_values=[""])


@contextmanager
def _workbook(path: Path) -> Iterator[None]:
    try:
        yield
    except ImportError as fault:
        raise DataError(
            f'{path} is a workbook, which needs openpyxl: pip install "mpindex[files]"'
        ) from fault
    except BadZipFile as fault:
        raise DataError(f"{path} is not an Excel workbook (.xlsx)") from fault


def is_state(code: object) -> bool:
    """Say whether an ISO3 code is that of one of the 195 states.

    >>> is_state("KAZ"), is_state("HKG")
    (True, False)
    """
    return code in gazetteer().names


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
    usual = [name for name in unique if name not in known]
    known.update(zip(usual, states_only(usual), strict=True))
    return names.str.strip().map(known)


def cumulated(events: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """Count each unit's events (unit, year) up to and including every year: unit, year, value.

    A unit has no row before its first event.

    >>> terms = pd.DataFrame({"unit": ["KAZ", "KAZ"], "year": [1991, 1993]})
    >>> cumulated(terms, range(1990, 1994))["value"].tolist()
    [1, 1, 2]
    """
    return running_totals(events.assign(value=1), years)


def running_totals(table: pd.DataFrame, years: Iterable[int]) -> pd.DataFrame:
    """Add up each unit's values (unit, year, value) up to and including every year: unit, year, value.

    A unit has no row before its first.

    >>> signed = pd.DataFrame({"unit": ["KAZ", "KAZ"], "year": [1991, 1993], "value": [1, 5]})
    >>> running_totals(signed, range(1990, 1994))["value"].tolist()
    [1, 1, 6]
    """
    totals = {year: table[table["year"] <= year].groupby("unit")["value"].sum() for year in years}
    stacked: pd.Series = pd.concat(totals, names=["year", "unit"])
    return stacked.rename("value").reset_index()
