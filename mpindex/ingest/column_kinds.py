"""What the cells of a column are: figures, words, days, nothing, numbers of countries."""

from __future__ import annotations

import re

import pandas as pd

from mpindex.ingest.cells import NUMBER, WRONG, Style, parse, texts
from mpindex.ingest.headers import ATTRIBUTES, BOOKKEEPING, is_known, plain

_DAY = re.compile(r"\d{4}-\d\d-\d\d([T ].*)?\Z|\d{1,2}[./]\d{1,2}[./]\d{4}\Z", re.ASCII)


def kind(column: pd.Series, header: str, style: Style) -> str:
    """What a column holds: ``figures``, ``words`` (or days), ``codes`` (numbers beside units), or that it is ``empty``."""
    name = plain(header)
    if name in BOOKKEEPING or (
        is_known(header, "unit") and name.endswith(("code", "cow", "m49", "n3", "numeric", "gwno"))
    ):
        return "codes"
    if name in ATTRIBUTES:
        return "words"
    state = parse(column, style).state
    if not ((state == NUMBER) | (state == WRONG)).any():
        return "empty"
    return "words" if not (state == NUMBER).any() and (is_words(column) or _are_dates(column)) else "figures"


def is_of_figures(column: pd.Series, style: Style) -> bool:
    """Whether any cell is a number."""
    return bool((parse(column, style).state == NUMBER).any())


def may_be_figures(column: pd.Series) -> bool:
    """Whether a column is not of words alone: of the first cells that hold anything, one has a digit or is a mark."""
    if pd.api.types.is_numeric_dtype(column) and not pd.api.types.is_bool_dtype(column):
        return True
    cells = [cell for cell in texts(column.head(400)) if cell]
    return not cells or any(any(letter.isdigit() for letter in cell) or len(cell) <= 3 for cell in cells)


def _are_dates(column: pd.Series) -> bool:
    """Whether all cells that hold anything are days."""
    if pd.api.types.is_datetime64_any_dtype(column):
        return True
    cells = {cell for cell in texts(column) if cell}
    return bool(cells) and all(_DAY.match(cell) for cell in cells)


def is_words(column: pd.Series) -> bool:
    """Whether no cell of a column has a digit, and one is a word other than true and false."""
    if pd.api.types.is_bool_dtype(column) or pd.api.types.is_numeric_dtype(column):
        return False
    if pd.api.types.is_datetime64_any_dtype(column):
        return False
    cells = {cell for cell in texts(column) if cell}
    if not cells or {cell.lower() for cell in cells} <= {"true", "false"}:
        return False
    return not any(letter.isdigit() for cell in cells for letter in cell) and bool(
        (parse(column).state == WRONG).any()
    )
