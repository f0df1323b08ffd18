"""Tables of pages: what is shown, and the same as CSV inside the page, every digit kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

import pandas as pd
from markupsafe import Markup

from mpindex.pages.drawing.svg import element

#: What stands in an address as it is, beside letters and digits.
_PLAIN = ",.-_:;/()+*=@!$"


@dataclass(frozen=True)
class Table:
    """A table as a page shows it.

    Attributes
    ----------
    name : str
        Of its CSV file, without the ending.
    caption : str
        What it shows.
    head : sequence of str
        Titles of the columns; the first column names the row.
    rows : sequence of sequences of str or Markup
        Cells; what is no Markup is escaped.
    numbers : frozenset of int
        Places of the columns of numbers, which stand at the right.
    frame : DataFrame
        What the CSV holds.
    """

    name: str
    caption: str
    head: Sequence[str]
    rows: Sequence[Sequence[str | Markup]]
    numbers: frozenset[int]
    frame: pd.DataFrame

    @property
    def csv(self) -> str:
        """A link that holds the table as CSV."""
        return csv_link(self.frame)


def csv_link(frame: pd.DataFrame) -> str:
    """Return a table as an address that holds it, as CSV with every digit.

    >>> csv_link(pd.DataFrame({"a": [1]}, index=pd.Index(["x"], name="unit")))
    'data:text/csv;charset=utf-8,unit,a%0Ax,1%0A'
    """
    text = frame.to_csv(lineterminator="\n")
    return f"data:text/csv;charset=utf-8,{quote(text, safe=_PLAIN)}"


def track(low: float, high: float, at: float, most: float, *, asked: bool = True) -> Markup:
    """Return a bar from `low` to `high` and a dot at `at`, on a line from 1 to `most`.

    Parameters
    ----------
    low, high, at : float
        Ranks.
    most : float
        The last rank.
    asked : bool
        Whether the dot has the colour of the unit asked for.
    """
    a, b, dot = (100 * (rank - 1) / max(most - 1, 1) for rank in (low, high, at))
    bar = element("i", style=f"left:{a:.1f}%;width:{b - a:.1f}%")
    mark = element("b", style=f"left:{dot:.1f}%")
    return element("span", bar, mark, class_="track asked" if asked else "track", aria_hidden="true")


def shift(before: float, after: float, low: float, high: float) -> Markup:
    """Return a bar from one rank to another on a line from `low` to `high`, hatched where it leads down.

    Parameters
    ----------
    before, after : float
        Ranks.
    low, high : float
        Ends of the line.
    """
    room = max(high - low, 1)
    a, b = (100 * (rank - low) / room for rank in sorted((before, after)))
    kind = "up" if after < before else "down"
    bar = element("i", class_=kind, style=f"left:{a:.1f}%;width:{b - a:.1f}%")
    start = element("u", style=f"left:{100 * (before - low) / room:.1f}%")
    return element("span", bar, start, class_="shift", aria_hidden="true")


def effect(value: float, most: float) -> Markup:
    """Return a bar to the right for what lifts, hatched to the left for what holds back.

    Parameters
    ----------
    value : float
        The effect, above 0 where it lifts.
    most : float
        The largest effect of the table.
    """
    part = 50 * abs(value) / most if most else 0.0
    left = 50.0 if value >= 0 else 50 - part
    kind = "up" if value >= 0 else "down"
    bar = element("i", class_=kind, style=f"left:{left:.1f}%;width:{part:.1f}%")
    return element("span", bar, class_="effect", aria_hidden="true")
