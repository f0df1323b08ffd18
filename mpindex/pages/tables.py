"""Tables of pages: what is shown, and the same as CSV inside the page, every digit kept."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

import pandas as pd
from markupsafe import Markup

from mpindex.pages.drawing.svg import element, plain

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
    def aligned(self) -> str:
        """Classes that stand the columns of numbers at the right: ``" n2 n4"``."""
        return "".join(f" n{column + 1}" for column in sorted(self.numbers))

    @property
    def heads(self) -> Markup:
        """The titles as a style: where a row is a card, each cell has its own before it, and the page has them once."""
        return heads(self.head)

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


def heads(titles: Sequence[str]) -> Markup:
    """Return titles of columns as properties of a style, the first (of the row's name) left out.

    >>> heads(["unit", "rank", "", "5 %; 'low'"])
    Markup("--h2:'rank';--h4:'5 \\\\25 \\\\3b  \\\\27 low\\\\27 '")
    """
    texts = {place: _quoted(title) for place, title in enumerate(titles, 1) if place > 1 and title}
    return Markup(";".join(f"--h{place}:{text}" for place, text in texts.items()))


def _quoted(text: str) -> str:
    """A text in quotes of CSS; whatever is no letter, digit or blank by its number, so that no text ends the style."""
    return "'" + re.sub(r"[^\w ]", lambda sign: f"\\{ord(sign[0]):x} ", text) + "'"


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
    return _bar("track asked" if asked else "track", a, b, dot)


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
    return _bar(f"shift {'up' if after < before else 'down'}", a, b, 100 * (before - low) / room)


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
    return _bar(f"effect {'up' if value >= 0 else 'down'}", left, left + part)


def _bar(kind: str, start: float, end: float, at: float | None = None) -> Markup:
    """A bar between two places and a mark at a third, in percent of the width; the style draws them."""
    places = {"from": start, "wide": end - start} | ({} if at is None else {"at": at})
    style = ";".join(f"--{name}:{plain(value)}%" for name, value in places.items())
    return element("span", class_=kind, style=style)
