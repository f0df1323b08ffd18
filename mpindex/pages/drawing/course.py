"""The course of a unit through the years: its rank, bands behind, those beside it thin, marks where figures come or go."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from markupsafe import Markup

from mpindex.analysis.trajectory.result import Trajectory
from mpindex.pages.drawing.svg import NARROW, WIDE, dots, drawing, element, line, shade, wide
from mpindex.plots.sheet.band_spans import band_ranges
from mpindex.plots.sheet.placing import spread
from mpindex.typing import Array
from mpindex.wording import ordinal

_HEIGHT, _TOP, _BOTTOM, _LEFT = 300, 14, 30, 40


def course(rise: Trajectory, units: Sequence[str], marks: Mapping[int, str]) -> Markup:
    """Return the ranks of some units and their peers through the years, wide and narrow.

    Parameters
    ----------
    rise : Trajectory
        Of the first of the units; its peers are drawn thin.
    units : sequence of str
        Codes of those to stress.
    marks : mapping of int to str
        By year, the letter that stands at the line of the first where one of its figures enters or leaves.
    """
    text = _alternative(rise, units)
    return Markup("").join(_drawn(rise, units, marks, width, text) for width in (WIDE, NARROW))


class _Frame:
    """Where years and ranks lie."""

    def __init__(self, ranks: pd.DataFrame, width: int, right: float) -> None:
        low, high = float(np.nanmin(ranks.to_numpy())), float(np.nanmax(ranks.to_numpy()))
        pad = max(2.0, 0.08 * (high - low))
        self.low, self.high = max(0.5, low - pad), high + pad
        self.first, self.last = int(ranks.index[0]), int(ranks.index[-1])
        self.width, self.right = width, right

    def x(self, years: object) -> Array:
        room = self.width - _LEFT - self.right - 8
        return np.asarray(
            _LEFT + 4 + (np.asarray(years, float) - self.first) / max(self.last - self.first, 1) * room
        )

    def y(self, ranks: object) -> Array:
        part = (np.asarray(ranks, float) - self.low) / (self.high - self.low)
        return np.asarray(_TOP + np.clip(part, 0, 1) * (_HEIGHT - _TOP - _BOTTOM))


def _drawn(rise: Trajectory, units: Sequence[str], marks: Mapping[int, str], width: int, text: str) -> Markup:
    codes = [*(code for code in rise.drawn if code not in units), *units]
    ranks = rise.ranks[codes].loc[:, rise.ranks[codes].notna().any()]
    names = {str(code): _short(rise.dataset.names[str(code)], width) for code in ranks}
    right = max(wide(name, bold=code in units) for code, name in names.items()) + 10
    frame = _Frame(ranks, width, right)
    inside = [*_bands(rise, frame), *_axes(frame, width), *_lines(rise, ranks, units, frame)]
    inside += [*_ends(ranks, units, names, frame), *_letters(ranks, units[0], marks, frame)]
    return drawing(width, _HEIGHT, text, *inside, kind=f"{'wide' if width == WIDE else 'narrow'} course")


def _short(name: str, width: int) -> str:
    most = 14 if width == NARROW else 26
    return name if len(name) <= most else f"{name[: most - 1].rstrip()}…"


def _bands(rise: Trajectory, frame: _Frame) -> list[Markup]:
    """Bands as shades, named at the left where they are seen."""
    ranges = band_ranges(rise.ranks, rise.bands)
    elements, names = [], []
    x, above = frame.x(rise.ranks.index), np.full(len(rise.ranks), -np.inf)
    for place, (label, (first, last)) in enumerate(ranges.items()):
        top, bottom = np.fmax(np.asarray(first, float) - 0.5, above), np.asarray(last, float) + 0.5
        above = np.fmax(above, bottom)  # where two bands mix, the better one is shown
        seen = np.isfinite(top) & (
            np.clip(bottom, frame.low, frame.high) > np.clip(top, frame.low, frame.high)
        )
        if not seen.any():
            continue
        a, b = frame.y(top[seen]), frame.y(bottom[seen])
        points = [*zip(x[seen], a, strict=True), *zip(x[seen][::-1], b[::-1], strict=True)]
        elements.append(
            element("path", class_="behind", style=shade(place, len(ranges)), d=f"{line(points)}z")
        )
        names.append((label, float(a[0] + b[0]) / 2))
    heights = spread([y for _, y in names], [14.0] * len(names), _TOP, _HEIGHT - _BOTTOM)
    elements += [
        element("text", label, class_="band", x=_LEFT + 8, y=float(y) + 4)
        for (label, _), y in zip(names, heights, strict=True)
    ]
    return elements


def _axes(frame: _Frame, width: int) -> list[Markup]:
    years = [year for year in range(frame.first, frame.last + 1) if year % (5 if width == WIDE else 10) == 0]
    years = sorted(
        {frame.first, *(y for y in years if y - frame.first > 2 and frame.last - y > 2), frame.last}
    )
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100, 500) if (frame.high - frame.low) / step <= 7)
    ranks = [
        rank
        for rank in range(1, int(frame.high) + 1)
        if (rank == 1 or rank % step == 0) and rank >= frame.low
    ]
    ranks = [rank for rank in ranks if rank != 1 or step == 1 or step - 1 > step / 2]
    elements = [
        element(
            "text", str(year), class_="tick", x=float(frame.x(year)), y=_HEIGHT - 10, text_anchor="middle"
        )
        for year in years
    ]
    for rank in ranks:
        y = float(frame.y(rank))
        elements.append(element("line", class_="grid", x1=_LEFT, y1=y, x2=width - frame.right, y2=y))
        elements.append(
            element("text", ordinal(rank), class_="tick", x=_LEFT - 4, y=y + 4, text_anchor="end")
        )
    return elements


def _lines(rise: Trajectory, ranks: pd.DataFrame, units: Sequence[str], frame: _Frame) -> list[Markup]:
    """A line for each unit, broken where it has no rank; marks hollow where it lacks figures that it has elsewhere."""
    elements = []
    for code in ranks:
        kind = "asked" if code in units else "peer"
        for part in _parts(ranks[code]):
            points = [*zip(frame.x(part.index), frame.y(part), strict=True)]
            elements.append(element("path", class_=f"course {kind}", d=line(points)))
        if code in units:
            elements += _dots(rise, ranks[code].dropna(), str(code), frame)
    return elements


def _parts(column: pd.Series) -> list[pd.Series]:
    run = column.isna().cumsum()
    return [part.dropna() for _, part in column.groupby(run) if part.notna().any()]


def _dots(rise: Trajectory, column: pd.Series, code: str, frame: _Frame) -> list[Markup]:
    coverage = dict(rise.coverage[code].items())
    full = max(coverage.values()) - 1e-9
    places = {year: (float(frame.x(year)), float(frame.y(rank))) for year, rank in column.items()}
    hollow = [place for year, place in places.items() if coverage[year] < full]
    every = element("path", class_="dots", d=dots([*places.values()]))
    return [every, element("path", class_="hollow", d=dots(hollow))] if hollow else [every]


def _ends(ranks: pd.DataFrame, units: Sequence[str], names: Mapping[str, str], frame: _Frame) -> list[Markup]:
    """Names at the ends of the lines, moved apart."""
    last = {str(code): ranks[code].dropna() for code in ranks}
    heights = [float(frame.y(column.iloc[-1])) for column in last.values()]
    spread_out = spread(heights, [15.0] * len(heights), _TOP - 6, _HEIGHT - _BOTTOM + 6)
    at = float(frame.x(frame.last)) + 8
    return [
        element(
            "text",
            names[code],
            class_=f"name {'asked' if code in units else ''}".strip(),
            x=at,
            y=float(y) + 4,
        )
        for code, y in zip(last, spread_out, strict=True)
    ]


def _letters(ranks: pd.DataFrame, unit: str, marks: Mapping[int, str], frame: _Frame) -> list[Markup]:
    known = dict(ranks[unit].dropna().items()) if unit in ranks else {}
    return [
        element(
            "text", letter, class_="letter", x=float(frame.x(year)), y=float(frame.y(known[year])) - 10,
            text_anchor="middle",
        )
        for year, letter in marks.items()
        if year in known
    ]  # fmt: skip


def _alternative(rise: Trajectory, units: Sequence[str]) -> str:
    parts = []
    for code in units:
        column = rise.ranks[code].dropna()
        name = rise.dataset.names[code]
        if not len(column):
            parts.append(f"{name} has no rank in any of these years")
            continue
        first, last, best = (ordinal(int(v)) for v in (column.iloc[0], column.iloc[-1], column.min()))
        parts.append(
            f"{name}: {first} in {column.index[0]}, {last} in {column.index[-1]}, best {best} in {column.idxmin()}"
        )
    return f"Rank by year, 1st on top. {'. '.join(parts)}."
