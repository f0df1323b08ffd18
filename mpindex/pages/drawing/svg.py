"""Elements of SVG as text in which every name and every word is escaped."""

from __future__ import annotations

from typing import Any

from markupsafe import Markup

#: Widths for which a figure is drawn, in pixels of CSS: a column of a page, and a phone.
WIDE, NARROW = 720, 350
#: Mean width of a letter as a share of its height, of the sans-serif fonts that systems have.
LETTER = 0.56


def element(name: str, *inside: Any, **attributes: Any) -> Markup:
    """Return an element with what is inside it; an attribute that is None is left out.

    >>> element("text", "a < b", class_="name", x=1.25)
    Markup('<text class="name" x="1.2">a &lt; b</text>')
    """
    parts = [
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _plain(value))
        for key, value in attributes.items()
        if value is not None
    ]
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
        "svg", *inside, class_=kind, viewBox=f"0 0 {_plain(width)} {_plain(height)}", role="img",
        aria_label=alternative,
    )  # fmt: skip


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


def _plain(value: Any) -> str:
    """A number without digits that nobody sees; any other value as it is."""
    return f"{value:.1f}".removesuffix(".0") if isinstance(value, float) else str(value)
