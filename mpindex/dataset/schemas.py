"""What the tables of the library must be, as pandera schemas: `schemas.tidy`, `wide`, `groups`, `dyads`, `lists`.

Every table that `read` takes, and every table of `data/`, goes through them; users can put them to their own tests. Nothing
is coerced: coercion turns the year 2020.5 into 2020 in silence.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from mpindex.errors import DataError, Fault
from mpindex.wording import counted

FIRST_YEAR, LAST_YEAR = 1000, 2200  # outside, a "year" is some other number

#: Rule -> what is wrong where it is broken, and what to do.
SAYS = {
    "unit": ("the unit is blank", "name it, or drop the row"),
    "indicator": ("the indicator is blank", "name it, or drop the row"),
    "year": (f"the year must be whole, {FIRST_YEAR} to {LAST_YEAR}", "correct it, or drop the row"),
    "number": ("must be a number", "correct it, or drop the row"),
    "finite": ("must be finite", "leave the cell empty if unknown"),
    "once": ("given more than once", "keep one row"),
    "text": ("is blank", "fill it, or drop the row"),
    "order": ("ends before it begins", "swap from and to"),
    "present": ("must be a number", "correct it, or drop the row"),
}


def _is_text(column: pd.Series) -> pd.Series:
    if isinstance(column.dtype, pd.CategoricalDtype):
        good = pd.Series(
            [isinstance(name, str) and bool(name.strip()) for name in column.cat.categories] + [False]
        )
        return pd.Series(good.to_numpy()[column.cat.codes.to_numpy()], index=column.index)
    return column.map(lambda cell: isinstance(cell, str) and bool(cell.strip())).astype(bool)


def is_year(column: pd.Series) -> pd.Series:
    """Whether each cell is a plausible year; what is missing is none."""
    years = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    return pd.Series(
        (years >= FIRST_YEAR) & (years <= LAST_YEAR) & (years == np.floor(years)), index=column.index
    )


def _is_open_year(column: pd.Series) -> pd.Series:
    return column.isna() | is_year(column)


def _is_number(column: pd.Series) -> pd.Series:
    kinds = pd.api.types.is_any_real_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column)
    if kinds:
        return column.notna()
    return column.map(
        lambda cell: isinstance(cell, (int, float)) and not isinstance(cell, bool) and cell == cell
    ).astype(bool)


def _is_finite(column: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(column, errors="coerce").to_numpy(dtype=float, na_value=np.nan)
    return pd.Series(~np.isinf(numbers), index=column.index)


Rule = tuple[str, Callable[[Any], pd.Series]]
Rules = Mapping[str, list[Rule]]
_UNIT: list[Rule] = [("unit", _is_text)]
_TEXT: list[Rule] = [("text", _is_text)]
_YEAR: list[Rule] = [("year", is_year)]
_OPEN_YEAR: list[Rule] = [("year", _is_open_year)]
_VALUE: list[Rule] = [("number", _is_number), ("finite", _is_finite)]


def once(*columns: str) -> Callable[[pd.DataFrame], pd.Series]:
    """The rule that no two rows are alike in these columns."""
    return lambda frame: ~frame.duplicated([name for name in columns if name in frame], keep=False)


class Schemas:
    """The models of all tables, each a `pandera.DataFrameSchema`, made when it is first asked for.

    Examples
    --------
    >>> table = pd.DataFrame({"unit": ["KAZ"], "indicator": ["gdp"], "year": [2024], "value": [288e9]})
    >>> schemas.tidy.validate(table).shape
    (1, 4)
    """

    @cached_property
    def tidy(self) -> Any:
        """A row for each value: unit, indicator, year, value, and source if there is one; each place once."""
        columns: Rules = {
            "unit": _UNIT,
            "indicator": [("indicator", _is_text)],
            "year": _YEAR,
            "value": _VALUE,
        }
        return make(
            "tidy", columns, optional={"source": []}, rows=[("once", once("unit", "indicator", "year"))]
        )

    @cached_property
    def wide(self) -> Any:
        """A row for each unit, or each unit and year, and a column for each indicator, empty where nothing is known."""
        return make(
            "wide", {"unit": _UNIT}, optional={"year": _YEAR},
            rows=[("once", once("unit", "year")), ("finite", _rows_finite), ("number", _rows_numbers)],
        )  # fmt: skip

    @cached_property
    def groups(self) -> Any:
        """Memberships: unit, grouping, group; from and to are years, empty where open."""
        columns: Rules = {
            "unit": _UNIT,
            "grouping": _TEXT,
            "group": _TEXT,
        }
        years: Rules = {
            "from": _OPEN_YEAR,
            "to": _OPEN_YEAR,
            "status": [],
            "evidence": [],
        }
        return make("groups", columns, optional=years, rows=[("order", _in_order)])

    @cached_property
    def dyads(self) -> Any:
        """Relations between units: from, to, relation, value; each pair once a year."""
        columns: Rules = {
            "from": _UNIT,
            "to": _UNIT,
            "relation": _TEXT,
            "value": _VALUE,
        }
        optional: Rules = {"year": _OPEN_YEAR, "source": []}
        return make(
            "dyads", columns, optional=optional, rows=[("once", once("from", "to", "relation", "year"))]
        )

    @cached_property
    def lists(self) -> Any:
        """Experts' lists of powers: list, unit, label; source, year and whether they were verified."""
        columns: Rules = {"list": _TEXT, "unit": _UNIT, "label": _TEXT}
        optional: Rules = {"source": [], "year": _OPEN_YEAR, "verified": []}
        return make("lists", columns, optional=optional, rows=[("once", once("list", "unit", "label"))])

    @cached_property
    def errors(self) -> Any:
        """Standard errors of values: as `tidy`, none below 0."""
        return self.tidy.update_column(
            "value", checks=_checks([*_VALUE, ("number", lambda column: ~(column < 0))])
        )


