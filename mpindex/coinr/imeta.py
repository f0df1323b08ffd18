"""Reads COINr's iMeta table: its rows, hung on each other as a tree, and everything that is wrong with them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from mpindex.errors import DataError, Fault, suggest
from mpindex.ingest.cells import numbers, texts
from mpindex.ingest.files import open_table

Source = str | Path | pd.DataFrame
#: Column, value, rule and hint of a fault.
Wrong = tuple[str, object, str, str]

COLUMNS = (
    "iCode", "iName", "Level", "Parent", "Direction", "Weight", "Denominator", "Target", "Type", "Unit",
)  # fmt: skip
TYPES = ("Indicator", "Aggregate", "Group", "Denominator", "Other")
#: Types whose rows are no part of the tree.
BESIDE = ("Group", "Denominator", "Other")


@dataclass
class Row:
    """One element of the tree as iMeta has it; `line` counts the header as 1."""

    line: int
    code: str
    name: str
    parent: str
    level: float
    direction: float
    weight: float
    per: str
    target: float
    children: list[Row] = field(default_factory=list)


def read_rows(imeta: Source) -> tuple[list[Row], str]:
    """Return the rows of the tree, and the table's name.

    Raises
    ------
    DataError
        Columns lack; or all faults of single rows and cells at once.
    """
    raw = open_table(imeta)
    by_lower = {str(header).lower(): str(header) for header in raw.frame.columns}
    absent = [name for name in ("iCode", "Parent") if name.lower() not in by_lower]
    if absent:
        raise DataError(
            f"{raw.name}: lacks the columns {', '.join(absent)}; it has {', '.join(raw.frame.columns)}"
        )
    columns = {name: raw.frame[by_lower[name.lower()]] for name in COLUMNS if name.lower() in by_lower}
    text = {name: texts(column) for name, column in columns.items()}
    for name in text.keys() - {"iCode", "iName"}:  # R writes NA where nothing is
        text[name] = np.where(text[name] == "NA", "", text[name])
    faults: list[Fault] = []
    usual = {"Level": np.nan, "Direction": 1.0, "Weight": 1.0, "Target": np.nan}
    figures = {name: _figures(columns, text, name, value, raw.first, faults) for name, value in usual.items()}
    rows = _rows(text, figures, raw.first, faults)
    faults += _row_faults(rows)
    if faults:
        raise DataError(f"{raw.name}: cannot be read as an iMeta table", faults)
    return rows, raw.name


def _rows(
    text: Mapping[str, np.ndarray], figures: Mapping[str, np.ndarray], first: int, faults: list[Fault]
) -> list[Row]:
    """The rows that are part of the tree; unknown types are added to the faults."""
    blank = np.full(len(text["iCode"]), "", dtype=object)
    names, per, types = (text.get(name, blank) for name in ("iName", "Denominator", "Type"))
    rows = []
    for i, code in enumerate(map(str, text["iCode"])):
        line, kind = i + first, str(types[i]).capitalize()
        if kind and kind not in TYPES:
            hint = suggest(types[i], TYPES).strip() or ", ".join(TYPES)
            faults.append(Fault(f"line {line}", code, "Type", types[i], "unknown type", hint))
        if kind not in BESIDE:
            level, direction, weight, target = (
                float(figures[name][i]) for name in ("Level", "Direction", "Weight", "Target")
            )
            name, parent = str(names[i]) or code, str(text["Parent"][i])
            rows.append(Row(line, code, name, parent, level, direction, weight, str(per[i]), target))
    return rows


def _figures(
    columns: Mapping[str, pd.Series],
    text: Mapping[str, np.ndarray],
    name: str,
    usual: float,
    first: int,
    faults: list[Fault],
) -> np.ndarray:
    """A column of numbers; `usual` where it is blank or not there."""
    if name not in columns:
        return np.full(len(text["iCode"]), usual)
    values, wrong = numbers(columns[name].where(pd.Series(text[name] != "", index=columns[name].index)))
    for i in np.flatnonzero(wrong):
        faults.append(
            Fault(f"line {i + first}", text["iCode"][i], name, text[name][i], "not a number", "correct it")
        )
    return np.where(np.isnan(values), usual, values)


def _row_faults(rows: Sequence[Row]) -> list[Fault]:
    seen: dict[str, int] = {}
    faults = []
    for row in rows:
        faults += [Fault(f"line {row.line}", row.code, *what) for what in _wrong(row, seen.get(row.code))]
        seen.setdefault(row.code, row.line)
    return faults


def _wrong(row: Row, before: int | None) -> Iterator[Wrong]:
    """What is wrong with one row by itself; `before` is the line that has its code already."""
    if not row.code:
        yield "iCode", "", "the code is blank", "give one, or drop the row"
    elif before is not None:
        yield "iCode", row.code, f"stands in line {before} already", "keep one row, or rename one"
    if row.direction not in (1, -1):
        yield "Direction", row.direction, "must be 1 or -1", "1 more is more, -1 less is more"
    if not (np.isfinite(row.weight) and row.weight >= 0):
        yield "Weight", row.weight, "must be at least 0", "to turn an indicator round: Direction -1"


def as_tree(rows: Sequence[Row], name: str) -> Row:
    """Hang every row on its parent and return the top.

    Raises
    ------
    DataError
        Orphans, several tops, cycles and skipped levels, all at once.
    """
    by_code = {row.code: row for row in rows}
    if not rows:
        raise DataError(f"{name}: no row is an indicator or an aggregate")
    tops = [row for row in rows if not row.parent]
    faults = _hung(rows, by_code)
    if len(tops) != 1:
        lines, codes = ", ".join(f"line {row.line}" for row in tops), ", ".join(row.code for row in tops)
        rule = "more than one row has no parent" if tops else "no row is the top: each has a parent"
        faults.append(Fault(lines, codes, "Parent", "", rule, "exactly one, the index itself, has none"))
    elif not tops[0].children:
        hint = f"give the indicators {tops[0].code} as their Parent"
        faults.append(
            Fault(f"line {tops[0].line}", tops[0].code, "Parent", "", "nothing hangs on the index", hint)
        )
    faults += _cycles(rows, by_code) + _level_faults(rows, by_code)
    if faults:
        raise DataError(f"{name}: the rows do not make a tree", faults)
    return tops[0]


def _hung(rows: Sequence[Row], by_code: Mapping[str, Row]) -> list[Fault]:
    """Add every row to its parent's children; parents that are not there are faults."""
    faults = []
    for row in rows:
        if row.parent in by_code:
            by_code[row.parent].children.append(row)
        elif row.parent:
            hint = suggest(row.parent, by_code).strip() or "add the row, or leave the parent blank"
            faults.append(
                Fault(f"line {row.line}", row.code, "Parent", row.parent, "no row has this code", hint)
            )
    return faults


