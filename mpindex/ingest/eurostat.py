"""Eurostat's own layout: dimensions joined by commas in the first column, years in the headers, flags after numbers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import pandas as pd

from mpindex.ingest.cells import text
from mpindex.ingest.raw import Raw

#: What dimensions stand before, in the header of the first column.
_TIME = ("time_period", "time")


def is_eurostat(headers: Iterable[object]) -> bool:
    """Whether the first header is one of Eurostat's, as ``freq,unit,geo\\TIME_PERIOD``."""
    first = text(next(iter(headers), ""))
    before, slash, after = first.rpartition("\\")
    return bool(slash) and bool(before) and after.strip().lower() in _TIME


def unfold(raw: Raw) -> Raw:
    """Give each dimension of the first column a column of its own; numbers may carry flags."""
    first = text(raw.frame.columns[0])
    names = [name.strip() for name in first.rpartition("\\")[0].split(",")]
    parts = [(text(cell).split(",") + [""] * len(names))[: len(names)] for cell in raw.frame.iloc[:, 0]]
    dimensions = pd.DataFrame(
        {name: pd.Series([row[i].strip() for row in parts], dtype=object) for i, name in enumerate(names)}
    )
    frame = pd.concat([dimensions, raw.frame.iloc[:, 1:]], axis=1)
    before = raw.text

    def written(row: int, column: int) -> str:
        return parts[row][column] if column < len(names) else before(row, column - len(names) + 1)

    return replace(raw, frame=frame, flags=True, written=written, lines=raw.lines)
