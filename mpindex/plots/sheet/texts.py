"""Texts measured in points, broken to a width, and given up piece by piece where there is no room.

Measured without a figure and without hinting, so that a figure is laid out alike at every resolution.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from mpindex.plots.sheet.fonts import boxed
from mpindex.plots.sheet.style import Font, families_for

#: Distance of lines, in heights of a line.
LINE_SPACING = 1.2
#: Rounding of glyphs at low resolution makes a text wider by at most so much.
SLACK = 1.06
#: Where a word may be broken without a hyphen more.
BREAKS = "-/–"


@lru_cache(maxsize=50_000)
def _measure(line: str, font: Font, families: tuple[str, ...]) -> tuple[float, float]:
    """Width and height of one line in points."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import text_to_path

    look = FontProperties(family=list(families), size=font.size, weight=font.weight)
    line = boxed(line, families)
    width, height, _ = text_to_path.get_text_width_height_descent(line, look, False)
    return width * SLACK, height


def width_of(text: str, font: Font) -> float:
    """Return the width of a text, of its longest line, in points."""
    families = families_for(text)
    return max(_measure(line, font, families)[0] if line else 0.0 for line in text.split("\n"))


def height_of(text: str | int, font: Font, spacing: float = LINE_SPACING) -> float:
    """Return the height in points of a text, or of so many lines; nothing has no height.

    Parameters
    ----------
    text : str | int
        The text, or a number of lines.
    font : Font
        What it is written in.
    spacing : float
        Distance of lines, in heights of a line, as Matplotlib's `linespacing`.
    """
    lines = text if isinstance(text, int) else text.count("\n") + 1 if text else 0
    return lines * spacing * max(_measure("lp", font, families_for(""))[1], font.size)


def longest_word(text: str, font: Font) -> float:
    """Return the width in points below which a text cannot be broken without breaking a word."""
    return max(width_of(word, font) for word in text.replace("\n", " ").split(" "))


def wrapped(text: str, width: float, font: Font) -> str:
    """Break a text into lines of at most `width` points; its own line breaks stay, and words too long for a line are broken.

    Parameters
    ----------
    text : str
        The text. Words are parted by plain spaces; what a hard space joins stays together.
    width : float
        In points.
    font : Font
        What it is written in.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}".strip(" ")
            if width_of(longer, font) > width:
                lines += [line] if line else []
                *whole, longer = _parts(word, width, font)
                lines += whole
            line = longer
        lines.append(line)
    return "\n".join(lines)


def fitted(text: str, width: float, font: Font, lines: int) -> str:
    """Break a text into at most so many lines of a width; what finds no room ends in an ellipsis."""
    result = wrapped(text, width, font).split("\n")
    if len(result) <= lines:
        return "\n".join(result)
    last = result[lines - 1] + " " + result[lines]
    while last and width_of(f"{last}…", font) > width:
        last = last[:-1].rstrip()
    return "\n".join([*result[: lines - 1], f"{last}…"])


def _parts(line: str, width: float, font: Font) -> list[str]:
    """A word in pieces that fit a line."""
    if width_of(line, font) <= width or len(line) < 2:
        return [line]
    for cut in range(len(line) - 1, 1, -1):  # best after a hyphen or stroke of its own
        if line[cut - 1] in BREAKS and width_of(line[:cut], font) <= width:
            return [line[:cut], *_parts(line[cut:], width, font)]
    cut = len(line) - 1
    while cut > 1 and width_of(f"{line[:cut]}-", font) > width:
        cut -= 1
    return [f"{line[:cut]}-", *_parts(line[cut:], width, font)]


def choose(versions: Sequence[str], width: float, font: Font, lines: int) -> int:
    """Return the number of the first version that takes at most so many lines, else of the last."""
    for i, version in enumerate(versions):
        if wrapped(version, width, font).count("\n") < lines:
            return i
    return len(versions) - 1


def headed(about: str, versions: Sequence[str]) -> list[str]:
    """Return versions of a title, before them the fullest with what it is about in front.

    >>> headed("Capability", ["the Gambia is 54th"])
    ['Capability: the Gambia is 54th', 'The Gambia is 54th']
    """
    alone = [text[:1].upper() + text[1:] for text in versions]
    return [f"{about}: {versions[0]}", *alone] if about else alone
