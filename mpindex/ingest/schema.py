"""What a table of values must be, as a pandera schema, and its failures as one readable list of faults.

The table is checked in long form, one row for each cell, so that every failure can name its unit, indicator
and year: pandera itself would name row numbers. Nothing is coerced, since coercion turns the year 2020.5
into 2020 in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd

from mpindex.errors import Fault
from mpindex.ingest.cells import explain

#: The columns of the long form. `label` and `text` are the unit and the value as written; `unit` is empty
#: where the label stands for none, `year` and `value` are NaN where the text is no number; `closed` says
#: that [low, high] is a publisher's scale, outside of which nothing can be; `why` and `hint` explain an
#: unknown unit.
COLUMNS = {
    "line": "int64", "label": "str", "unit": "str", "indicator": "str", "year_text": "str", "year": "float64",
    "text": "str", "value": "float64", "low": "float64", "high": "float64", "closed": "bool", "why": "str",
    "hint": "str",
}  # fmt: skip

FIRST_YEAR, LAST_YEAR = 1000, 2200  # outside, a "year" is some other number

Row = Any  # a named tuple of COLUMNS


@dataclass(frozen=True)
class Rule:
    """One rule: the rows that keep it, and what to say of one that does not."""

    name: str
    holds: Callable[[pd.DataFrame], pd.Series]
    says: Callable[[Row, str], tuple[str, str]]


def _year_fault(row: Row, decimal: str) -> tuple[str, str]:
    if not row.year_text:
        return "the year is missing", "give the year, or drop the column if the table is of one year"
    if np.isnan(row.year):
        return "the year must be a number", "write the year alone, as in 2023"
    if np.isfinite(row.year) and row.year % 1:
        return "the year must be whole", "write the year alone, as in 2023"
    return (
        f"the year must be {FIRST_YEAR} to {LAST_YEAR}",
        "check the column; columns={...} says which is the year",
    )


def _finite_fault(row: Row, decimal: str) -> tuple[str, str]:
    return "must be finite", "leave the cell empty if unknown"


def _sign_fault(row: Row, decimal: str) -> tuple[str, str]:
    return f"must be >= {row.low:g}", "check the sign"


def _scale_fault(row: Row, decimal: str) -> tuple[str, str]:
    return (
        f"must be {row.low:g} to {row.high:g}",
        f"that is the whole scale of {row.indicator}; check the unit",
    )


def _year_is_good(cells: pd.DataFrame) -> pd.Series:
    year = cells["year"]
    return year.between(FIRST_YEAR, LAST_YEAR) & (year % 1 == 0)


def _finite(cells: pd.DataFrame) -> pd.Series:
    return pd.Series(np.isfinite(cells["value"]), index=cells.index)


def _impossible_sign(cells: pd.DataFrame) -> pd.Series:
    """Negative, where the catalogue says that nothing negative exists (sizes, counts, shares)."""
    return _finite(cells) & (cells["value"] < 0) & (cells["low"] >= 0)


def _off_scale(cells: pd.DataFrame) -> pd.Series:
    outside = (cells["value"] < cells["low"]) | (cells["value"] > cells["high"])
    return _finite(cells) & cells["closed"] & outside & ~_impossible_sign(cells)


def _repeated(cells: pd.DataFrame) -> pd.Series:
    placed = (cells["unit"] != "") & _year_is_good(cells) & cells["value"].notna()
    return cells.where(placed).duplicated(["unit", "indicator", "year"], keep=False) & placed


RULES = (
    Rule(
        "named",
        lambda c: c["label"] != "",
        lambda row, _: ("the unit is blank", f"line {row.line}: name the unit"),
    ),
    Rule("known", lambda c: (c["unit"] != "") | (c["label"] == ""), lambda row, _: (row.why, row.hint)),
    Rule(
        "titled",
        lambda c: c["indicator"] != "",
        lambda row, _: ("the indicator is blank", f"line {row.line}: name it"),
    ),
    Rule("year", _year_is_good, _year_fault),
    Rule(
        "number",
        lambda c: c["value"].notna() | (c["text"] == ""),
        lambda row, decimal: explain(row.text, decimal=decimal),
    ),
    Rule("finite", lambda c: ~np.isinf(c["value"]), _finite_fault),
    Rule("sign", lambda c: ~_impossible_sign(c), _sign_fault),
    Rule("scale", lambda c: ~_off_scale(c), _scale_fault),
    Rule("once", lambda c: ~_repeated(c), lambda row, _: ("given more than once", "keep one row")),
)
_BY_NAME = {rule.name: rule for rule in RULES}


@cache
def schema() -> Any:
    """Return the pandera schema of a table in long form."""
    import pandera.pandas as pa

    columns = {
        name: pa.Column(dtype, nullable=dtype == "float64", coerce=False) for name, dtype in COLUMNS.items()
    }
    checks = [pa.Check(rule.holds, name=rule.name, ignore_na=False) for rule in RULES]
    return pa.DataFrameSchema(columns, checks=checks, strict=True)


def broken(cells: pd.DataFrame) -> pd.DataFrame:
    """Validate a table in long form; return the broken rules: rule, row (label of the row in `cells`)."""
    import pandera.pandas as pa

    try:
        schema().validate(cells, lazy=True)
    except pa.errors.SchemaErrors as failures:
        cases = failures.failure_cases
        strange = cases[~cases["check"].isin(_BY_NAME)]
        if len(strange):  # a defect of ours: the table was not put into long form
            raise TypeError(
                f"not a table in long form:\n{strange[['column', 'check', 'failure_case']]}"
            ) from None
        pairs = pd.DataFrame({"rule": cases["check"].to_numpy(), "row": cases["index"].to_numpy()})
        return pairs.drop_duplicates(ignore_index=True)
    return pd.DataFrame({"rule": [], "row": []})


def faults(cells: pd.DataFrame, *, decimal: str = ".") -> tuple[list[Fault], int]:
    """Return everything that is wrong with a table in long form, and how many of its rows are.

    One fault for each cell, but one in all for an unknown unit, for a value given several times, and for a
    column in which no cell is a number. The order is that of the table.
    """
    pairs = broken(cells)
    if not len(pairs):
        return [], 0
    found: list[tuple[int, Fault]] = []
    for name, group in pairs.groupby("rule", sort=False):
        rows = cells.loc[group["row"]]
        found += _GATHER.get(str(name), _each)(_BY_NAME[str(name)], rows, cells, decimal)
    found.sort(key=lambda item: item[0])
    return [fault for _, fault in found], pairs["row"].nunique()


Found = Iterator[tuple[int, Fault]]


def _each(rule: Rule, rows: pd.DataFrame, cells: pd.DataFrame, decimal: str) -> Found:
    row: Row
    for row in rows.itertuples():
        yield row.Index, _fault(row, *rule.says(row, decimal))


def _by_row(rule: Rule, rows: pd.DataFrame, cells: pd.DataFrame, decimal: str) -> Found:
    """A wrong unit, or the wrong year of a row, is one fault, however many values stand beside it."""
    keys = ["label", "why"] if rule.name == "known" else ["line"]
    for _, same in rows.groupby(keys, sort=False):
        row: Row = next(same.itertuples())
        says, hint = rule.says(row, decimal)
        many = f" ({len(same)} values)" if len(same) > 1 else ""
        yield row.Index, _fault(row, says, f"{hint}{many}")


def _by_column(rule: Rule, rows: pd.DataFrame, cells: pd.DataFrame, decimal: str) -> Found:
    """A column without any number is one fault."""
    filled = cells.loc[cells["text"] != "", "indicator"].value_counts()
    for indicator, same in rows.groupby("indicator", sort=False):
        if len(same) < 2 or len(same) < filled[indicator]:
            yield from _each(rule, same, cells, decimal)
            continue
        row: Row = next(same.itertuples())
        says, hint = rule.says(row, decimal)
        if says == "must be a number":
            hint = f"text: pass groups=[{indicator!r}], or columns={{{indicator!r}: None}} to leave it out"
        yield row.Index, Fault(f"all {len(same)}", str(indicator), "", row.text, says, hint)


def _by_place(rule: Rule, rows: pd.DataFrame, cells: pd.DataFrame, decimal: str) -> Found:
    """A value that is given twice is one fault, which shows both."""
    for _, same in rows.groupby(["unit", "indicator", "year"], sort=False):
        row: Row = next(same.itertuples())
        spellings = ", ".join(dict.fromkeys(same["label"]))
        lines = ", ".join(map(str, same["line"]))
        spelt = f"; spelt {spellings}" if len(set(same["label"])) > 1 else ""
        times = f"given {len(same)} times"
        fault = _fault(row, times, f"keep one of lines {lines}{spelt}")
        yield row.Index, Fault(**{**vars(fault), "value": " and ".join(dict.fromkeys(same["text"]))})


_GATHER = {"named": _by_row, "known": _by_row, "year": _by_row, "number": _by_column, "once": _by_place}


def _fault(row: Row, rule: str, hint: str) -> Fault:
    """Name the place of a fault by the unit's code, or by what was written where it has none."""
    return Fault(row.unit or row.label, row.indicator, row.year_text, row.text, rule, hint)


def warnings(cells: pd.DataFrame) -> list[str]:
    """Say which values are outside of the plausible range, though possible: a sentence for each indicator."""
    outside = (cells["value"] < cells["low"]) | (cells["value"] > cells["high"])
    notes = []
    for indicator, rows in cells[outside].groupby("indicator", sort=False):
        first = rows.iloc[0]
        some = ", ".join(f"{row.unit} {row.year_text} ({row.text})" for row in rows.head(5).itertuples())
        more = f" and {len(rows) - 5} more" if len(rows) > 5 else ""
        notes.append(f"{indicator}: outside the plausible {first.low:g} to {first.high:g}: {some}{more}")
    return notes
