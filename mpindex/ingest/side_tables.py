"""Reads a user's tables of groups and of dyads, and says what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from mpindex.errors import DataError, Fault
from mpindex.ingest.cells import explain, numbers, texts
from mpindex.ingest.files import Raw, open_table
from mpindex.units.countries import gazetteer

Source = str | Path | pd.DataFrame


def read_groups(source: Source, *, countries: bool, codes: str | None, faults: list[Fault]) -> pd.DataFrame:
    """Read memberships: unit, group; if there, grouping, from, to, status, evidence. Faults are added to
    `faults`.

    Without a column `grouping`, each group is a grouping of its own name, as an organisation is.
    """
    raw = open_table(source)
    frame = _columns(raw, needed=("unit", "group"), optional=("grouping", "from", "to", "status", "evidence"))
    table = pd.DataFrame({name: texts(frame[name]) for name in ("unit", "group")})
    table["grouping"] = texts(frame["grouping"]) if "grouping" in frame else table["group"]
    blank = (table["group"] == "") | (table["grouping"] == "")
    faults += [
        Fault(str(table["unit"].iloc[i]), "groups", rule="the group is blank", hint=f"line {i + raw.first}")
        for i in np.flatnonzero(blank)
    ]
    for end in ("from", "to"):
        table[end] = _numbers(frame, end, table["unit"], "groups", faults, whole=True)
    faults += _backwards(table[table["from"] > table["to"]])
    table["unit"] = _units(table["unit"], "groups", countries, codes, faults)
    for name, usual in (("status", "member"), ("evidence", "given")):
        table[name] = texts(frame[name]) if name in frame else usual
        table.loc[table[name] == "", name] = usual
    return table[["unit", "grouping", "group", "from", "to", "status", "evidence"]]


def read_dyads(source: Source, *, countries: bool, codes: str | None, faults: list[Fault]) -> pd.DataFrame:
    """Read relations: from, to, relation, value; if there, year, source. Faults are added to `faults`."""
    raw = open_table(source)
    frame = _columns(raw, needed=("from", "to", "relation", "value"), optional=("year", "source"))
    table = pd.DataFrame({name: texts(frame[name]) for name in ("from", "to", "relation")})
    pair = table["from"] + " to " + table["to"]
    table["year"] = _numbers(frame, "year", pair, "dyads", faults, whole=True)
    table["value"] = _numbers(frame, "value", pair, "dyads", faults, whole=False)
    for end in ("from", "to"):
        table[end] = _units(table[end], "dyads", countries, codes, faults)
    faults += _repeated(table[(table["from"] != "") & (table["to"] != "")])
    table["source"] = texts(frame["source"]) if "source" in frame else raw.name
    return table[["from", "to", "relation", "year", "value", "source"]]


def _repeated(table: pd.DataFrame) -> list[Fault]:
    twice = table[table.duplicated(["from", "to", "relation", "year"])]
    return [
        Fault(f"{start} to {end}", relation, "", value, "given more than once", "keep one row")
        for start, end, relation, value in twice[["from", "to", "relation", "value"]].to_numpy()
    ]


def _backwards(rows: pd.DataFrame) -> list[Fault]:
    return [
        Fault(
            row["unit"],
            row["group"],
            f"{row['from']:.0f}-{row['to']:.0f}",
            "",
            "ends before it begins",
            "swap from and to",
        )
        for row in rows.to_dict("records")
    ]


def _columns(raw: Raw, *, needed: tuple[str, ...], optional: tuple[str, ...]) -> pd.DataFrame:
    """The columns that are understood, under lower-case headers."""
    by_lower: Mapping[str, str] = {str(header).lower(): str(header) for header in raw.frame.columns}
    if "unit" in needed and "unit" not in by_lower:
        by_lower = {
            ("unit" if name in ("country", "iso3", "ucode", "code") else name): h
            for name, h in by_lower.items()
        }
    absent = [name for name in needed if name not in by_lower]
    if absent:
        there = ", ".join(raw.frame.columns)
        raise DataError(f"{raw.name}: lacks the columns {', '.join(absent)}; it has {there}")
    return pd.DataFrame(
        {name: raw.frame[by_lower[name]] for name in (*needed, *optional) if name in by_lower}
    )


def _numbers(
    frame: pd.DataFrame, name: str, who: pd.Series, table: str, faults: list[Fault], *, whole: bool
) -> np.ndarray:
    """A column of numbers, NaN where it is not there. A `whole` one holds years and may be empty."""
    if name not in frame:
        return np.full(len(frame), np.nan)
    values, wrong = numbers(frame[name])
    written = texts(frame[name])
    for i in np.flatnonzero(wrong):
        faults.append(Fault(who.iloc[i], table, name, written[i], *explain(str(written[i]))))
    bad = (
        np.isinf(values)
        | (whole & (np.nan_to_num(values) % 1 != 0))
        | (~np.array(whole) & np.isnan(values) & ~wrong)
    )
    rule = "must be a whole year" if whole else "must be finite and there"
    faults += [
        Fault(who.iloc[i], table, name, written[i], rule, "correct it or drop the row")
        for i in np.flatnonzero(bad)
    ]
    return values


def _units(
    labels: pd.Series, table: str, countries: bool, codes: str | None, faults: list[Fault]
) -> pd.Series:
    known: dict[str, str] = {}
    for label in labels.unique():
        known[label] = label
        if not label:
            faults.append(Fault(indicator=table, rule="the unit is blank", hint="name it, or drop the row"))
        elif countries:
            known[label] = gazetteer().unit(label, codes=codes) or ""
            if not known[label]:
                fault = gazetteer().fault(label, codes=codes)
                faults.append(Fault(label, table, rule=fault.rule, hint=fault.hint))
    return labels.map(known)
