"""What a table that a program made must be to be units x indicators: one name for each row and column, and numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from mpindex.arguments import whole_number
from mpindex.dataset.lookalikes import lookalikes, shown
from mpindex.errors import DataError, Fault, OptionError, UnknownIndicator, suggest, warn
from mpindex.typing import Array

#: Whole numbers beyond this are not all there as floats.
EXACT = 2**53
DIGITS_LOST = (
    f"whole numbers beyond {EXACT} that differ in their last digits count as equal; take a base off them"
)
_COLUMNS = ("unit", "indicator", "year", "value")
_READ = "mp.read(table) finds units, years and numbers in a table that people made"


def require_frame(frame: Any) -> tuple[tuple[str, ...], tuple[str, ...], Array]:
    """Return the units, the ids and the values of a table of units x indicators.

    Parameters
    ----------
    frame : DataFrame
        Of numbers, units as index and indicators as columns.

    Raises
    ------
    OptionError
        It is no table.
    DataError
        Units or indicators are not named once each, or a column holds no numbers.
    """
    _require_table(frame, "from_frame")
    for axis, what in ((frame.index, "units"), (frame.columns, "indicators")):
        if axis.nlevels > 1:
            raise DataError(f"the table names its {what} on {axis.nlevels} levels; one is needed. {_READ}")
        if axis.dtype.kind in "mM" or isinstance(axis, pd.PeriodIndex):
            raise DataError(f"dates stand where the {what} should; turn the table (frame.T), or {_READ}")
    units = require_names(frame.index, "unit")
    ids = require_names(frame.columns, "indicator")
    columns = [_column(frame.iloc[:, place], id, units) for place, id in enumerate(ids)]
    return units, ids, np.stack(columns, axis=-1) if columns else np.empty((len(units), 0))


def require_tidy(tidy: Any) -> pd.DataFrame:
    """Return a table (unit, indicator, year, value, source), having refused what names no value once.

    Parameters
    ----------
    tidy : DataFrame
        A row for each value; without a column of sources they are not known.

    Raises
    ------
    OptionError
        It is no table.
    DataError
        A column is missing, a cell is no number, or a value is given twice.
    """
    _require_table(tidy, "from_tidy")
    lacking = [name for name in _COLUMNS if name not in tidy.columns]
    if lacking:
        raise DataError(
            f"the table lacks {', '.join(lacking)}; a row is (unit, indicator, year, value, source)"
        )
    if not len(tidy):
        raise DataError("the table has no row")
    table: pd.DataFrame = tidy if "source" in tidy else tidy.assign(source="table")
    if tidy["value"].dtype != float or tidy["year"].dtype.kind not in "iu":
        places = [f"{unit} {id}" for unit, id in zip(tidy["unit"], tidy["indicator"], strict=True)]
        years = _column(tidy["year"], "year", places)
        if not (years == np.round(years)).all():
            raise DataError("a year is a whole number: some cells of 'year' are empty or are none")
        table = table.assign(value=_column(tidy["value"], "value", places), year=years.astype(np.int64))
    _require_once(table)
    return table


def require_names(labels: Iterable[Any], what: str) -> tuple[str, ...]:
    """Return labels as texts, having refused blank ones and those that stand for two things.

    Parameters
    ----------
    labels : iterable
        Of units or of indicators.
    what : str
        What they are labels of.

    Raises
    ------
    DataError
        Naming each.
    """
    given = list(labels)
    names = tuple(map(str, given))
    if any(label is None or label != label for label in given) or not all(map(str.strip, names)):
        raise DataError(f"{what} {_blank(given) + 1} of the table has no name; name it, or leave it out")
    if len(set(names)) < len(names):
        twice = [name for name in dict.fromkeys(names) if names.count(name) > 1]
        raise DataError(
            f"the {what} {twice[0]!r} stands {names.count(twice[0])} times in the table; keep one"
        )
    if not all(name.isascii() and name == name.strip() for name in names):
        for group in lookalikes(names):
            warn(f"the {what}s {shown(group)} look the same and are not; write one if one is meant")
    return names


def require_metadata(metadata: Any, ids: Sequence[str]) -> None:
    """Refuse metadata of indicators that a table does not have.

    Parameters
    ----------
    metadata : mapping or None
        By id.
    ids : sequence of str
        Those of the table.

    Raises
    ------
    OptionError
        It is no mapping.
    UnknownIndicator
        Naming each id that is no indicator of the table.
    """
    if metadata is None:
        return
    if not isinstance(metadata, Mapping):
        raise OptionError(
            f"metadata is a mapping by id, as in {{'gdp': {{'direction': 1}}}}, not {metadata!r}"
        )
    unknown = [str(id) for id in metadata if id not in set(ids)]
    if unknown:
        raise UnknownIndicator(
            "; ".join(
                f"metadata names {id!r}, which the table does not have.{suggest(id, ids)}" for id in unknown
            )
        )


def require_rest(rest: Mapping[str, Any], known: Sequence[str]) -> None:
    """Refuse an option that is none.

    Raises
    ------
    OptionError
        Naming it and the nearest.
    """
    for name in rest:
        if name not in known:
            raise OptionError(
                f"there is no option {name!r}.{suggest(name, known)} There are: {', '.join(known)}"
            )


def require_year(year: Any) -> int:
    """Return a year as an int, or raise an OptionError."""
    number = whole_number("year", year)
    if not 0 < number < 10_000:
        raise OptionError(f"year is a year, as in year=2020, not {number}")
    return number


def _require_table(given: Any, function: str) -> None:
    if not isinstance(given, pd.DataFrame):
        raise OptionError(f"{function} takes a DataFrame of pandas, not {type(given).__name__}; {_READ}")


def _column(column: pd.Series, id: str, units: Sequence[str]) -> Array:
    """The numbers of a column; true is 1, false is 0, and nothing else that is no number is one."""
    kind = getattr(column.dtype, "kind", "O")
    if kind in "cmM" or isinstance(column.dtype, pd.PeriodDtype):
        raise _no_numbers(id, list(column), units, lambda cell: True)
    try:
        values = np.asarray(column.to_numpy(dtype=float, na_value=np.nan), dtype=float)
    except (TypeError, ValueError, OverflowError):
        raise _no_numbers(id, list(column), units, _is_no_number) from None
    if kind in "iuO" and (np.abs(values) >= EXACT).any():
        _warn_of_digits(column, values, id)
    return values


def _warn_of_digits(column: pd.Series, values: Array, id: str) -> None:
    distinct = {cell for cell in column if isinstance(cell, (int, np.integer))}
    if len({float(cell) for cell in distinct}) < len(distinct):
        warn(f"{id}: {DIGITS_LOST}")


def _is_no_number(cell: Any) -> bool:
    try:
        float(np.nan if cell is pd.NA or cell is None else cell)
    except (TypeError, ValueError, OverflowError):
        return True
    return isinstance(cell, complex)


def _no_numbers(id: str, cells: Sequence[Any], units: Sequence[str], wrong: Any) -> DataError:
    faults = [
        Fault(unit, id, "", cell, "must be a number", "leave the cell empty if the value is unknown")
        for unit, cell in zip(units, cells, strict=True)
        if wrong(cell)
    ]
    return DataError(f"the table: {len(faults)} of {len(cells)} cells of {id!r} hold no number", faults)


def _require_once(table: pd.DataFrame) -> None:
    twice = table.duplicated(["unit", "indicator", "year"], keep=False)
    if twice.any():
        faults = [
            Fault(
                str(row["unit"]),
                str(row["indicator"]),
                row["year"],
                row["value"],
                "given more than once",
                "keep one",
            )
            for _, row in table[twice].iterrows()
        ]
        raise DataError(f"the table: {int(twice.sum())} of {len(table)} values are not the only ones", faults)


def _blank(labels: Sequence[Any]) -> int:
    return next(
        i for i, label in enumerate(labels) if label is None or label != label or not str(label).strip()
    )
