"""A table as it stands in its file: cells under headers, where each row came from, what was passed over."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

import numpy as np
import pandas as pd

from mpindex.ingest.cells import text
from mpindex.typing import Bools


@dataclass(frozen=True, eq=False)
class Marks:
    """Where the cells of a column of numbers are marks of missing values, and which marks those are."""

    where: Bools
    written: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Raw:
    """The cells of a table under its headers.

    Attributes
    ----------
    frame : DataFrame
        The cells; headers are texts without blanks at their ends.
    name : str
        The name of the file, or "the table".
    first : int
        The line of the first row.
    notes : tuple of str
        What was passed over: lines above and below, other sheets, an index.
    flags : bool
        Whether numbers carry letters of quality (Eurostat).
    lines : callable, optional
        Gives the line of every row, where blank lines stand between them.
    marks : mapping
        The marks of missing values in columns that were read as numbers, by header.
    written : callable, optional
        Gives a cell as it was written, by row and column.
    """

    frame: pd.DataFrame
    name: str
    first: int = 2
    notes: tuple[str, ...] = ()
    flags: bool = False
    lines: Callable[[], list[int]] | None = None
    written: Callable[[int, int], str] | None = None
    marks: Mapping[str, Marks] = field(default_factory=dict)

    def line(self, row: int) -> int:
        """The line of a row in the file."""
        if self.lines is None:
            return self.first + row
        return self.lines()[row]

    def text(self, row: int, column: int) -> str:
        """A cell as it was written, without blanks at its ends."""
        if self.written is not None:
            return self.written(row, column)
        return text(self.frame.iloc[row, column])

    def kept(self, rows: Bools) -> Raw:
        """The same table with some of its rows; each keeps its line."""
        where = np.flatnonzero(rows)
        before = self
        return replace(
            self,
            frame=self.frame[rows].reset_index(drop=True),
            lines=cache(lambda: [before.line(int(row)) for row in where]),
            written=lambda row, column: before.text(int(where[row]), column),
            marks={header: replace(mark, where=mark.where[rows]) for header, mark in self.marks.items()},
        )
