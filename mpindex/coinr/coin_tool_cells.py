"""The cells of a COIN Tool workbook: which row and column means what, read as tables, every fault with its cell.

The places are those that COINr's `import_coin_tool` (1.1.14) reads for the released tool (v1, November 2019) and, one row
further down in one sheet, for the pre-release of early 2019. No original workbook was at hand.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from os import PathLike
from typing import Any

import numpy as np
import pandas as pd

from mpindex.errors import DataError, Fault, OptionError, suggest
from mpindex.ingest.cells import numbers, text
from mpindex.ingest.sources import fetch
from mpindex.typing import Array, Bools
from mpindex.wording import counted

DATABASE, FRAMEWORK = "Database", "Framework"
#: Rows of `Database` that say something of each indicator, which has a column from E to CY.
WEIGHT, DIRECTION, LOW, HIGH, INDEX, SUB_INDEX, PILLAR, SUB_PILLAR, NAME, CODE = range(7, 17)
#: Levels from the lowest up, by the row that says what an indicator belongs to.
LEVELS = (SUB_PILLAR, PILLAR, SUB_INDEX, INDEX)
FIRST_COLUMN, LAST_COLUMN = 5, 103
#: Rows of the units: name in B, code in C, figures under the indicators.
FIRST_UNIT, LAST_UNIT = 17, 315
UNIT_NAME, UNIT_CODE = 2, 3
#: `Framework`: the header of the names and in which rows it may stand; columns of codes and weights; so many rows.
HEADER, HEADER_ROWS = "Dimension/indicator", (4, 5)
ELEMENT_CODE, ELEMENT_WEIGHT, LAST_ELEMENT_COLUMN, ELEMENTS = 3, 5, 8, 48
#: Marks of an empty place.
EMPTY = frozenset({"", "--", "n/a"})


@dataclass(frozen=True)
class Indicator:
    """A column of `Database`: its code and name, what it belongs to from the lowest level up, and its numbers."""

    column: int
    code: str
    name: str
    groups: tuple[str, ...]
    weight: float
    direction: float
    low: float
    high: float


@dataclass(frozen=True)
class Cells:
    """What a workbook holds.

    Attributes
    ----------
    name : str
        The file.
    indicators : tuple of Indicator
        Those that have a figure.
    units : DataFrame
        A row for each unit that has a figure: uCode, uName.
    figures : Array
        (units, indicators), NaN where missing.
    elements : DataFrame
        name and weight of each dimension, by code.
    notes : tuple of str
        What has a name and no figure, and is left out.
    """

    name: str
    indicators: tuple[Indicator, ...]
    units: pd.DataFrame
    figures: Array
    elements: pd.DataFrame
    notes: tuple[str, ...]


def read_cells(source: object) -> Cells:
    """Read the two sheets of a workbook that define an index.

    Parameters
    ----------
    source : path, URL or open file
        The workbook, .xlsx or .xlsm, also in a zip.

    Raises
    ------
    OptionError
        The source is no path, URL or open file.
    DataError
        No such workbook; or all wrong cells at once.
    """
    name, database, framework = _sheets(source)
    faults: list[Fault] = []
    body = database[FIRST_UNIT:, FIRST_COLUMN:]
    figures = _figures(body, f"{DATABASE}!", FIRST_UNIT, FIRST_COLUMN, faults)
    present = ~np.isnan(figures)
    columns, rows = np.asarray(present.any(axis=0)), np.asarray(present.any(axis=1))
    indicators = [_indicator(database, int(c) + FIRST_COLUMN, faults) for c in np.flatnonzero(columns)]
    units = [_unit(database, int(r) + FIRST_UNIT) for r in np.flatnonzero(rows)]
    elements = _elements(framework, name, faults)
    if not indicators:
        faults.append(Fault(f"{DATABASE}!E17", "", "", "", "no figure", "fill in the sheet Database first"))
    if faults:
        raise DataError(f"{name}: {counted(len(faults), 'cell')} cannot be used", faults)
    notes = _left_out(database, columns, rows)
    frame = pd.DataFrame(units, columns=["uCode", "uName"])
    return Cells(name, tuple(indicators), frame, figures[rows][:, columns], elements, notes)


def cell(row: int, column: int) -> str:
    """Return the address of a cell, both counted from 1.

    >>> cell(16, 5), cell(17, 103)
    ('E16', 'CY17')
    """
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row}"


def _sheets(source: object) -> tuple[str, Any, Any]:
    """The name of the workbook, and the cells of its two sheets by row and column from 1."""
    if not (isinstance(source, str | PathLike) or hasattr(source, "read")):
        raise OptionError(
            f"a COIN Tool workbook is a path, a URL or an open file, not {type(source).__name__}"
        )
    content = fetch(source)
    if content.kind != "excel":
        raise DataError(
            f"{content.name}: a COIN Tool file is an Excel workbook (.xlsx or .xlsm), and this is none"
        )
    try:
        from openpyxl import load_workbook

        book = load_workbook(BytesIO(content.data), read_only=True, data_only=True)
    except ImportError:
        raise DataError(f"{content.name}: reading it needs openpyxl: pip install 'mpindex[files]'") from None
    except Exception as fault:  # noqa: BLE001 - whatever the package says of a broken file
        raise DataError(f"{content.name}: cannot be read as a workbook: {fault}") from None
    lacking = [sheet for sheet in (DATABASE, FRAMEWORK) if sheet not in book.sheetnames]
    if lacking:
        raise DataError(
            f"{content.name}: is no COIN Tool workbook: it lacks the sheet {lacking[0]!r}."
            f"{suggest(lacking[0], book.sheetnames)} There are: {', '.join(book.sheetnames)}"
        )
    last = max(HEADER_ROWS) + ELEMENTS
    return (
        content.name,
        _grid(book[DATABASE], LAST_UNIT, LAST_COLUMN),
        _grid(book[FRAMEWORK], last, LAST_ELEMENT_COLUMN),
    )


def _grid(sheet: Any, rows: int, columns: int) -> Any:
    """(rows + 1, columns + 1): the cells of a sheet, so that both are counted from 1."""
    sheet.reset_dimensions()
    grid = np.full((rows + 1, columns + 1), None, dtype=object)
    for i, values in enumerate(sheet.iter_rows(1, rows, 1, columns, values_only=True), start=1):
        grid[i, 1 : len(values) + 1] = values
    return grid


def _figures(cells: Any, sheet: str, row: int, column: int, faults: list[Fault]) -> Array:
    """The numbers in a block of cells; what is none is a fault."""
    flat = pd.Series([None if text(value) in EMPTY else value for value in cells.ravel()], dtype=object)
    values, wrong = numbers(flat)
    for place in np.flatnonzero(wrong):
        r, c = divmod(int(place), cells.shape[1])
        address = f"{sheet}{cell(r + row, c + column)}"
        faults.append(Fault(address, "", "", flat[place], "not a number", "write a number, or n/a"))
    return values.reshape(cells.shape)


def _indicator(database: Any, column: int, faults: list[Fault]) -> Indicator:
    code, name = (text(database[row, column]) for row in (CODE, NAME))
    groups = tuple("" if (group := text(database[row, column])) in EMPTY else group for row in LEVELS)
    block = database[WEIGHT:INDEX, column : column + 1]
    weight, direction, low, high = _figures(block, f"{DATABASE}!", WEIGHT, column, faults).ravel()
    for row, value, right, hint in (
        (WEIGHT, weight, weight >= 0, "a weight is a number of at least 0"),
        (DIRECTION, direction, direction in (1, -1), "1 more is better, -1 less is better"),
        (CODE, code, code not in EMPTY, "give the indicator a code"),
        (INDEX, groups[-1], bool(groups[-1]), "the code of the index, the same for all indicators"),
    ):
        if not right:
            address = f"{DATABASE}!{cell(row, column)}"
            faults.append(
                Fault(address, code, "", "" if value != value else value, "is missing or wrong", hint)
            )
    return Indicator(
        column, code, name or code, groups, float(weight), float(direction), float(low), float(high)
    )


def _unit(database: Any, row: int) -> tuple[str, str]:
    name, code = (text(database[row, column]) for column in (UNIT_NAME, UNIT_CODE))
    return (code or name or f"row {row}", name or code)


def _elements(framework: Any, name: str, faults: list[Fault]) -> pd.DataFrame:
    """Name and weight of each dimension, by code, and of each indicator that stands in the sheet too."""
    header = next(
        ((r, c) for r in HEADER_ROWS for c, value in enumerate(framework[r]) if text(value) == HEADER), None
    )
    if header is None:
        raise DataError(
            f"{name}: sheet {FRAMEWORK!r} has no header {HEADER!r} in row {' or '.join(map(str, HEADER_ROWS))}:"
            " this is not the layout of the COIN Tool v1 or of its pre-release"
        )
    first = header[0] + 1
    block = framework[first:, ELEMENT_WEIGHT : ELEMENT_WEIGHT + 1]
    kept = [i for i in range(len(block)) if text(framework[first + i, header[1]]) not in EMPTY]
    weights = [_figures(block[[i]], f"{FRAMEWORK}!", first + i, ELEMENT_WEIGHT, faults)[0, 0] for i in kept]
    names = [text(framework[first + i, header[1]]) for i in kept]
    codes = [text(framework[first + i, ELEMENT_CODE]) for i in kept]
    return pd.DataFrame({"name": names, "weight": weights}, index=codes).loc[
        lambda frame: ~frame.index.duplicated()
    ]


def _left_out(database: Any, columns: Bools, rows: Bools) -> tuple[str, ...]:
    """What has a name and no figure."""
    names = [text(database[NAME, FIRST_COLUMN + i]) for i, full in enumerate(columns) if not full]
    units = [text(database[FIRST_UNIT + i, UNIT_NAME]) for i, full in enumerate(rows) if not full]
    return tuple(
        f"left out, without a figure: {', '.join(kept)}"
        for kept in (
            [name for name in names if name not in EMPTY],
            [name for name in units if name not in EMPTY],
        )
        if kept
    )
