"""Reads numbers as people write them, a column at a time. Nothing is guessed: what is no number is wrong."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import cache
from io import StringIO
from numbers import Rational
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.errors import OptionError
from mpindex.typing import Array, Bools, Places

#: What people write where they know nothing (compared in lower case).
MISSING = frozenset(
    {
        "", "na", "n/a", "n.a.", "n.a", "#n/a", "<na>", "nan", "nat", "null", "none", ".", "..", "...", ". .", "…", ":",
        "-", "--", "–", "—", "xxx", "no data", "not available",
    }
)  # fmt: skip
#: What a cell is: a number, blank, a mark that says that nothing is known, or wrong.
NUMBER, BLANK, MARK, WRONG = range(4)

#: The marks as they stand in files, in the usual cases.
MARKS = frozenset(form for mark in MISSING for form in (mark, mark.upper(), mark.title()) if mark) | {
    "NaN",
    "NaT",
}
#: How pandas is told to read every number as Python does.
EXACT: dict[str, Any] = (
    {} if tuple(map(int, pd.__version__.split(".")[:2])) >= (3, 1) else {"float_precision": "round_trip"}
)
_PLAIN = b"0123456789.+-eE\n "
_NUMBER = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?\Z", re.IGNORECASE | re.ASCII)
_INFINITE = re.compile(r"[+-]?(inf|infinity|∞)\Z", re.IGNORECASE)
_ORDINAL = re.compile(r"\d+(st|nd|rd|th)\Z", re.IGNORECASE | re.ASCII)
_FLAG = re.compile(r"(.*?)\s*([a-z]{1,4})\Z")
_GROUPS = {",": "[,]", ".": "[.]", " ": r"\s", "'": "['’]"}
#: Signs that may stand beside a number, and are taken off where `strip` names them.
_BESIDE = " \t\u00a0"


@dataclass(frozen=True)
class Style:
    """How numbers are written in a table.

    Attributes
    ----------
    decimal : str
        The decimal sign, ``"."`` or ``","``.
    thousands : str or None
        What separates thousands: ``","``, ``"."``, ``" "`` (blanks of any kind) or ``"'"``; None for nothing.
    strip : str
        Signs that stand before or after numbers and are taken off, as in ``"$%"``.
    missing : frozenset of str
        Further marks of missing values, as written; numbers are compared by value.
    flags : bool
        Whether letters after a number say something of its quality, and are taken off (Eurostat).
    """

    decimal: str = "."
    thousands: str | None = None
    strip: str = ""
    missing: frozenset[str] = frozenset()
    flags: bool = False

    @classmethod
    def make(
        cls,
        *,
        decimal: str = ".",
        thousands: str | None = None,
        strip: str | Iterable[str] = "",
        missing: object = (),
    ) -> Style:
        """Check the options of `read` and put them together."""
        if decimal not in (".", ","):
            raise OptionError(f"decimal must be '.' or ',', not {decimal!r}")
        if thousands is not None and thousands not in _GROUPS:
            raise OptionError(f"thousands must be one of {', '.join(map(repr, _GROUPS))}, not {thousands!r}")
        if thousands == decimal:
            raise OptionError(f"decimal and thousands cannot both be {decimal!r}")
        signs = "".join(strip)
        if re.search(r"[\d.,+−-]", signs):
            raise OptionError(f"strip takes signs such as '$%', none that is part of a number; not {signs!r}")
        marks = [missing] if isinstance(missing, (str, int, float)) else missing
        if not isinstance(marks, Collection):
            raise OptionError(f"missing takes a list of marks, as in [-99, 'unknown'], not {missing!r}")
        return cls(decimal, thousands, signs, frozenset(text(mark).lower() for mark in marks))

    @property
    def numbers_missing(self) -> list[float]:
        """The marks that are numbers."""
        return [float(mark) for mark in self.missing if _NUMBER.match(mark)]


PLAIN = Style()


@dataclass(frozen=True, eq=False)
class Numbers:
    """The numbers of a column.

    Attributes
    ----------
    values : array
        NaN where there is no number.
    state : array of int
        `NUMBER`, `BLANK`, `MARK` or `WRONG` for each cell.
    """

    values: Array
    state: NDArray[np.int8] = field(repr=False)

    @property
    def wrong(self) -> Bools:
        """Which cells are no number and do not say that nothing is known."""
        wrong: Bools = self.state == WRONG
        return wrong


def text(cell: Any) -> str:
    """Return a cell as stripped text, empty where it is missing.

    >>> text(" KAZ "), text(None), text(2020.0)
    ('KAZ', '', '2020')
    """
    missing: Any = cell is None or cell is pd.NA or cell is pd.NaT or cell != cell
    if missing is True:
        return ""
    if isinstance(cell, (float, np.floating)) and float(cell).is_integer() and abs(float(cell)) < 1e15:
        return str(int(cell))
    return str(cell).strip()


def texts(column: pd.Series) -> NDArray[np.object_]:
    """Return a column as stripped texts, each distinct cell looked at once."""
    codes, cells = distinct(column)
    return np.array([*map(text, cells), ""], dtype=object)[codes]


def distinct(column: pd.Series) -> tuple[Places, NDArray[np.object_]]:
    """Place of each cell among the distinct ones, -1 where it is missing; and the distinct cells."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        codes = np.asarray(column.cat.codes, dtype=np.intp)
        return codes, np.asarray(column.cat.categories, dtype=object)
    cells = column.astype(object)
    try:
        codes, kinds = pd.factorize(cells, use_na_sentinel=True)
    except TypeError:  # a list in a cell
        codes, kinds = pd.factorize(cells.map(str), use_na_sentinel=True)
    return codes, np.asarray(kinds, dtype=object)