def _in_order(frame: pd.DataFrame) -> pd.Series:
    if "from" not in frame or "to" not in frame:
        return pd.Series(True, index=frame.index)
    start, end = (pd.to_numeric(frame[name], errors="coerce") for name in ("from", "to"))
    return ~(start > end)


def _figures(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.drop(columns=[name for name in ("unit", "year") if name in frame])


def _rows_finite(frame: pd.DataFrame) -> pd.Series:
    numbers = _figures(frame).select_dtypes("number").to_numpy(dtype=float, na_value=np.nan)
    return pd.Series(~np.isinf(numbers).any(axis=1), index=frame.index)


def _rows_numbers(frame: pd.DataFrame) -> pd.Series:
    others = _figures(frame).select_dtypes(exclude="number")
    good = [_is_number(others[name]) | others[name].isna() for name in others]
    return pd.concat(good, axis=1).all(axis=1) if good else pd.Series(True, index=frame.index)


def make(name: str, columns: Rules, *, optional: Rules | None = None, rows: list[Rule] | None = None) -> Any:
    """Make a schema of rules by name: of columns, of columns that may be absent, and of whole rows."""
    import pandera.pandas as pa

    fields = {column: pa.Column(checks=_checks(rules), nullable=True) for column, rules in columns.items()}
    for column, rules in (optional or {}).items():
        fields[column] = pa.Column(checks=_checks(rules), nullable=True, required=False)
    return pa.DataFrameSchema(fields, checks=_checks(rows or []), name=name)


def _checks(rules: list[Rule]) -> list[Any]:
    import pandera.pandas as pa

    return [pa.Check(rule, name=name, error=name, ignore_na=False) for name, rule in rules]


def broken(schema: Any, frame: pd.DataFrame) -> pd.DataFrame:
    """Validate a table and return the broken rules: rule, column and row, in the order of the rows.

    Parameters
    ----------
    schema : DataFrameSchema
        One of `Schemas`, or of `make`.
    frame : DataFrame
        With a plain index 0, 1, 2 ...

    Raises
    ------
    DataError
        A column that the schema needs is absent.
    """
    import pandera.pandas as pa

    absent = [name for name, column in schema.columns.items() if column.required and name not in frame]
    if absent:
        raise DataError(f"lacks the columns {', '.join(absent)}; it has {', '.join(map(str, frame.columns))}")
    try:
        schema.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as failures:
        cases = failures.failure_cases
        rows = pd.to_numeric(cases["index"], errors="coerce")
        table = pd.DataFrame(
            {"rule": cases["check"].to_numpy(), "column": cases["column"].to_numpy(), "row": rows.to_numpy()}
        )
        if table["row"].isna().any() or not table["rule"].isin(_known(schema)).all():
            raise DataError(
                f"the rules of {schema.name} cannot be asked of this table: {cases['failure_case'].iloc[0]}"
            ) from None
        table["row"] = table["row"].astype(int)
        rows_rule = table["rule"].isin(
            [check.name for check in schema.checks]
        )  # it is broken by no column alone
        table.loc[rows_rule | ~table["column"].isin(list(schema.columns)), "column"] = ""
        return table.drop_duplicates(["rule", "row"]).sort_values("row", kind="stable", ignore_index=True)
    return pd.DataFrame({"rule": [], "column": [], "row": pd.Series([], dtype=int)})


def _known(schema: Any) -> set[str]:
    own = {check.name for check in schema.checks}
    return own | {check.name for column in schema.columns.values() for check in column.checks}


def require(kind: str, frame: pd.DataFrame, name: str) -> None:
    """Raise an error that lists everything that is wrong with a table, in words of ours.

    Parameters
    ----------
    kind : str
        Which schema: ``"tidy"``, ``"groups"`` ...
    frame : DataFrame
        The table.
    name : str
        What it is called, for the message.

    Raises
    ------
    DataError
        With a fault for each broken rule of each row.
    """
    plain = frame.reset_index(drop=True)
    table = broken(getattr(schemas, kind), plain)
    if len(table):
        faults = [_fault(plain.iloc[row], str(rule), str(column)) for rule, column, row in table.to_numpy()]
        raise DataError(f"{name}: {counted(len(faults), 'fault')}", faults)


def _fault(row: pd.Series, rule: str, column: str) -> Fault:
    unit = row.get("unit", f"{row.get('from', '')} to {row.get('to', '')}")
    what = row.get("indicator", row.get("relation", row.get("grouping", row.get("list", ""))))
    says, hint = SAYS[rule]
    return Fault(str(unit), str(what), row.get("year", ""), row.get(column or "value", ""), says, hint)


schemas = Schemas()