def _cycles(rows: Sequence[Row], by_code: Mapping[str, Row]) -> list[Fault]:
    faults, known = [], set()
    for row in rows:
        path: list[str] = []
        here: Row | None = row
        while here is not None and here.code not in path and here.code not in known:
            path.append(here.code)
            here = by_code.get(here.parent)
        if here is not None and here.code in path:
            ring = " -> ".join([*path[path.index(here.code) :], here.code])
            hint = "an element cannot be above itself"
            faults.append(
                Fault(f"line {here.line}", here.code, "Parent", here.parent, f"a cycle: {ring}", hint)
            )
        known |= set(path)
    return faults


def _level_faults(rows: Sequence[Row], by_code: Mapping[str, Row]) -> list[Fault]:
    if all(np.isnan(row.level) for row in rows):
        _number_levels(rows)
        return []
    found = [(row, _wrong_level(row, by_code.get(row.parent))) for row in rows]
    return [Fault(f"line {row.line}", row.code, *what) for row, what in found if what is not None]


def _wrong_level(row: Row, above: Row | None) -> Wrong | None:
    if np.isnan(row.level) or row.level % 1 or row.level < 1:
        at = "children is at level 2 or above" if row.children else "no children is at level 1"
        return "Level", row.level, "must be a whole number from 1 up", f"an element with {at}"
    if above is not None and not np.isnan(above.level) and above.level != row.level + 1:
        rule = f"its parent {above.code} is at level {above.level:g}, not {row.level + 1:g}"
        return "Level", int(row.level), rule, "correct one of the two; no level may be missing between them"
    if row.level > 1 and not row.children:
        hint = "drop the row, or correct the Parent of its children"
        return "Level", int(row.level), "an aggregate that nothing hangs on", hint
    return None


def _number_levels(rows: Sequence[Row]) -> None:
    """Where iMeta has no levels: 1 for indicators, one more than the highest child for the others."""
    for _ in rows:
        for row in rows:
            row.level = 1 + max((child.level for child in row.children), default=0.0)
