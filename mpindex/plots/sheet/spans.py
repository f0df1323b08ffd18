"""Bands along a ranking: their order, their shades, and their labels above the axes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from mpindex.grammar.model import UNCLASSIFIED
from mpindex.plots.sheet.canvas import Sheet
from mpindex.plots.sheet.placing import spread
from mpindex.plots.sheet.style import font, hairline, tones
from mpindex.plots.sheet.texts import height_of, width_of

if TYPE_CHECKING:
    import pandas as pd

#: Height of the row of labels: a line, its box, and the gap to the axes.
BOX, GAP = 4.0, 5.0


def bands_by_rank(bands: pd.Series, declared: Sequence[str]) -> list[str]:
    """Return the bands that have members, the best ranked first; none where the definition draws no lines.

    Parameters
    ----------
    bands : pd.Series
        Band of each scored unit, best unit first.
    declared : Sequence[str]
        Bands of the definition.
    """
    if not declared:
        return []
    place = {label: float(np.median(np.flatnonzero(bands == label))) for label in bands.unique()}
    return sorted(place, key=lambda label: (label == UNCLASSIFIED, place[label]))


def label_room(labels: Sequence[str]) -> float:
    """Return the room in points above the axes for the labels of bands."""
    return height_of(1, font("small")) + 2 * BOX + GAP if labels else 0.0


def band_labels(sheet: Sheet, bands: pd.Series, labels: Sequence[str]) -> None:
    """Write each band with its count above its shade, all in one row; counts go where there is no room, then small bands.

    Parameters
    ----------
    sheet : Sheet
        With axes on which the unit of rank i stands at i.
    bands : pd.Series
        Band of each scored unit, best unit first.
    labels : Sequence[str]
        The bands, best first.
    """
    look, count = font("small"), bands.value_counts()
    shade = dict(zip(labels, tones(len(labels)), strict=True))
    words = {label: "no band" if label == UNCLASSIFIED else label for label in labels}
    kept = list(labels)
    texts = [f"{words[label]}: {count[label]}" for label in kept]
    if sum(_wide(text) for text in texts) > sheet.box.width:
        texts = [words[label] for label in kept]
    while len(kept) > 1 and sum(_wide(text) for text in texts) > sheet.box.width:
        smallest = min(range(len(kept)), key=lambda i: count[kept[i]])
        del kept[smallest], texts[smallest]
    middle = [float(np.flatnonzero(bands == label).mean()) + 1 for label in kept]
    at = sheet.at([(x, sheet.ax.get_ylim()[0]) for x in middle])[:, 0]
    centres = spread(at, [_wide(text) for text in texts], sheet.box.left, sheet.box.left + sheet.box.width)
    height = sheet.box.bottom + sheet.box.height + GAP + BOX + height_of(1, look) / 2
    for label, text, x in zip(kept, texts, centres, strict=True):
        box = {
            "boxstyle": "square,pad=0.25",
            "facecolor": shade[label],
            "edgecolor": hairline(),
            "linewidth": 0.5,
        }
        sheet.write(float(x), height, text, look, ha="center", va="center", gid=f"band:{label}", bbox=box)


def _wide(text: str) -> float:
    return width_of(text, font("small")) + 9.0