def coded_texts(column: pd.Series) -> tuple[Places, NDArray[np.object_]]:
    """Place of each cell among the distinct stripped texts, and these.

    >>> coded_texts(pd.Series(["KAZ", " KAZ", None]))
    (array([0, 0, 1]), array(['KAZ', ''], dtype=object))
    """
    codes, cells = distinct(column)
    same, kinds = pd.factorize(np.array([*map(text, cells), ""], dtype=object))
    used, places = np.unique(same[codes], return_inverse=True)
    return places, np.asarray(kinds, dtype=object)[used]


def parse(column: pd.Series, style: Style = PLAIN) -> Numbers:
    """Return the numbers of a column, and what each cell is.

    Parameters
    ----------
    column : Series
        Of numbers, or of texts as in a CSV file.
    style : Style
        How numbers are written.

    Examples
    --------
    >>> parse(pd.Series(["1.5", "..", "1,234", "12%", ""]))
    Numbers(values=array([1.5, nan, nan, nan, nan]))
    >>> parse(pd.Series(["1,234", "12%"]), Style(thousands=",", strip="%")).values
    array([1234.,   12.])
    """
    if pd.api.types.is_any_real_numeric_dtype(column):
        values = column.to_numpy(dtype=float, na_value=np.nan)
        state = np.where(np.isnan(values), BLANK, NUMBER).astype(np.int8)
        return _without_marks(Numbers(values, state), style)
    cells = column.to_numpy(dtype=object)
    return _without_marks(_plain(cells, style) or _one_by_one(column, style), style)


def numbers(column: pd.Series, *, decimal: str = ".") -> tuple[Array, Bools]:
    """Return the numbers of a column, NaN where missing or wrong, and where it is wrong.

    >>> numbers(pd.Series(["1.5", "..", "1,234", "12%"]))
    (array([1.5, nan, nan, nan]), array([False, False,  True,  True]))
    """
    read = parse(column, Style(decimal=decimal))
    return read.values, read.wrong


def _plain(cells: NDArray[np.object_], style: Style) -> Numbers | None:
    """Read a column in which every cell is a plain number, blank or a mark; None if one is anything else.

    Python's own `float` reads them, as it does one by one, but the texts are looked at together.
    """
    kinds = set(map(type, cells))
    if not kinds <= {str, int, float, type(None)}:
        return None
    state = np.zeros(len(cells), dtype=np.int8)
    if kinds != {str}:
        state[pd.isna(cells)] = BLANK
    if str in kinds:
        state[cells == ""] = BLANK
        state[np.fromiter(map(MARKS.__contains__, cells), bool, len(cells))] = MARK
    present = cells[state == NUMBER]
    written = present if kinds == {str} else [cell for cell in present if type(cell) is str]
    together = _unseparated("\n".join(written), style)
    changed = style.decimal == "," or style.thousands is not None
    if together is None or (changed and len(written) < len(present)):
        return None
    if not together.isascii() or together.encode().translate(None, _PLAIN):
        return None
    values = np.full(len(cells), np.nan)
    try:
        values[state == NUMBER] = _floats(present, together if kinds == {str} else None)
    except (ValueError, OverflowError):
        return None
    if any(_vanishes(cell) for cell in set(cells[values == 0])):
        return None
    return Numbers(values, state)


