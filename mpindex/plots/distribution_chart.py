"""How scores are spread, and where several band rules cut them."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from itertools import groupby
from typing import TYPE_CHECKING, Unpack

import numpy as np
import pandas as pd

from mpindex.errors import OptionError
from mpindex.grammar.model import UNCLASSIFIED
from mpindex.plots.canvas import Margins, Sheet, bare
from mpindex.plots.layout import Layout
from mpindex.plots.rows import fit_rows
from mpindex.plots.scales import scale_of
from mpindex.plots.style import focus, font, hairline, ink, muted, quiet, styled, tones
from mpindex.plots.texts import fitted, headed, height_of, width_of
from mpindex.plots.ticks import number_x, room
from mpindex.plots.units import name_of, require_units

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Rows that the heap of dots takes, and bins of the heap for so many points of width.
HEAP, BIN = 4, 6.0
#: Height of a strip of bands, in rows.
STRIP = 0.56


@styled
def distribution(
    scores: pd.Series,
    rules: Mapping[str, pd.Series],
    unit: str | None = None,
    *,
    source: str,
    label: str = "score",
    about: str = "",
    low_is_best: bool = False,
    log: bool | None = None,
    names: Mapping[str, str] | None = None,
    **layout: Unpack[Layout],
) -> Axes:
    """Draw all scores as a heap of dots, and under it, rule by rule, where bands are cut.

    Parameters
    ----------
    scores : pd.Series
        By unit; NaN is left out.
    rules : Mapping[str, pd.Series]
        Name of each rule, and the band (a label or a class number) that it gives each unit; missing is no band.
    unit : str | None
        The unit to stress, by code.
    source : str
        What the figures rest on.
    label : str
        What the scores are; the label of the axis.
    about : str
        Which definition; begins the title.
    low_is_best : bool
        Whether small scores are the best; the axis then runs the other way.
    log : bool | None
        Whether by powers of ten; where the scores ask for it when None.
    names : Mapping[str, str] | None
        Display names by unit.
    **layout : Unpack[Layout]
        `title`, `subtitle`, `caption`, `figsize`, `ax` (see `mpindex.plots.layout.Layout`).

    Returns
    -------
    Axes
        Of the figure.

    Raises
    ------
    UnknownUnit
        `unit` has no score.
    OptionError
        No scores, no rules, or a wrong option.
    """
    scores = scores.astype(float).dropna()
    if not len(scores) or not rules:
        raise OptionError("there is nothing to draw: give scores of at least one unit, and at least one rule")
    asked = require_units(unit, scores.index)[0] if unit is not None else None
    cuts = {rule: bands.reindex(scores.index) for rule, bands in rules.items()}
    sheet = Sheet(layout)
    many = len(cuts)
    fit = fit_rows(sheet, list(cuts), gids=[f"rule:{i}" for i in range(many)], least=30.0, even=True)
    scale = scale_of(
        np.asarray(scores, dtype=float), label, low_is_best=low_is_best, log=log,
        most=room(sheet.width - fit.room, "1,000 m", font("tick")),
    )  # fmt: skip
    ax = sheet.lay_out(
        body=fit.pitch * (many + HEAP * 0.6),
        margins=Margins(fit.room, 6.0, height_of(1, font("label")) + 4.0),
        axis=scale.label,
        title=_titles(cuts, asked, names, about),
        subtitle=_subtitles(len(scores)),
        caption=[f"Source: {source}"],
    )
    scale.apply(ax, "x")
    number_x(ax, scale.ticks, scale.label, sheet.box.width)
    ax.set_ylim(many - 0.5, -0.5 - 0.6 * HEAP)
    fit.name(sheet, sheet.box.height / (many + 0.6 * HEAP))
    bare(ax, "bottom")
    _heap(sheet, scores, asked, names)
    for row, bands in enumerate(cuts.values()):
        _strip(sheet, row, scores, bands, asked, turned=low_is_best)
    return ax


def _heap(sheet: Sheet, scores: pd.Series, asked: str | None, names: Mapping[str, str] | None) -> None:
    """Every unit as a dot, piled up where many stand close; the one asked for with a line through all rules."""
    at = sheet.at(np.column_stack([scores, np.full(len(scores), -0.6)]))[:, 0]
    bins = np.round((at - sheet.box.left) / BIN).astype(int)
    level = pd.Series(bins).groupby(bins).cumcount().to_numpy()
    top, floor = -0.5 - 0.6 * HEAP + 0.1, -0.62
    step = min(0.2, (floor - top) / max(int(level.max()), 1))
    y = floor - level * step
    sheet.ax.scatter(scores, y, s=10, color=quiet(), linewidths=0, zorder=2)
    if asked is None:
        return
    x, own = float(scores[asked]), list(scores.index).index(asked)
    sheet.ax.axvline(x, color=focus(), lw=1.0, zorder=3)
    sheet.ax.scatter([x], [y[own]], s=40, color=focus(), edgecolors="white", linewidths=0.8, zorder=5)
    look = font("label", bold=True)
    name = fitted(name_of(asked, names), sheet.box.width, look, 1)
    half = width_of(name, look) / 2
    centre = float(np.clip(at[own], sheet.box.left + half, sheet.box.left + sheet.box.width - half))
    height = sheet.box.bottom + sheet.box.height + 2
    sheet.write(centre, height, name, look, ha="center", va="bottom", color=focus(), gid=f"name:{asked}")


def _strip(
    sheet: Sheet, row: int, scores: pd.Series, bands: pd.Series, asked: str | None, *, turned: bool
) -> None:
    """One rule: runs of units with the same band, cut half-way to the next unit, each named where it fits."""
    order = scores.sort_values(ascending=turned, kind="stable").index[::-1]
    values, labels = scores[order].to_numpy(), [_key(bands[code]) for code in order]
    ranked = list(dict.fromkeys(label for label in reversed(labels) if label is not None))
    shades = dict(zip(ranked, tones(len(ranked)), strict=True))
    left, right = sorted(sheet.ax.get_xlim())
    edge, place = (right if turned else left), 0
    for label, run in groupby(labels):
        place += len(list(run))
        end = _between(values, place) if place < len(values) else (left if turned else right)
        a, b = sorted((edge, end))
        edge = end
        shade = shades.get(label, (1.0, 1.0, 1.0, 1.0))
        sheet.ax.barh(row, b - a, left=a, height=STRIP, color=shade, ec=hairline(), lw=0.6, zorder=1)
        inside = asked is not None and _key(bands[asked]) == label
        _band_name(sheet, row, (a, b), label, bold=inside)


def _key(band: object) -> Hashable:
    return None if pd.isna(band) or band == UNCLASSIFIED else str(band)  # type: ignore[call-overload]


def _between(values: np.ndarray, place: int) -> float:
    return float((values[place - 1] + values[place]) / 2)


def _band_name(sheet: Sheet, row: int, ends: tuple[float, float], label: Hashable, *, bold: bool) -> None:
    look = font("small", bold=bold)
    (x0, y), (x1, _) = sheet.at([(ends[0], row), (ends[1], row)])
    x0, x1 = sorted((float(x0), float(x1)))
    text = "no band" if label is None else str(label)
    if width_of(text, look) + 4 <= x1 - x0:
        colour = focus() if bold else ink() if label is not None else muted()
        sheet.write((x0 + x1) / 2, float(y), text, look, ha="center", va="center", color=colour, zorder=4,
                    gid=f"band:{row}:{text}")  # fmt: skip


def _titles(
    cuts: Mapping[str, pd.Series], asked: str | None, names: Mapping[str, str] | None, about: str
) -> list[str]:
    if asked is None:
        texts = [
            f"{len(cuts)} rules cut the same scores" if len(cuts) > 1 else "Where the rule cuts the scores"
        ]
    else:
        own = [_key(bands[asked]) for bands in cuts.values()]
        most = max(set(own), key=lambda band: (own.count(band), -own.index(band)))
        band = "in no band" if most is None else f"'{most}'"
        texts = [f"{name_of(asked, names)} is {band} under {own.count(most)} of {len(own)} rules"]
        if len(own) == 1:
            texts = [f"{name_of(asked, names)} is {band}"]
    return headed(about, texts)


def _subtitles(many: int) -> list[str]:
    text = f"Above: {many} units, one dot each. Below: bands that each rule makes of the same scores."
    return [text, f"{many} units, one dot each."]
