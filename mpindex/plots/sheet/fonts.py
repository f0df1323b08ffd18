"""Fonts for letters that the chosen ones lack: an installed font that has them joins, or it is said that none does."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from mpindex.errors import warn

#: Tried before other installed fonts, if their name contains one of these: made for many scripts, and to be read on screens.
PREFERRED = (
    "Noto Sans", "Source Han Sans", "PingFang", "Hiragino Sans", "Microsoft YaHei", "SimHei", "WenQuanYi", "Yu Gothic",
    "Meiryo", "Malgun Gothic", "Nanum", "Nirmala", "Mangal", "Lohit", "Leelawadee", "Ebrima", "Arial Unicode", "FreeSans",
    "Unifont",
)  # fmt: skip
#: So many letters are listed.
MOST = 12
#: Letters that no font has: those to be said, and those that were.
_unsaid: set[str] = set()
_said: set[str] = set()
#: Drawn, and measured, for a letter that no font has.
BOX = "\u25a1"
#: What Matplotlib says of each of them, after this module has said it of all.
FOREIGN = r"Glyph \d+ .*missing from font"


def fallbacks(text: str, families: Sequence[str]) -> tuple[str, ...]:
    """Return installed families that have the letters of a text which the given ones lack; none where none is lacking.

    Letters that no installed font has are kept for `say_lacking`.

    Parameters
    ----------
    text : str
        What is to be written.
    families : Sequence[str]
        The fonts chosen, as in Matplotlib's setting ``font.family``.
    """
    letters = lacking(text, families)
    if not letters:
        return ()
    added, rest = _search(letters, tuple(_installed()))
    _unsaid.update(rest - _said)
    return added


def say_lacking() -> None:
    """Warn of all letters met since the last time that no installed font has; of each once."""
    if not _unsaid:
        return
    letters = sorted(_unsaid)
    _said.update(letters)
    _unsaid.clear()
    shown = " ".join(letters[:MOST]) + (f" and {len(letters) - MOST} more" if len(letters) > MOST else "")
    warn(
        f"no installed font has the letters {shown}: the figure has boxes in their place. Install a font that has them, such"
        " as one of the Noto Sans family (https://fonts.google.com/noto), and start Python anew; or give the units other"
        " names"
    )


def lacking(text: str, families: Sequence[str]) -> frozenset[str]:
    """Return the letters of a text that none of some families has."""
    if text.isascii():
        return frozenset()
    return frozenset(
        letter for letter in set(text) if letter.isprintable() and not _has(letter, tuple(families))
    )


def boxed(text: str, families: Sequence[str]) -> str:
    """Return a text with a box for each letter that none of some families has."""
    letters = lacking(text, families)
    return "".join(BOX if letter in letters else letter for letter in text) if letters else text


@lru_cache(maxsize=10_000)
def _has(letter: str, families: tuple[str, ...]) -> bool:
    from matplotlib.font_manager import FontProperties, fontManager

    return any(
        ord(letter) in _letters(fontManager.findfont(FontProperties(family=[name]))) for name in families
    )


@cache
def _letters(path: str) -> frozenset[int]:
    """The code points that a font file has; none where it cannot be read."""
    from matplotlib.font_manager import get_font

    try:
        return frozenset(get_font(path).get_charmap())
    except (OSError, RuntimeError):
        return frozenset()


def _installed() -> Iterable[tuple[str, str]]:
    """Family and file of every installed font, those made for many scripts first."""
    from matplotlib.font_manager import fontManager

    fonts = {(font.name, font.fname) for font in fontManager.ttflist if "LastResort" not in font.fname}
    places = {name: i for i, name in enumerate(PREFERRED)}

    def order(font: tuple[str, str]) -> tuple[int, int, str]:
        place = next((places[name] for name in PREFERRED if name in font[0]), len(PREFERRED))
        return place, len(font[1]), font[1]  # the shortest name of a file is that of the plain weight

    return sorted(fonts, key=order)


@lru_cache(maxsize=1_000)
def _search(
    letters: frozenset[str], installed: tuple[tuple[str, str], ...]
) -> tuple[tuple[str, ...], frozenset[str]]:
    """Families that together have the letters, and the letters that are still lacking."""
    added: list[str] = []
    for family, path in installed:
        had = frozenset(letter for letter in letters if ord(letter) in _letters(path))
        if had:
            added.append(family)
            letters -= had
        if not letters:
            break
    return tuple(added), letters
