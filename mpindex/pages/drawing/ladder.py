"""The ladder: every unit by rank and score, bands behind, the units asked for and a few known ones named."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import numpy as np
from markupsafe import Markup

from mpindex.grammar.model import UNCLASSIFIED
from mpindex.index.index import Index
from mpindex.pages.drawing.labels import Labels
from mpindex.pages.drawing.svg import NARROW, WIDE, dots, drawing, element, shade, wide
from mpindex.plots.sheet.peers import default_peers
from mpindex.plots.sheet.placing import spread
from mpindex.plots.sheet.spans import bands_by_rank
from mpindex.plots.sheet.units import noun
from mpindex.typing import Array
from mpindex.wording import listed, ordinal

#: So many known units are named beside those asked for.
KNOWN = 6
_HEIGHT, _TOP, _BOTTOM, _SIDE = 250, 24, 36, 10
#: Between names of bands.
GAP = 8.0


def ladder(index: Index, units: Sequence[str]) -> Markup:
    """Return the ladder of one definition, wide and narrow.

    Parameters
    ----------
    index : Index
        What the definition says.
    units : sequence of str
        Codes of those to stress.
    """
    named = [*units, *(code for code in _known(index, units) if code not in units)]
    text = _alternative(index, units)
    return Markup("").join(_drawn(index, units, named, width, text) for width in (WIDE, NARROW))


def _known(index: Index, units: Sequence[str]) -> list[str]:
    """The first, those around the unit by place or kind, and the one in the middle."""
    order = list(index.table.index[: index.n])
    around = default_peers({index.definition.id: index}, units[0]) if len(units) == 1 else []
    return [code for code in [order[0], *around, order[len(order) // 2]] if code in order][: KNOWN + 1]


def _drawn(index: Index, units: Sequence[str], named: Sequence[str], width: int, text: str) -> Markup:
    order, scores = list(index.table.index[: index.n]), index.directed_scores
    x = _SIDE + (np.arange(index.n) + 0.5) * (width - 2 * _SIDE) / index.n
    y = _heights(scores[order].to_numpy(dtype=float))
    places = {code: (float(x[i]), float(y[i])) for i, code in enumerate(order)}
    others = [place for code, place in places.items() if code not in units]
    marks = [element("path", class_="units", d=dots(others))]
    marks += [
        element("circle", class_="asked", cx=places[c][0], cy=places[c][1], r=6) for c in units if c in places
    ]
    taken = [(at[0] - 6, at[1] - 6, at[0] + 6, at[1] + 6) for code, at in places.items() if code in units]
    taken += [(at[0] - 2, at[1] - 2, at[0] + 2, at[1] + 2) for at in places.values()]
    labels = Labels(0, _TOP, width, _HEIGHT - _BOTTOM, taken)
    names = [
        labels.place(
            *places[code], f"{index.dataset.names[code]} {int(index.ranks[code])}",
            "asked" if code in units else "", bold=code in units,
        )
        for code in named
        if code in places
    ]  # fmt: skip
    kind = f"{'wide' if width == WIDE else 'narrow'} ladder"
    return drawing(
        width, _HEIGHT, text, *_bands(index, order, x, width), *_axis(index, x, width), *marks, *names, kind=kind
    )  # fmt: skip


def _heights(scores: Array) -> Array:
    """Heights of scores, the best on top."""
    low, high = float(scores.min()), float(scores.max())
    room = _HEIGHT - _TOP - _BOTTOM - 24
    return np.asarray(_TOP + 12 + (high - scores) / ((high - low) or 1.0) * room)


def _bands(index: Index, order: Sequence[str], x: Array, width: int) -> list[Markup]:
    """Bands as shades behind the units that have them, named above their middle."""
    given = index.bands[list(order)]
    labels = bands_by_rank(given, index.definition.bands)
    if not labels:
        return []
    half, first = (width - 2 * _SIDE) / index.n / 2, 0
    runs: dict[str, str] = {}
    for label, run in groupby(given):
        many = len(list(run))
        a, b = float(x[first] - half), float(x[first + many - 1] + half)
        runs[label] = runs.get(label, "") + f"M{a:.1f} {_TOP}H{b:.1f}V{_HEIGHT - _BOTTOM}H{a:.1f}z"
        first += many
    elements = [
        element("path", class_="behind", style=shade(labels.index(label), len(labels)), d=path)
        for label, path in runs.items()
    ]
    return [*elements, *_band_names(given, labels, x, width)]


def _band_names(given: object, labels: Sequence[str], x: Array, width: int) -> list[Markup]:
    """Names above their bands, side by side; where they would stand above others the smallest bands go without."""
    values = np.asarray(given)
    spans = {label: (x[values == label].min(), x[values == label].max()) for label in labels}
    means = {label: float(x[values == label].mean()) for label in labels}
    named = sorted(labels, key=means.__getitem__)
    while named:
        half = np.array([wide(_called(label)) / 2 for label in named])
        centres = spread([means[label] for label in named], 2 * half + GAP, 0, width)
        off = np.abs(centres - np.clip(centres, *np.array([spans[label] for label in named]).T))
        if (off <= half + GAP).all() and (2 * half + GAP).sum() <= width:
            return [
                element("text", _called(label), class_="band", x=float(left), y=_TOP - 8)
                for label, left in zip(named, centres - half, strict=True)
            ]
        named.remove(min(named, key=lambda label: (values == label).sum()))
    return []


def _called(label: str) -> str:
    return "no band" if label == UNCLASSIFIED else label


def _axis(index: Index, x: Array, width: int) -> list[Markup]:
    """Ranks below, and what the height is."""
    bottom = _HEIGHT - _BOTTOM
    step = max(1, round(index.n / (4 if width == WIDE else 2) / 10) * 10) if index.n > 12 else 1
    ranks = sorted({1, *range(step, index.n + 1, step), index.n})
    ranks = [rank for rank in ranks if rank == index.n or index.n - rank >= step / 2]
    ticks = [
        element("text", str(rank), class_="tick", x=float(x[rank - 1]), y=bottom + 15, text_anchor="middle")
        for rank in ranks
    ]
    words = f"rank among {index.n} {noun(index)}; the higher a dot, the better the score"
    return [
        element("line", class_="axis", x1=_SIDE, y1=bottom, x2=width - _SIDE, y2=bottom), *ticks,
        element("text", words, class_="tick", x=width / 2, y=_HEIGHT - 4, text_anchor="middle"),
    ]  # fmt: skip


def _alternative(index: Index, units: Sequence[str]) -> str:
    names, n = index.dataset.names, index.n
    parts = [
        f"{names[code]} is {ordinal(int(index.ranks[code]))}" if index.ranks[code] == index.ranks[code]
        else f"{names[code]} has no score"
        for code in units
    ]  # fmt: skip
    first = names[index.table.index[0]]
    return f"All {n} {noun(index)} by rank and score: {listed(parts)}; first is {first}."
