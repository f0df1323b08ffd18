"""Writes tables as one Excel workbook, a sheet each, that people read as it is."""

from __future__ import annotations

import math
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from mpindex.errors import DataError, OptionError
from mpindex.resources import write_made

_WIDEST = 60  # characters; what is longer is wrapped
_HEADER = "DDE3EA"
_LONGEST = 32_767  # characters that a cell of Excel holds
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # and those that it does not


def write(path: str | os.PathLike[str], sheets: Iterable[tuple[str, pd.DataFrame]]) -> Path:
    """Write the workbook and return its path.

    Numbers have the sixteen digits of the format, and show four; missing ones are empty cells. Header rows and the
    unit column stay in view.

    Parameters
    ----------
    path : str or path
        Ends in .xlsx.
    sheets : iterable of (str, DataFrame)
        Title and content of each sheet, in order.

    Raises
    ------
    OptionError
        The path does not end in .xlsx, or nothing can be written there.
    DataError
        openpyxl is not installed.
    """
    target = Path(path)
    if target.suffix.lower() != ".xlsx":
        raise OptionError(f"{target.name}: a workbook's name ends in .xlsx")
    try:
        from openpyxl import Workbook
    except ImportError:
        raise DataError("writing a workbook needs openpyxl: pip install 'mpindex[files]'") from None
    book = Workbook()
    book.remove(book.active)
    for title, frame in sheets:
        _write(book.create_sheet(title), frame)
    return write_made(target, book.save)


def _write(sheet: Any, frame: pd.DataFrame) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill
    from openpyxl.utils import get_column_letter

    sheet.append([_cell(str(column)) for column in frame.columns])
    for row in frame.astype(object).itertuples(index=False, name=None):
        sheet.append([_cell(value) for value in row])
    for cell in sheet[1]:
        cell.data_type = "s"  # nor is a header
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", fgColor=_HEADER)
    sheet.freeze_panes = "C2" if frame.shape[1] > 2 and frame.columns[0] == "unit" else "A2"
    for j, name in enumerate(frame.columns, start=1):
        column = [cell[0] for cell in sheet.iter_rows(min_row=2, min_col=j, max_col=j)]
        texts = [len(str(cell.value)) for cell in column if isinstance(cell.value, str)]
        sheet.column_dimensions[get_column_letter(j)].width = min(
            _WIDEST, max([len(str(name)), 9 if len(texts) < len(column) else 0, *texts]) + 2
        )
        shape = _format([cell.value for cell in column])
        for cell in column:
            if isinstance(cell.value, float):
                cell.number_format = shape
            elif isinstance(cell.value, str):
                cell.data_type = "s"  # text is never a formula
                if len(cell.value) > _WIDEST:
                    cell.alignment = Alignment(wrap_text=True, vertical="top")


def _format(values: list[Any]) -> str:
    """How a column of numbers is shown: about four digits of its typical number."""
    sizes = [abs(value) for value in values if isinstance(value, float) and value]
    if not sizes:
        return "0"
    typical = math.floor(math.log10(sorted(sizes)[len(sizes) // 2]))
    if all(value == int(value) for value in sizes):
        return "#,##0" if max(sizes) >= 10_000 else "0"
    if typical < -6:
        return "0.000E+00"
    places = max(0, 3 - typical)
    return ("#,##0" if typical >= 4 else "0") + (f".{'0' * places}" if places else "")


def _cell(value: Any) -> Any:
    """A value as openpyxl takes it: missing is empty."""
    if value is None or value is pd.NA or value is pd.NaT:
        return None
    if isinstance(value, bool | np.bool_):
        return bool(value)
    if isinstance(value, int | np.integer):
        return int(value)
    if isinstance(value, float | np.floating):
        return float(value) if np.isfinite(value) else None if np.isnan(value) else str(value)
    return _CONTROL.sub("", str(value))[:_LONGEST]
