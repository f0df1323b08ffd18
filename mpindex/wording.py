"""Numbers in words: ranks, counts, shares, lists of names, scores."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Sequence

#: What no name or text needs: a terminal takes control characters for commands, and no file takes half of a character.
CONTROL = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\ud800-\\udfff]")
#: States whose names take "the", besides kingdoms, republics, emirates and islands.
_WITH_ARTICLE = ("Bahamas", "Comoros", "Gambia", "Maldives", "Netherlands", "Philippines", "Seychelles")


def ordinal(number: int | None) -> str:
    """Write a rank: 1st, 2nd, 11th.

    >>> [ordinal(n) for n in (1, 2, 3, 11, 22, 112)]
    ['1st', '2nd', '3rd', '11th', '22nd', '112th']
    """
    if number is None:
        return "unranked"
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def listed(names: Sequence[str], last: str = "and") -> str:
    """Join names: a; a and b; a, b and c.

    >>> listed(["a", "b", "c"]), listed(["a", "b"], "or"), listed([])
    ('a, b and c', 'a or b', 'none')
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} {last} {names[-1]}" if names else "none"


def first_few(names: Sequence[str], most: int) -> str:
    """Join the first names and count the rest.

    >>> first_few(["a", "b", "c"], 3), first_few(["a", "b", "c"], 2)
    ('a, b, c', 'a, b and 1 more')
    """
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


def with_article(name: str) -> str:
    """Put "the" before the name of a state that takes it.

    >>> with_article("United States"), with_article("Netherlands"), with_article("Kazakhstan")
    ('the United States', 'the Netherlands', 'Kazakhstan')
    """
    takes = name in _WITH_ARTICLE or name.startswith("United ") or name.endswith((" Republic", " Islands"))
    return f"the {name}" if takes or name.startswith("Republic ") else name


def counted(many: int, what: str) -> str:
    """Write a number of things: 1 unit, 195 units.

    >>> counted(1, "unit"), counted(195, "unit")
    ('1 unit', '195 units')
    """
    return f"{many:,} {what}{'' if many == 1 else 's'}"


def number(value: float) -> str:
    """Write a number: three significant digits, to the unit where it has four to six, no exponent for ordinary sizes.

    >>> number(0.12345), number(65833.2), number(3.2e13), number(float("nan"))
    ('0.123', '65,833', '32 trillion', '-')
    """
    if math.isnan(value):
        return "-"
    if value == 0:
        return "0"
    size, word = _size(value)
    if word:
        return f"{value / size:.3g} {word}"
    if abs(value) >= 999.5:
        return f"{value:,.0f}"
    return f"{value:.3g}" if abs(value) >= 0.001 else f"{value:.2e}"


def numbers(values: Sequence[float], *, signed: bool = False) -> list[str]:
    """Write numbers that are read below one another: all to the place that the third digit of the largest has.

    Parameters
    ----------
    values : sequence of float
        The numbers; NaN is a dash.
    signed : bool
        Whether what is above zero has a plus.

    Examples
    --------
    >>> numbers([1.773, -0.982, 0.0426], signed=True), numbers([50.4, 62.0]), numbers([2.5e9, 3.1e7])
    (['+1.77', '-0.98', '+0.04'], ['50.4', '62.0'], ['2.50 billion', '0.03 billion'])
    """
    largest = max((abs(value) for value in values if not math.isnan(value)), default=0.0)
    sign = "+" if signed else ""
    if largest < 0.001:
        return ["-" if math.isnan(v) else f"{v:{sign}.2e}" if v else "0" for v in values]
    size, word = _size(largest)
    places = max(0, 2 - math.floor(math.log10(largest / size)))
    texts = [f"{v / size:{sign},.{places}f}" if v and not math.isnan(v) else "" for v in values]
    spare = min((len(text) - len(text.rstrip("0")) for text in texts if text), default=0)
    cut = (min(spare, places) + (spare >= places > 0)) if places else 0  # the point goes with the last place
    texts = [text[: len(text) - cut] for text in texts]
    return [
        "-" if math.isnan(v) else f"{text} {word}".rstrip() if v else "0"
        for v, text in zip(values, texts, strict=True)
    ]


def _size(value: float) -> tuple[float, str]:
    """A unit of count and its word, for what is written with three digits of it."""
    sizes = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
    return next(((size, word) for size, word in sizes if abs(value) >= 0.9995 * size), (1.0, ""))


def filled(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """Break a text into lines of so many letters; a number and its per cent sign stay together.

    Parameters
    ----------
    text : str
        Sentences.
    width : int
        Letters in a line.
    first, rest : str
        What stands before the first line and before the others.

    Examples
    --------
    >>> filled("in 50 % of draws", 8)
    ['in 50 %', 'of draws']
    >>> filled("in all 50 % of draws", 9)
    ['in all', '50 % of', 'draws']
    """
    joined = text.replace(" %", "\u00a0%")
    lines = textwrap.wrap(joined, width, initial_indent=first, subsequent_indent=rest)
    return [line.replace("\u00a0%", " %") for line in lines]


def form(value: float, how: str) -> str:
    """Write a figure as its definition asks: percent, times, place (a position from 0, the top, to 1) or number.

    >>> form(0.0082, "percent"), form(0.844, "times"), form(0.1, "place"), form(0.83, "number")
    ('1 %', '0.84 times', 'in the first tenth', '0.83')
    """
    if math.isnan(value):
        return "-"
    if how == "percent":
        return percent(value)
    if how == "times":
        return percent(value) if 0 <= value < 0.1 else f"{value:.2g} times"
    if how == "place":
        tenth = min(math.ceil(value * 10 - 1e-9), 10) or 1
        words = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "last"]
        return f"in the {words[tenth - 1]} tenth"
    return number(value)


def percent(share: float) -> str:
    """Write a share; what happens seldom is not written as never, nor what happens nearly always as always.

    >>> [percent(x) for x in (0.0, 0.005, 0.5, 0.995, 1.0)]
    ['0 %', 'under 1 %', '50 %', 'over 99 %', '100 %']
    """
    text = f"{share:.0%}".replace("%", " %")
    if 0 < share < 1:
        return {"0 %": "under 1 %", "100 %": "over 99 %"}.get(text, text)
    return text


def hundredths(shares: Sequence[float]) -> list[int]:
    """Write shares of one whole as whole numbers of a hundred that add up: the largest remainders are rounded up.

    >>> hundredths([0.275, 0.275, 0.45]), hundredths([0.004, 0.996])
    ([28, 27, 45], [0, 100])
    """
    down = [math.floor(100 * share + 1e-9) for share in shares]
    lacking = round(100 * sum(shares)) - sum(down)
    order = sorted(range(len(down)), key=lambda i: down[i] - 100 * shares[i])
    for i in order[:lacking]:
        down[i] += 1
    return down