def _floats(present: NDArray[np.object_], together: str | None) -> Array:
    """Numbers from cells, or from texts of them, one a line."""
    if together is None:
        return present.astype(float)
    return (
        pd.read_csv(StringIO(together), header=None, **EXACT)[0].to_numpy(dtype=float)
        if together
        else present.astype(float)
    )


def _unseparated(together: str, style: Style) -> str | None:
    """Numbers, one a line, with a decimal point and without separators; None where a separator stands wrong."""
    if style.thousands is not None:
        if not _grouped(style).fullmatch(together):
            return None
        together = re.sub(r"[^\S\n]" if style.thousands == " " else _GROUPS[style.thousands], "", together)
    # the point is no part of a number then
    return together.translate({44: 46, 46: 63}) if style.decimal == "," else together


@cache
def _grouped(style: Style) -> re.Pattern[str]:
    """Numbers, one a line, in which thousands are separated everywhere or nowhere."""
    mark = r"[^\S\n]" if style.thousands == " " else _GROUPS[str(style.thousands)]
    part = rf"(?:[{style.decimal}]\d*+)?+"
    number = rf"[+-]?+(?:\d{{1,3}}(?:{mark}\d{{3}})*+{part}(?![^\n])|\d++{part}(?![^\n])|[{style.decimal}]\d++(?![^\n]))"
    return re.compile(rf"(?:{number}\n)*+{number}", re.ASCII if style.thousands != " " else 0)


def _one_by_one(column: pd.Series, style: Style) -> Numbers:
    codes, cells = distinct(column)
    read = [_number(cell, style) for cell in cells]
    values = np.array([value for value, _ in read] + [np.nan])
    state = np.array([kind for _, kind in read] + [BLANK], dtype=np.int8)
    return Numbers(values[codes], state[codes])


def _without_marks(read: Numbers, style: Style) -> Numbers:
    """Numbers that the user says are marks of missing values."""
    marks = style.numbers_missing
    if not marks:
        return read
    marked = np.isin(read.values, marks)
    state = np.where(marked, MARK, read.state).astype(np.int8)
    return Numbers(np.where(marked, np.nan, read.values), state)


def _number(cell: object, style: Style) -> tuple[float, int]:
    """The number in a cell, and what the cell is."""
    if isinstance(cell, (bool, np.bool_)):
        return np.nan, WRONG
    if isinstance(cell, (int, float, np.integer, np.floating)):
        try:
            return (float(cell), NUMBER) if cell == cell else (np.nan, BLANK)
        except OverflowError:
            return np.inf, NUMBER
    if isinstance(cell, Rational):
        return float(cell), NUMBER
    written = text(cell).replace("−", "-")
    if written == "":
        return np.nan, BLANK
    if written.lower() in MISSING or written.lower() in style.missing:
        return np.nan, MARK
    if style.flags:
        written = _without_flag(written)
        if written in ("", ":"):
            return np.nan, MARK
    value = _of_text(_ungrouped(written.strip(style.strip + _BESIDE), style))
    return (np.nan, WRONG) if value is None else (value, NUMBER)


def _without_flag(written: str) -> str:
    """A number or ``:`` without the letters that stand after it.

    >>> _without_flag("3.9 b"), _without_flag(": c")
    ('3.9', ':')
    """
    flagged = _FLAG.match(written)
    return flagged[1] if flagged and (flagged[1] == ":" or _NUMBER.match(flagged[1])) else written


def _ungrouped(written: str, style: Style) -> str:
    """The number with a decimal point and without separators; where they stand wrong, what is no number."""
    if style.thousands is not None:
        mark, decimal = _GROUPS[style.thousands], re.escape(style.decimal)
        if re.fullmatch(rf"[+-]?[0-9]{{1,3}}({mark}[0-9]{{3}})+({decimal}[0-9]*)?", written):
            written = re.sub(mark, "", written)
    return written.translate({44: 46, 46: 63}) if style.decimal == "," else written


def _vanishes(cell: object) -> bool:
    """Whether a number is so small that it would be read as 0, as 1e-400 is."""
    if not isinstance(cell, str) or "e" not in cell.lower():
        return False
    return (
        re.search("[1-9]", cell.lower().partition("e")[0]) is not None and float(cell.replace(",", ".")) == 0
    )


def _of_text(written: str) -> float | None:
    if _NUMBER.match(written):
        return None if _vanishes(written) else float(written)
    if _ORDINAL.match(written):
        return float(written[:-2])
    if _INFINITE.match(written):
        return -np.inf if written.startswith("-") else np.inf
    return None
