"""What stands under the columns of a bump chart: names of definitions, the unit's rank and band."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mpindex.plots.bump_chart.bands import BandNames
from mpindex.plots.bump_chart.field import Field
from mpindex.plots.sheet.canvas import Sheet
from mpindex.plots.sheet.style import focus, font, ink
from mpindex.plots.sheet.texts import height_of, longest_word, wrapped
from mpindex.wording import ordinal

#: A name of a definition takes at most so many lines under its column.
MOST_LINES = 4
#: Between columns, between lines of the key, and under the axes.
GUTTER, GAP = 8.0, 3.0
#: From the axes to the heads: the number at the foot of the vertical axis reaches below it.
DROP = 8.0


@dataclass(frozen=True)
class Columns:
    """Texts under the columns: names where they fit, else numbers and a key.

    Attributes
    ----------
    heads, ranks : list[str]
        Under each column.
    key : list[str]
        Lines below, if columns are numbered.
    bands : BandNames
        Beside the columns.
    """

    heads: list[str]
    ranks: list[str]
    key: list[str]
    bands: BandNames

    @property
    def height(self) -> float:
        """Room in points under the axes."""
        head = max(height_of(text, font("label")) for text in self.heads)
        rank = max((height_of(text, font("small", bold=True)) for text in self.ranks), default=0.0)
        key = sum(height_of(text, font("small")) + GAP for text in self.key)
        return DROP + head + (GAP + rank if rank else 0.0) + key + GAP

    def write(self, sheet: Sheet) -> None:
        """Write them under the finished axes."""
        head, bold, small = font("label"), font("small", bold=True), font("small")
        centres = sheet.at([(i, 1.0) for i in range(len(self.heads))])[:, 0]
        top = sheet.box.bottom - DROP
        for i, text in enumerate(self.heads):
            sheet.write(
                float(centres[i]), top, text, head, ha="center", va="top", color=ink(), gid=f"column:{i}"
            )
        top -= max(height_of(text, head) for text in self.heads) + GAP
        for i, text in enumerate(self.ranks):
            sheet.write(
                float(centres[i]), top, text, bold, ha="center", va="top", color=focus(), gid=f"rank:{i}"
            )
        for i, text in enumerate(self.key):
            sheet.write(sheet.left, top, text, small, va="top", color=ink(), gid=f"key:{i}")
            top -= height_of(text, small) + GAP


def column_heads(field: Field, width: float, full: float, *, letters: bool = True) -> Columns:
    """Return names and ranks for columns on so many points; numbers and a key over the full width if they do not fit.

    Parameters
    ----------
    field : Field
        Who is drawn.
    width, full : float
        Of all columns, and of the figure.
    letters : bool
        Whether bands whose names do not fit have letters.
    """
    pitch = width / len(field.indexes)
    most = pitch - GUTTER
    head, bold = font("label"), font("small", bold=True)
    ranks = [_rank(field, name) for name in field.indexes]
    names = [wrapped(title, most, head) for title in field.titles]
    under = [
        wrapped(f"{rank}\n{field.band_words(index)}".strip(), most, bold)
        for rank, index in zip(ranks, field.indexes.values(), strict=True)
    ]
    fits = all(longest_word(title, head) <= most for title in field.titles)
    fits = fits and all(longest_word(text, bold) <= most for text in under)
    bands = BandNames.of(field, pitch)
    bands = bands if letters or not any(bands.letters) else BandNames.none(len(ranks))
    if fits and not any(bands.letters) and max(text.count("\n") for text in [*names, *under]) < MOST_LINES:
        return Columns(names, under, [], bands)
    key = [wrapped(_entry(field, column, bands), full, font("small")) for column in range(len(ranks))]
    return Columns([str(i + 1) for i in range(len(key))], [], key, bands)


def _entry(field: Field, column: int, bands: BandNames) -> str:
    """What the key says of a column: the definition, rank and band, and what letters beside it stand for."""
    name, index = list(field.indexes.items())[column]
    place = ", ".join(filter(None, (_rank(field, name), field.band_words(index))))
    text = f"{column + 1}. {field.titles[column]}: {place}".rstrip(" :")
    return f"{text}. Bands: {bands.key(column)}." if bands.key(column) else text


def _rank(field: Field, name: str) -> str:
    index = field.indexes[name]
    if not np.isfinite(index.scores[field.unit]):
        return ""
    return f"{ordinal(int(index.ranks[field.unit]))} of {index.n}"
