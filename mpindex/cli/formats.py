"""Tables as CSV, JSON and Markdown for programs, and fitted to a terminal for people."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from mpindex.cli.fitting import fitted

if TYPE_CHECKING:
    import pandas as pd


def as_csv(table: pd.DataFrame) -> str:
    """Write every column and row, unrounded; what is missing is empty.

    Parameters
    ----------
    table : DataFrame
        With a plain index, which is left out.
    """
    return str(table.to_csv(index=False, lineterminator="\n")).rstrip("\n")


def as_json(table: pd.DataFrame) -> str:
    """Write a list of objects, unrounded; what is missing is null.

    Parameters
    ----------
    table : DataFrame
        With a plain index, which is left out.
    """
    import json

    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    return json.dumps(rows, ensure_ascii=False, allow_nan=False, indent=1, default=_plain)


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else str(value)


def as_markdown(table: pd.DataFrame) -> str:
    """Write a table of Markdown, numbers as people read them, to the right.

    Parameters
    ----------
    table : DataFrame
        With a plain index, which is left out.
    """
    columns = cells(table)
    head = [name for name, _, _ in columns]
    rule = ["---:" if numeric else "---" for _, numeric, _ in columns]
    rows = zip(*(column for _, _, column in columns), strict=True)
    escaped = ([cell.replace("|", r"\|").replace("\n", " ") for cell in row] for row in rows)
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, rule, *escaped))


def cells(table: pd.DataFrame) -> list[tuple[str, bool, list[str]]]:
    """Return each column's name, whether it holds numbers, and its cells as people read them.

    Parameters
    ----------
    table : DataFrame
        Any.
    """
    import pandas as pd

    from mpindex.wording import number

    columns = []
    for name in table:
        column = table[name]
        real, numeric = pd.api.types.is_float_dtype(column), pd.api.types.is_numeric_dtype(column)
        share = str(name) == "coverage"
        texts = [
            "-" if pd.isna(value) else f"{value:.0%}" if share else number(value) if real else str(value)
            for value in column
        ]
        columns.append((str(name), bool(numeric), texts))
    return columns


def for_people(table: pd.DataFrame, width: int | None = None) -> str:
    """Write a table that fits a terminal; see `mpindex.cli.fitting.fitted`.

    Parameters
    ----------
    table : DataFrame
        With a plain index, which is left out.
    width : int, optional
        Of the terminal, in letters; as wide as needed when None.
    """
    return fitted(cells(table), width)


#: Format -> its writer.
FORMATS: dict[str, Callable[[Any], str]] = {
    "table": for_people,
    "csv": as_csv,
    "json": as_json,
    "markdown": as_markdown,
}
