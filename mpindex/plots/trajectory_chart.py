"""Trajectories: a unit's rank or position over the years, its peers beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Unpack

import numpy as np
import pandas as pd

from mpindex.errors import OptionError
from mpindex.plots.sheet.band_spans import Range
from mpindex.plots.sheet.canvas import Margins, Sheet, bare
from mpindex.plots.sheet.layout import Layout
from mpindex.plots.sheet.lines import draw_line, line_names, year_axis
from mpindex.plots.sheet.names import Name, ends, name_ends, name_points
from mpindex.plots.sheet.placing import spread
from mpindex.plots.sheet.sources import captions
from mpindex.plots.sheet.style import focus, font, muted, peer, styled, tones
from mpindex.plots.sheet.tables import require
from mpindex.plots.sheet.texts import headed, height_of, longest_word, width_of, wrapped
from mpindex.plots.sheet.ticks import beside, label_y, number_y, rank_ticks, value_ticks
from mpindex.plots.sheet.units import name_of, require_units, subject
from mpindex.wording import number, ordinal, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@styled
def trajectory_lines(
    table: pd.DataFrame,
    unit: str,
    *,
    source: str | Sequence[str],
    about: str = "",
    quantity: str = "rank",
    low_is_best: bool = True,
    bands: Mapping[str, Range] | None = None,
    coverage: pd.DataFrame | None = None,
    events: Mapping[int, str] | None = None,
    names: Mapping[str, str] | None = None,
    **layout: Unpack[Layout],
) -> Axes:
    """Draw a line for each unit over the years, one of them stressed, all named at their ends.

    Parameters
    ----------
    table : pd.DataFrame
        Years x units; NaN where there is no score, and the line is broken there.
    unit : str
        The unit to stress, by code.
    source : str | Sequence[str]
        What the figures rest on; versions of it from the fullest to the shortest.
    about : str
        Which definition; begins the title.
    quantity : str
        What the values are: "rank", "position", "score".
    low_is_best : bool
        Whether small values stand on top.
    bands : Mapping[str, Range] | None
        Ranges to shade, best first: ``{"middle": (6, 36)}``; each end may also be a sequence, one value for each year
        (see `band_ranges`).
    coverage : pd.DataFrame | None
        Years x units: share of the weight that rests on figures. Marks are hollow where it is below the unit's largest.
    events : Mapping[int, str] | None
        What happened to the figures of the stressed unit, by year: "armed forces enter".
    names : Mapping[str, str] | None
        Display names by unit.
    **layout : Unpack[Layout]
        `title`, `subtitle`, `caption`, `figsize`, `dpi`, `ax` (see `mpindex.plots.sheet.layout.Layout`).

    Returns
    -------
    Axes
        Of the figure.

    Raises
    ------
    UnknownUnit
        `unit` is not a column.
    OptionError
        The table is empty or has no value of the unit for any year, or a wrong option.
    """
    require(table)
    unit = require_units(unit, table.columns)[0]
    table = table.sort_index().loc[:, table.notna().any()]
    if unit not in table.columns:
        raise OptionError(f"there is nothing to draw: {name_of(unit, names)} has no {quantity} in any year")
    codes = [*(str(code) for code in table.columns if code != unit), unit]
    sheet = Sheet(layout)
    labels = ends(sheet, line_names(table, codes, names), len(codes) - 1)
    limits = _limits(table, quantity)
    ticks = rank_ticks(*_ends(table), 6) if quantity == "rank" else value_ticks(*limits, 6)
    words = _band_words(sheet, bands or {})
    side = max((width_of(text, font("small")) for text in words.values()), default=0.0)
    ax = sheet.lay_out(
        body=max(190.0, min(0.5 * sheet.width, 250.0)),
        margins=Margins(beside(ticks) + height_of(1, font("label")) + 3.0, labels.room, 4.0),
        axis="",
        title=_titles(table[unit].dropna(), subject(unit, names), quantity, about),
        subtitle=_subtitles(
            quantity,
            low_is_best,
            any((_hollow(coverage, c, table.index) & table[c].notna()).any() for c in codes),
        ),
        caption=captions(source),
    )
    _frame(sheet, table, limits, ticks, quantity, low_is_best, side)
    _shade(sheet, table, bands or {}, quantity, words)
    looks = [peer(i) for i in range(len(codes) - 1)] + [{"color": focus(), "linestyle": "-"}]
    for code, look in zip(codes, looks, strict=True):
        draw_line(ax, table[code], look, own=code == unit, hollow=_hollow(coverage, code, table.index))
    last = [(float(table[code].dropna().index[-1]), float(table[code].dropna().iloc[-1])) for code in codes]
    name_ends(sheet, labels, last, [look["color"] for look in looks], [f"name:{code}" for code in codes])
    _events(sheet, table, unit, events or {})
    return ax


def _ends(table: pd.DataFrame) -> tuple[float, float]:
    return float(table.min().min()), float(table.max().max())


def _band_words(sheet: Sheet, bands: Mapping[str, Range]) -> dict[str, str]:
    """Names of bands, broken into lines where the figure is narrow."""
    look = font("small")
    most = max([0.13 * sheet.width, *(longest_word(label, look) for label in bands)])
    return {label: wrapped(label, most, look) for label in bands}


def _limits(table: pd.DataFrame, quantity: str) -> tuple[float, float]:
    low, high = _ends(table)
    pad = 0.06 * (high - low) or 1.0
    return (max(low - pad, 0.5), high + pad) if quantity == "rank" else (low - pad, high + pad)


def _frame(
    sheet: Sheet, table: pd.DataFrame, limits: tuple[float, float], ticks: list[float], quantity: str, turned: bool,
    side: float,
) -> None:  # fmt: skip
    ax = sheet.ax
    year_axis(sheet, table.index, left=side + 8.0 if side else 6.0)
    ax.set_ylim(*(limits[::-1] if turned else limits))
    number_y(ax, ticks)
    label = f"{quantity}{' (1 = top)' if quantity == 'rank' else ''}"
    label_y(ax, label, sheet.box.height, lines=1)
    bare(ax, "left", "bottom")


def _shade(
    sheet: Sheet, table: pd.DataFrame, bands: Mapping[str, Range], quantity: str, words: Mapping[str, str]
) -> None:
    """Bands behind the lines, named at the left; those out of sight, or without room for a name, are not named."""
    ax, look = sheet.ax, font("small")
    low, high = sorted(ax.get_ylim())
    half = 0.5 if quantity == "rank" else 0.0
    left, right = ax.get_xlim()
    years = np.array([left, *map(float, table.index), right])
    seen: list[tuple[str, float]] = []
    for (label, spans), shade in zip(bands.items(), tones(len(bands) + 1)[1:], strict=True):
        first, last = (np.broadcast_to(np.asarray(end, dtype=float), len(table)) for end in spans)
        a = np.clip(np.array([first[0], *first, first[-1]]) - half, low, high)
        b = np.clip(np.array([last[0], *last, last[-1]]) + half, low, high)
        ax.fill_between(years, a, b, where=b > a, color=shade, lw=0, zorder=0)
        if b[0] > a[0]:
            seen.append((label, float(a[0] + b[0]) / 2))
    at = sheet.at([(left, y) for _, y in seen])[:, 1] if seen else np.empty(0)
    centres = spread(
        at,
        [height_of(words[label], look) + 1 for label, _ in seen],
        sheet.box.bottom,
        sheet.box.bottom + sheet.box.height,
    )
    for (label, _), y in zip(seen, centres, strict=True):
        sheet.write(
            sheet.box.left + 4, float(y), words[label], look, va="center", color=muted(), gid=f"band:{label}"
        )


def _hollow(coverage: pd.DataFrame | None, code: str, years: pd.Index) -> Any:
    """Which years of a unit rest on fewer figures than its best year."""
    if coverage is None or code not in coverage.columns:
        return np.zeros(len(years), dtype=bool)
    share = coverage[code].reindex(years).to_numpy(dtype=float)
    return share < np.nanmax(share) - 1e-9


def _events(sheet: Sheet, table: pd.DataFrame, unit: str, events: Mapping[int, str]) -> None:
    line = table[unit]
    there = {year: text for year, text in events.items() if year in line.index and not np.isnan(line[year])}
    names = [
        Name((float(year), float(line[year])), text, f"event:{year}", True, focus(), 3)
        for year, text in there.items()
    ]
    years = np.repeat(np.array(table.index, dtype=float)[:, None], table.shape[1], axis=1)
    name_points(sheet, names, np.column_stack([years.ravel(), table.to_numpy(dtype=float).ravel()]))


def _written(value: float, quantity: str) -> str:
    """Write a value of the line for the title."""
    return {"rank": lambda: ordinal(round(value)), "position": lambda: percent(value)}.get(
        quantity, lambda: number(value)
    )()


def _titles(line: pd.Series, name: str, quantity: str, about: str) -> list[str]:
    first, last = line.index[0], line.index[-1]
    start, end = (_written(float(line.loc[year]), quantity) for year in (first, last))
    same = start == end
    if quantity == "position":
        start = f"{start} of the way down"
    if len(line) == 1:
        text = f"{name} stood {start} in {first}"
    elif same:
        text = f"{name} stood {start} in {first} and again in {last}"
    elif quantity == "position":
        text = f"{name} stood {start} in {first}, {end} in {last}"
    else:
        text = f"{name} went from {start} in {first} to {end} in {last}"
    return headed(about, [text])


def _subtitles(quantity: str, low_is_best: bool, hollow: bool) -> list[str]:
    text = f"{quantity.capitalize()} by year{', top is best' if low_is_best else ''}."
    if quantity == "position":
        text = "How far down the ranking, by year: 0 is its top, 1 its end."
    return [f"{text} Hollow: some figures are missing that year." if hollow else text, text]
