"""Names of bands beside the columns of a bump chart, off the lines where they can be; letters where they do not fit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from string import ascii_lowercase
from typing import Any

import numpy as np

from mpindex.grammar.model import UNCLASSIFIED
from mpindex.index.index import Index
from mpindex.plots.bump_chart.field import Field
from mpindex.plots.sheet.canvas import Sheet
from mpindex.plots.sheet.spans import bands_by_rank
from mpindex.plots.sheet.style import HALO, Font, focus, font, muted
from mpindex.plots.sheet.texts import height_of, longest_word, width_of, wrapped
from mpindex.typing import Array

#: Width of the strip of bands in a column, and free beside it, in points.
STRIP, GAP = 9.0, 3.0
#: What a place costs: a text covered or the edge left, a point of a line covered, each point off the band.
COVERS, CROSSES, AWAY = 1e4, 1.0, 0.6
#: Steps of a place along the strip, and of points along a line, in points.
STEP = 3.0


@dataclass(frozen=True)
class BandNames:
    """Bands of each definition, the best first, and how they are written beside its column.

    Attributes
    ----------
    labels : tuple[tuple[str, ...], ...]
        By column.
    texts : tuple[Mapping[str, str], ...]
        What is written for each: its name, or a letter.
    letters : tuple[bool, ...]
        By column: whether letters stand for names, which a key then gives.
    """

    labels: tuple[tuple[str, ...], ...]
    texts: tuple[Mapping[str, str], ...]
    letters: tuple[bool, ...]

    @classmethod
    def of(cls, field: Field, pitch: float) -> BandNames:
        """Return the names for columns of so many points; letters in a column where one of its names does not fit."""
        labels = tuple(tuple(_labels(index)) for index in field.indexes.values())
        look, most = font("small"), pitch - STRIP - 2 * GAP
        letters = tuple(any(longest_word(name, look) > most for name in column) for column in labels)
        texts = tuple(
            dict(zip(column, ascii_lowercase, strict=False))
            if lettered
            else {label: wrapped(label, most, look) for label in column}
            for column, lettered in zip(labels, letters, strict=True)
        )
        return cls(labels, texts, letters)

    @classmethod
    def none(cls, columns: int) -> BandNames:
        """Return no names for so many columns."""
        return cls(((),) * columns, ({},) * columns, (True,) * columns)

    def key(self, column: int) -> str:
        """Return what the letters of a column stand for; empty where names are written in full."""
        if not self.letters[column] or not self.labels[column]:
            return ""
        return ", ".join(f"{letter}\u00a0{label}" for label, letter in self.texts[column].items())

    def write(self, sheet: Sheet, field: Field) -> None:
        """Write the names beside the strips, those of the unit's own bands first."""
        lines = _lines(sheet, field)
        placed: list[tuple[Array, Array]] = []
        for column, index in enumerate(field.indexes.values()):
            own, texts = field.band(index), self.texts[column]
            for label in sorted(texts, key=lambda label: label != own):
                look = font("small", bold=self.letters[column])
                size = np.array([width_of(texts[label], look), height_of(texts[label], look, 1.1)])
                centre = _place(sheet, column, _run(sheet, index, column, label), size, placed, lines)
                if centre is not None:
                    placed.append((centre, size))
                    right = centre[0] > float(sheet.at([(column, 0.0)])[0, 0])
                    settings = {"gid": f"band:{column}:{label}", "ma": "left" if right else "right"}
                    _write(sheet, centre, texts[label], look, own=label == own, **settings)


def _labels(index: Index) -> list[str]:
    bands = index.bands.reindex(index.table.index[: index.n])
    return [label for label in bands_by_rank(bands, index.definition.bands) if label != UNCLASSIFIED]


def _write(sheet: Sheet, centre: Array, text: str, look: Font, *, own: bool, **settings: Any) -> None:
    colour = focus() if own else muted()
    look_of = {"ha": "center", "va": "center", "zorder": 5, "bbox": HALO, "linespacing": 1.1, **settings}
    sheet.write(float(centre[0]), float(centre[1]), text, look, color=colour, **look_of)


def _run(sheet: Sheet, index: Index, column: int, label: str) -> tuple[float, float]:
    """Lower and upper end, in points, of the longest run of a band in its column."""
    bands, place, runs = list(index.bands.reindex(index.table.index[: index.n])), 0, []
    for name, run in groupby(bands):
        many = len(list(run))
        if name == label:
            runs.append((many, place))
        place += many
    many, start = max(runs)
    ends = sheet.at([(column, (start + many) / len(bands)), (column, start / len(bands))])[:, 1]
    return float(ends[0]), float(ends[1])


def _lines(sheet: Sheet, field: Field) -> Array:
    """(points, 2): points along every line and the thread from its end to its name, each a few points from the next."""
    parts = []
    for code in (*field.peers, field.unit):
        y = field.place(code)
        present = np.flatnonzero(~np.isnan(y))
        corners = sheet.at([(float(i), y[i]) for i in present])
        if len(corners):
            corners = np.vstack([corners, [sheet.box.left + sheet.box.width, corners[-1, 1]]])
        parts += [_along(a, b) for a, b in pairwise(corners)]
    return np.vstack(parts) if parts else np.empty((0, 2))


def _along(a: Array, b: Array) -> Array:
    steps = np.linspace(0, 1, max(2, int(np.hypot(*(b - a)) / STEP)))[:, None]
    return np.asarray(a + steps * (b - a))


def _place(
    sheet: Sheet,
    column: int,
    run: tuple[float, float],
    size: Array,
    placed: Sequence[tuple[Array, Array]],
    lines: Array,
) -> Array | None:
    """The middle of a name: beside its run, right of the strip if it can, where it covers least; None without room."""
    box, half = sheet.box, size / 2
    x = float(sheet.at([(column, 0.0)])[0, 0])
    aside = STRIP / 2 + GAP + half[0]
    low, high = box.bottom + half[1], box.bottom + box.height - half[1]
    heights = np.clip(np.arange(run[0] - 5 * size[1], run[1] + 5 * size[1], STEP), low, max(low, high))
    spots = np.array([(x + way * aside, y) for way in (1, -1) for y in heights])
    off = np.maximum(0.0, np.maximum(run[0] - spots[:, 1], spots[:, 1] - run[1]))
    cost = AWAY * off + 0.02 * np.abs(spots[:, 1] - sum(run) / 2) + 4.0 * (spots[:, 0] < x)
    cost += CROSSES * (np.abs(spots[:, None] - lines[None]) <= half + 1.0).all(axis=-1).sum(axis=1)
    for centre, other in placed:
        cost += COVERS * (np.abs(spots - centre) < half + other / 2 + 1.0).all(axis=-1)
    inside = (spots[:, 0] - half[0] >= box.left - 2) & (spots[:, 0] + half[0] <= box.left + box.width + 2)
    cost += COVERS * ~inside
    return np.asarray(spots[np.argmin(cost)]) if cost.min() < COVERS else None
