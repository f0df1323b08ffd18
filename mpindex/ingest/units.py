"""Says what the units of a table are, countries or free units; nothing after ingest depends on it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from mpindex.errors import DataError, Fault, OptionError
from mpindex.units.countries import Gazetteer, gazetteer, key

KINDS = ("countries", "free")


def are_countries(labels: pd.Series, *, units: str | None, codes: str | None) -> bool:
    """Say whether units are countries: as asked, or if at least half of the distinct labels name one."""
    if units not in (None, *KINDS):
        raise OptionError(f"units must be 'countries' or 'free', not {units!r}")
    if units == "free" and codes is not None:
        raise OptionError(
            "codes= names a system of country codes, but units='free' says that the units are no countries"
        )
    if units is not None or codes is not None:
        return units != "free"
    table = gazetteer()
    distinct = [label for label in labels.unique() if label]
    known = [label for label in distinct if table.unit(label) or key(label) in table.not_states]
    return bool(distinct) and 2 * len(known) >= len(distinct)


def resolved(cells: pd.DataFrame, *, countries: bool, codes: str | None) -> pd.DataFrame:
    """Add to each cell its `unit`, empty where the label stands for none, and then `why` and a `hint`."""
    if not countries:
        return cells.assign(unit=cells["label"], why="", hint="")
    table = gazetteer()
    units, why, hints = {"": ""}, {"": ""}, {"": ""}
    for label in cells["label"].unique():
        units[label] = (table.unit(label, codes=codes) or "") if label else ""
        fault = Fault() if units[label] or not label else table.fault(label, codes=codes)
        why[label], hints[label] = fault.rule, fault.hint
        if key(label) in table.not_states:
            hints[label] += " (states_only=True leaves it out)"
    label = cells["label"]
    known = cells.assign(unit=label.map(units), why=label.map(why), hint=label.map(hints))
    return _former(known, table)


def _former(cells: pd.DataFrame, table: Gazetteer) -> pd.DataFrame:
    """Say of former states when they ended, and that their own years are refused too."""
    ended: dict[str, Mapping[str, str]] = {
        key(row[column]): row for row in table.former for column in ("name", "code")
    }
    for label in cells.loc[cells["unit"] == "", "label"].unique():
        row = ended.get(key(label)) if label else None
        if row is None:
            continue
        written, end = (cells["label"] == label) & (cells["unit"] == ""), int(row["end_year"])
        after = written & (cells["year"] > end)
        successors = f"its successors: {row['successors']}"
        years = cells.loc[after, "year"]
        cells.loc[after, "why"] = [f"not a country in {year:.0f}" for year in years]
        cells.loc[after, "hint"] = f"{row['name']} ended in {end}; {successors}"
        cells.loc[written & ~after, "why"] = f"a state that ended in {end}"
        cells.loc[written & ~after, "hint"] = (
            f"only today's states are kept; give the figures of {successors}"
        )
    return cells


def leave_out(cells: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Leave out former states, territories and aggregates; return what stays, and the labels that went."""
    table = gazetteer()
    foreign = {
        label
        for label in cells.loc[cells["unit"] == "", "label"].unique()
        if label and key(label) in table.not_states
    }
    out = (cells["unit"] == "") & cells["label"].isin(foreign)
    if out.all():
        raise DataError(f"no row is left: none of {', '.join(sorted(foreign))} is a state")
    return cells[~out].reset_index(drop=True), sorted(foreign)


def names(cells: pd.DataFrame, units: tuple[str, ...], *, countries: bool) -> dict[str, str]:
    """Return the display name of each unit: of a country the usual one, else the name beside its code."""
    if countries:
        usual = gazetteer().names
        return {unit: usual.get(unit, unit) for unit in units}
    given: dict[Any, Any] = cells.drop_duplicates("unit").set_index("unit")["name"].to_dict()
    return {unit: str(given.get(unit) or unit) for unit in units}
