"""Tables that a figure can draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mpindex.errors import OptionError

if TYPE_CHECKING:
    import pandas as pd


def require(table: pd.DataFrame, *needed: str) -> pd.DataFrame:
    """Return the table if it has the columns needed.

    Raises
    ------
    OptionError
        Naming the columns that lack, or a table without rows.
    """
    lacking = [column for column in needed if column not in table.columns]
    if lacking:
        raise OptionError(
            f"the table lacks the columns {', '.join(lacking)}; it has {', '.join(map(str, table.columns))}"
        )
    if not len(table):
        raise OptionError("there is nothing to draw: the table has no rows")
    return table
