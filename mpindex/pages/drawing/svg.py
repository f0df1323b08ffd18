"""Elements of SVG as text in which every name and every word is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from markupsafe import Markup

#: Widths for which a figure is drawn, in pixels of CSS: a column of a page, and a phone.
WIDE, NARROW = 720, 350
#: Mean width of a letter as a share of its height, of the sans-serif fonts that systems have.
LETTER = 0.56
#: Shapes: with nothing inside them they need no end of their own.
_ALONE = frozenset({"circle", "line", "path", "polygon", "polyline", "rect", "use"})


def element(name: str, *inside: Any, **attributes: Any) -> Markup:
    """Return an element with what is inside it; an attribute that is None is left out.

    >>> element("text", "a < b", class_="name", x=1.25)
    Markup('<text class="name" x="1.2">a &lt; b</text>')
    """
    parts = [
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), plain(value))
        for key, value in attributes.items()
        if value is not None
    ]
    if name in _ALONE and not inside:
        return Markup("<{0}{1}/>").format(Markup(name), Markup("").join(parts))
    return Markup("<{0}{1}>{2}</{0}>").format(Markup(name), Markup("").join(parts), Markup("").join(inside))


def drawing(width: float, height: float, alternative: str, *inside: Any, kind: str) -> Markup:
    """Return an SVG with a text that says what is seen.

    Parameters
    ----------
    width, height : float
        Of the drawing.
    alternative : str
        What is seen, for who cannot see it.
    *inside
        Its elements.
    kind : str
        Its class: ``"wide"`` or ``"narrow"``, and what is drawn.
    """
    return element(
        "svg", *inside, class_=kind, viewBox=f"0 0 {plain(width)} {plain(height)}", role="img",
        aria_label=alternative,
    )  # fmt: skip


def dots(places: Sequence[tuple[float, float]]) -> str:
    """Return marks as one path, for a pen with a round point: steps from mark to mark, in tenths of a pixel.

    >>> dots([(1.0, 2.0), (4.25, 2.5)])
    'm1 2h0m3.2 .5h0'
    """
    tenths = np.round(10 * np.asarray(places, dtype=float).reshape(-1, 2)).astype(int)
    steps = np.diff(tenths, axis=0, prepend=0)
    return "".join(f"m{_tenths(x)}{_next(_tenths(y))}h0" for x, y in steps)


def line(places: Sequence[tuple[float, float]]) -> str:
    """Return a line as a path: steps from place to place, in tenths of a pixel; what lies on a straight line is left out.

    >>> line([(0.0, 0.0), (1.0, 1.0), (2.0, 2.0), (3.0, 1.5)])
    'm0 0l2 2 1-.5'
    """
    tenths = np.round(10 * np.asarray(places, dtype=float).reshape(-1, 2)).astype(int)
    (x, y), *steps = np.diff(tenths, axis=0, prepend=0)
    joined: list[tuple[int, int]] = []
    for a, b in steps:
        if joined and joined[-1][0] * b == joined[-1][1] * a and joined[-1][0] * a + joined[-1][1] * b >= 0:
            joined[-1] = (joined[-1][0] + a, joined[-1][1] + b)
        else:
            joined.append((a, b))
    rest = "".join(f"{_next(_tenths(a))}{_next(_tenths(b))}" for a, b in joined)
    return f"m{_tenths(x)}{_next(_tenths(y))}l{rest.lstrip()}"


def _tenths(number: int) -> str:
    """A number of tenths as a decimal, without a zero before the point."""
    text = f"{number / 10:g}"
    return text.replace("0.", ".", 1) if 0 < abs(number) < 10 else text


def _next(number: str) -> str:
    """A number as it follows another in a path."""
    return number if number[0] == "-" else f" {number}"


def wide(text: str, size: float = 12.0, *, bold: bool = False) -> float:
    """Return about how wide a text is, in pixels.

    >>> wide("Kazakhstan") < wide("Kazakhstan", bold=True)
    True
    """
    return len(text) * size * LETTER * (1.08 if bold else 1.0)


def shade(place: int, many: int) -> str:
    """Return the shade of a band as a style, the best band the darkest: how much there is of the strong colour.

    >>> shade(0, 3), shade(2, 3)
    ('--part:100%', '--part:0%')
    """
    return f"--part:{100 - round(100 * place / max(many - 1, 1))}%"


def plain(value: Any) -> str:
    """Return a number without digits that nobody sees; any other value as it is.

    >>> plain(2.0), plain(1 / 3), plain("a")
    ('2', '0.3', 'a')
    """
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
