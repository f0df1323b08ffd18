"""How scores are spread, and where several band rules cut them."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING, Unpack

import numpy as np
import pandas as pd

from mpindex.errors import OptionError
from mpindex.grammar.model import UNCLASSIFIED
from mpindex.plots.sheet.canvas import Margins, Sheet, bare
from mpindex.plots.sheet.layout import Layout
from mpindex.plots.sheet.placing import spread
from mpindex.plots.sheet.rows import fit_rows
from mpindex.plots.sheet.scales import scale_of
from mpindex.plots.sheet.sources import captions
from mpindex.plots.sheet.style import focus, font, hairline, ink, muted, quiet, readable, styled, tones
from mpindex.plots.sheet.texts import fitted, headed, height_of, width_of
from mpindex.plots.sheet.ticks import number_x, room
from mpindex.plots.sheet.units import name_of, require_units, subject

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: Rows that the heap of dots takes, and bins of the heap for so many points of width.
HEAP, BIN = 4, 6.0
#: Height of a strip of bands, in rows; below it there is room for names.
STRIP = 0.42
#: Height of a row in points.
PITCH = 38.0


@styled
def distribution(
    scores: pd.Series,
    rules: Mapping[str, pd.Series],
    unit: str | None = None,
    *,
    source: str | Sequence[str],
    label: str = "score",
    about: str = "",
    low_is_best: bool = False,
    log: bool | None = None,
    names: Mapping[str, str] | None = None,
    noun: str = "units",
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
    source : str | Sequence[str]
        What the figures rest on; versions of it from the fullest to the shortest.
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
    noun : str
        What the units are called: "states", say.
    **layout : Unpack[Layout]
        `title`, `subtitle`, `caption`, `figsize`, `dpi`, `ax` (see `mpindex.plots.sheet.layout.Layout`).

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
    fit = fit_rows(sheet, list(cuts), gids=[f"rule:{i}" for i in range(many)], least=PITCH, even=True)
    scale = scale_of(
        np.asarray(scores, dtype=float), label, low_is_best=low_is_best, log=log,
        most=room(sheet.width - fit.room, "1,000 m", font("tick")),
    )  # fmt: skip
    ax = sheet.lay_out(
        body=fit.pitch * (many + HEAP * 0.6),
        margins=Margins(fit.room, 6.0, height_of(1, font("label")) + 4.0),
        axis=scale.label,
        title=_titles(cuts, asked, names, about),
        subtitle=_subtitles(len(scores), noun, len(cuts)),
        caption=captions(source),
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
    foot = sheet.ax.get_ylim()[0] - 0.5 + STRIP / 2
    sheet.ax.plot([x, x], [foot, sheet.ax.get_ylim()[1]], color=focus(), lw=1.0, ls="-", marker="", zorder=3)
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
    """One rule: runs of units with the same band, cut half-way to the next unit, every band named in or under one."""
    runs = list(_runs(sheet, scores, bands, turned=turned))
    ranked = list(
        dict.fromkeys(label for label, _, _ in (runs if turned else runs[::-1]) if label is not None)
    )
    shades = dict(zip(ranked, tones(len(ranked)), strict=True)) | {None: (1.0, 1.0, 1.0, 1.0)}
    own = _key(bands[asked]) if asked is not None else None
    widest: dict[Hashable, tuple[float, float]] = {}
    named: set[Hashable] = set()
    for label, left, right in runs:
        sheet.ax.barh(
            row,
            right - left,
            left=left,
            height=STRIP,
            color=shades[label],
            ec=hairline(),
            lw=0.6,
            zorder=1,
        )
        (x0, y), (x1, _) = sheet.at([(left, row), (right, row)])
        if label not in widest or abs(x1 - x0) > np.ptp(widest[label]):
            widest[label] = (float(x0), float(x1))
        text, look = _word(label), font("small", bold=label == own and label is not None)
        if width_of(text, look) + 4 <= abs(x1 - x0):
            named.add(label)
            look_of = {"ha": "center", "va": "center", "zorder": 4, "gid": f"band:{row}:{text}"}
            sheet.write((x0 + x1) / 2, float(y), text, look, color=readable(shades[label]), **look_of)
    rest = {label: ends for label, ends in widest.items() if label not in named}
    if _roomy(sheet):
        _under(sheet, row, rest, own)


def _runs(
    sheet: Sheet, scores: pd.Series, bands: pd.Series, *, turned: bool
) -> Iterator[tuple[Hashable, float, float]]:
    """Band, left and right end of each run of units, from the left in scores, or from the right on a turned axis."""
    order = scores.sort_values(ascending=turned, kind="stable").index[::-1]
    values, labels = scores[order].to_numpy(), [_key(bands[code]) for code in order]
    left, right = sorted(sheet.ax.get_xlim())
    edge, place = (right if turned else left), 0
    for label, run in groupby(labels):
        place += len(list(run))
        end = _between(values, place) if place < len(values) else (left if turned else right)
        yield label, min(edge, end), max(edge, end)
        edge = end


def _roomy(sheet: Sheet) -> bool:
    """Whether there is room for names under the strips."""
    return sheet.box.height / float(np.ptp(sheet.ax.get_ylim())) >= 0.9 * PITCH


def _under(sheet: Sheet, row: int, rest: Mapping[Hashable, tuple[float, float]], own: Hashable) -> None:
    """Names of bands that fit none of their runs, under the strip, each with a thread to its widest run."""
    if not rest:
        return
    look, most = font("small"), sheet.box.width / len(rest) - 4.0
    texts = [fitted(_word(label), most, look, 1) for label in rest]
    wanted = [(x0 + x1) / 2 for x0, x1 in rest.values()]
    sizes = [width_of(text, look) + 5.0 for text in texts]
    centres = spread(wanted, sizes, sheet.box.left, sheet.box.left + sheet.box.width)
    foot = float(sheet.at([(sheet.ax.get_xlim()[0], row + STRIP / 2)])[0, 1])
    for label, text, x, centre in zip(rest, texts, wanted, centres, strict=True):
        sheet.ax.plot(
            [x, centre],
            [foot, foot - 3.5],
            color=muted(),
            lw=0.6,
            ls="-",
            marker="",
            transform=sheet.points,
            zorder=2,
        )
        look_of = {"ha": "center", "va": "top", "gid": f"band:{row}:{text}"}
        sheet.write(
            float(centre), foot - 3.0, text, look, color=focus() if label == own else ink(), **look_of
        )


def _word(label: Hashable) -> str:
    return "no band" if label is None else str(label)


def _key(band: object) -> Hashable:
    return None if pd.isna(band) or band == UNCLASSIFIED else str(band)  # type: ignore[call-overload]


def _between(values: np.ndarray, place: int) -> float:
    return float((values[place - 1] + values[place]) / 2)


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
        texts = [f"{subject(asked, names)} is {band} under {own.count(most)} of {len(own)} rules"]
        if len(own) == 1:
            texts = [f"{subject(asked, names)} is {band}"]
    return headed(about, texts)


def _subtitles(many: int, noun: str, rules: int) -> list[str]:
    below = "bands that each rule makes of the same scores" if rules > 1 else "the bands"
    return [f"Above: {many} {noun}, one dot each. Below: {below}.", f"{many} {noun}, one dot each."]
