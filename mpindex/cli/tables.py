"""Tables as text for people, as CSV and as JSON for programs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd


def for_people(table: pd.DataFrame) -> str:
    """Every row and column in full, numbers to the right."""
    import pandas as pd

    from mpindex.wording import number

    columns = []
    for name in table:
        column = table[name]
        real, numeric = pd.api.types.is_float_dtype(column), pd.api.types.is_numeric_dtype(column)
        cells = ["-" if pd.isna(value) else number(value) if real else str(value) for value in column]
        width = max(map(len, [str(name), *cells]))
        columns.append([cell.rjust(width) if numeric else cell.ljust(width) for cell in [str(name), *cells]])
    return "\n".join("  ".join(row).rstrip() for row in zip(*columns, strict=True))


def as_csv(table: pd.DataFrame) -> str:
    return str(table.to_csv(index=False, lineterminator="\n")).rstrip("\n")


def as_json(table: pd.DataFrame) -> str:
    import json

    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return json.dumps(rows, ensure_ascii=False, allow_nan=False, indent=1, default=lambda value: value.item())


#: Format -> its writer.
FORMATS: dict[str, Callable[[Any], str]] = {"table": for_people, "csv": as_csv, "json": as_json}
