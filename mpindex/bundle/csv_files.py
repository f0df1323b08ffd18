"""Writes tables as CSV: UTF-8, line feeds, numbers in full precision; the same table gives the same bytes."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from mpindex.readers import tidy
from mpindex.resources import replacing


def number_text(value: float) -> str:
    """Write a number in full precision and as short as possible.

    >>> number_text(71000.0), number_text(0.4284284696), number_text(-0.0)
    ('71000', '0.4284284696', '0')
    """
    if value == np.trunc(value) and abs(value) < 1e16:
        return str(int(value))
    return repr(float(value))


def write_values(frame: pd.DataFrame, path: Path) -> None:
    """Write a tidy frame of values, sorted by indicator, unit and year."""
    write_table(path, tidy.COLUMNS, tidy.concat([frame]))


def write_table(path: Path, columns: Sequence[str], table: pd.DataFrame) -> None:
    """Write the `columns` of a table in the order of its rows; a cell without a value is left empty."""
    text = [_texts(table[column]) for column in columns]
    path.parent.mkdir(parents=True, exist_ok=True)
    with replacing(path) as beside, beside.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(zip(*text, strict=True))


def _texts(column: pd.Series) -> list[str]:
    if column.dtype == float:
        return ["" if np.isnan(cell) else number_text(cell) for cell in column]
    return ["" if cell is None or cell is pd.NA else str(cell) for cell in column]
