"""Reads a user's tables of groups and of dyads, and says what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from mpindex.dataset.schemas import SAYS, broken, schemas
from mpindex.errors import DataError, Fault
from mpindex.ingest.advice import explain
from mpindex.ingest.cells import numbers, texts
from mpindex.ingest.column_roles import Roles
from mpindex.ingest.files import open_table
from mpindex.ingest.layout import Cells, row_labels
from mpindex.ingest.raw import Raw
from mpindex.ingest.units import Identity, Reader


@dataclass
class SideReader:
    """Reads side tables with the units of the main one; faults gather in `faults`."""

    reader: Reader
    faults: list[Fault] = field(default_factory=list)

    def groups(self, source: object) -> pd.DataFrame:
        """Read memberships: unit, group; if present grouping, from, to, status, evidence.

        Without a column `grouping`, each group is a grouping of its own name, as an organisation is.
        """
        raw = open_table(source)
        frame = _columns(
            raw, needed=("unit", "group"), optional=("grouping", "from", "to", "status", "evidence")
        )
        table = pd.DataFrame({name: texts(frame[name]) for name in ("unit", "group")})
        table["grouping"] = texts(frame["grouping"]) if "grouping" in frame else table["group"]
        for end in ("from", "to"):
            table[end] = self._numbers(frame, end, table["unit"], "groups")
        for name, usual in (("status", "member"), ("evidence", "given")):
            table[name] = texts(frame[name]) if name in frame else usual
            table.loc[table[name] == "", name] = usual
        table = table[["unit", "grouping", "group", "from", "to", "status", "evidence"]]
        return self._checked("groups", table, raw, ("unit",))

    def dyads(self, source: object) -> pd.DataFrame:
        """Read relations: from, to, relation, value; if present year, source."""
        raw = open_table(source)
        frame = _columns(raw, needed=("from", "to", "relation", "value"), optional=("year", "source"))
        table = pd.DataFrame({name: texts(frame[name]) for name in ("from", "to", "relation")})
        pair = table["from"] + " to " + table["to"]
        table["year"] = self._numbers(frame, "year", pair, "dyads")
        table["value"] = self._numbers(frame, "value", pair, "dyads")
        table["source"] = texts(frame["source"]) if "source" in frame else raw.name
        table = table[["from", "to", "relation", "year", "value", "source"]]
        return self._checked("dyads", table, raw, ("from", "to"))

    def _checked(self, kind: str, table: pd.DataFrame, raw: Raw, ends: tuple[str, ...]) -> pd.DataFrame:
        """Put a table to its schema as written, then resolve its units, and look for doubles among them."""
        schema = getattr(schemas, kind)
        before = {(fault.unit, fault.year) for fault in self.faults}
        faults = broken(schema, table)
        for rule, column, row in faults[faults["rule"] != "once"][["rule", "column", "row"]].to_numpy():
            fault = _fault(kind, table.iloc[row], str(rule), str(column), raw.line(row))
            if rule != "number" or (fault.unit, str(column)) not in before:  # that was told with its spelling
                self.faults.append(fault)
        for end in ends:
            table[end] = self._units(table[end], kind)
        faults = broken(schema, table)
        for row in faults.loc[faults["rule"] == "once", "row"]:
            if all(table.iloc[row][end] for end in ends):
                self.faults.append(_fault(kind, table.iloc[row], "once", "value", raw.line(row)))
        return table

    def _numbers(self, frame: pd.DataFrame, name: str, who: pd.Series, table: str) -> np.ndarray:
        """A column of numbers, NaN where it is absent, blank or wrong."""
        if name not in frame:
            return np.full(len(frame), np.nan)
        values, wrong = numbers(frame[name])
        written = texts(frame[name])
        for i in np.flatnonzero(wrong):
            self.faults.append(Fault(who.iloc[i], table, name, written[i], *explain(str(written[i]))))
        return values

    def _units(self, labels: pd.Series, table: str) -> pd.Series:
        known: dict[str, str] = {}
        for label in labels.unique():
            identity = self.reader.identity((label,) * len(self.reader.systems))
            known[label] = identity.unit
            if identity.rule and label:
                self.faults.append(Fault(label, table, rule=identity.rule, hint=identity.hint))
        return labels.map(known)


def _fault(kind: str, cells: pd.Series, rule: str, column: str, line: int) -> Fault:
    says, hint = SAYS[rule]
    unit = f"{cells['from']} to {cells['to']}" if kind == "dyads" else str(cells["unit"])
    what = str(cells["relation" if kind == "dyads" else "group"]) or kind
    where = f"{cells['from']:.0f}-{cells['to']:.0f}" if rule == "order" else column
    value = cells[column] if column and not pd.isna(cells[column]) else ""
    return Fault(unit, what, where, value, says, f"line {line}: {hint}")


def _columns(raw: Raw, *, needed: tuple[str, ...], optional: tuple[str, ...]) -> pd.DataFrame:
    """The columns that are understood, under lower-case headers."""
    by_lower: Mapping[str, str] = {str(header).lower(): str(header) for header in raw.frame.columns}
    if "unit" in needed and "unit" not in by_lower:
        by_lower = {
            ("unit" if name in ("country", "iso3", "ucode", "code") else name): header
            for name, header in by_lower.items()
        }
    absent = [name for name in needed if name not in by_lower]
    if absent:
        columns = ", ".join(raw.frame.columns)
        raise DataError(f"{raw.name}: lacks the columns {', '.join(absent)}; it has {columns}")
    return pd.DataFrame(
        {name: raw.frame[by_lower[name]] for name in (*needed, *optional) if name in by_lower}
    )


def groups_of_columns(raw: Raw, roles: Roles, cells: Cells, identities: list[Identity]) -> pd.DataFrame:
    """Memberships from columns of groups: open where a unit's group never changes, else one for each year."""
    year = np.full(len(raw.frame), np.nan)
    year[cells.row] = cells.year
    label = row_labels(raw.frame, roles, [])[1]
    unit = np.array([identities[code].unit for code in label], dtype=object)
    tables = []
    for header in roles.groups:
        rows = pd.DataFrame(
            {"unit": unit, "year": year, "grouping": header, "group": texts(raw.frame[header])}
        )
        rows = rows[(rows["group"] != "") & (rows["unit"] != "")].drop_duplicates()
        changes = rows.groupby("unit")["group"].transform("nunique") > 1
        rows["from"] = rows["year"].where(changes)
        rows["to"] = rows["from"]
        tables.append(rows.drop(columns="year").drop_duplicates())
    both = pd.concat(tables, ignore_index=True).assign(status="member", evidence="given")
    return both[["unit", "grouping", "group", "from", "to", "status", "evidence"]]
