"""The ladder: every unit by rank, the bands shaded, the units asked for named."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from mpindex.errors import OptionError
from mpindex.grammar.model import UNCLASSIFIED
from mpindex.plots.canvas import FOCUS, NORMAL, axes_for, bare, points, tones
from mpindex.plots.names import codes_of, name_points, noun
from mpindex.plots.placing import spread
from mpindex.plots.sources import source_of
from mpindex.plots.texts import extent, write_texts
from mpindex.typing import Array
from mpindex.wording import listed, ordinal

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

    from mpindex.index.index import Index

#: Scores whose largest is so many times their median are drawn on a log scale, or most units would lie on the floor.
SKEWED = 20.0


def ladder(index: Index, units: str | Iterable[str] = ("KAZ",), *, ax: Axes | None = None) -> Axes:
    """Draw all scored units by rank with their score, bands shaded and counted, some units named.

    Tied units stand side by side. Bands that mix in the ranking are shaded rank by rank.

    Parameters
    ----------
    index : Index
        What a definition says (see `Definition.apply`).
    units : str | Iterable[str]
        Codes, or for countries names, of the units to name. One without a score is named in the subtitle.
    ax : Axes | None
        Axes to draw on; a new figure when None.

    Raises
    ------
    UnknownUnit
        Naming every unit that the dataset does not have, with the nearest.
    """
    named = codes_of(index, units)
    table = index.table[index.table["score"].notna()]
    if not len(table):
        raise OptionError(f"there is nothing to draw: {index.definition.id} gives no unit a score")
    ax = axes_for(ax, 9.0, 5.2)
    labels = _bands(index, table)
    _rungs(ax, index, table, labels)
    there = [unit for unit in table.index if unit in set(named)]
    x = np.flatnonzero(table.index.isin(named)) + 1.0
    y = table.loc[there, "score"].to_numpy(dtype=float)
    ax.scatter(x, y, s=46, color=FOCUS, edgecolors="white", linewidths=0.8, zorder=5)
    write_texts(
        ax,
        title=_title(index, named),
        subtitle=_subtitle(index, named),
        source=source_of(index),
        above=18.0 if labels else 0.0,
    )
    _band_labels(ax, table, labels)
    names = [f"{index.dataset.names[unit]} {int(index.ranks[unit])}" for unit in there]
    dots = np.column_stack([np.arange(1, len(table) + 1), table["score"]])
    dots = np.concatenate(
        [dots, *[np.column_stack([x, y])] * 4]
    )  # a name must cover no named dot: each counts five times
    name_points(ax, np.column_stack([x, y]), names, dots, gids=[f"name:{unit}" for unit in there])
    return ax


def _bands(index: Index, table: pd.DataFrame) -> list[str]:
    """Bands that have members, the best ranked first; none where the definition draws no lines."""
    if not index.definition.bands:
        return []
    place = {label: np.median(np.flatnonzero(table["band"] == label)) for label in table["band"].unique()}
    return sorted(place, key=lambda label: (label == UNCLASSIFIED, place[label]))


def _rungs(ax: Axes, index: Index, table: pd.DataFrame, labels: list[str]) -> None:
    score, n = table["score"].to_numpy(dtype=float), len(table)
    shade = dict(zip(labels, tones(len(labels)), strict=True))
    position = 0
    for label, run in groupby(table["band"]):
        many = len(list(run))
        if label in shade:
            ax.axvspan(position + 0.5, position + many + 0.5, color=shade[label], lw=0, zorder=0)
        position += many
    ax.scatter(
        np.arange(1, n + 1), score, s=float(np.clip(1500 / n, 7, 40)), color="#4A5058", linewidths=0, zorder=3
    )
    ax.set_xlim(0.5 - 0.01 * n, n + 0.5 + 0.01 * n)
    ax.set_xticks([1, *(tick for tick in ax.get_xticks() if 1 < tick <= n and tick % 1 == 0)])
    ax.set_xlim(0.5 - 0.01 * n, n + 0.5 + 0.01 * n)
    ax.set_xlabel(f"rank among {n} {noun(index)} (1 = top)", fontsize=NORMAL)
    ax.set_ylabel(
        f"score{_scale(ax, score)}{', low is best' if index.plan.model.low_is_best else ''}",
        fontsize=NORMAL,
    )
    if index.plan.model.low_is_best:
        ax.invert_yaxis()
    ax.tick_params(labelsize=NORMAL)
    bare(ax, "left", "bottom")


def _scale(ax: Axes, score: Array) -> str:
    """Choose the scale of the scores and say which."""
    if score.min() < 0 or score.max() <= SKEWED * np.median(score):
        return ""
    if score.min() > 0:
        ax.set_yscale("log")
        return " (log scale)"
    ax.set_yscale("symlog", linthresh=float(score[score > 0].min()))
    return " (log scale, zero at the foot)"


def _band_labels(ax: Axes, table: pd.DataFrame, labels: list[str]) -> None:
    """Write each band with its count above its shade; all in one row, or in more where they do not fit."""
    if not labels:
        return
    shade = dict(zip(labels, tones(len(labels)), strict=True))
    count = table["band"].value_counts()
    texts = [f"{label}: {count[label]}" for label in labels]
    wide = [extent(ax, text, fontsize=NORMAL)[0] + 12 * points(ax) for text in texts]
    middle = [np.flatnonzero(table["band"] == label).mean() + 1 for label in labels]
    pixels = ax.transData.transform([(x, table["score"].iloc[0]) for x in middle])[:, 0]
    centres = spread(pixels, wide, ax.bbox.x0, ax.bbox.x1)
    for label, text, centre in zip(labels, texts, centres, strict=True):
        ax.annotate(
            text,
            ((centre - ax.bbox.x0) / ax.bbox.width, 1),
            (0, 11),
            xycoords="axes fraction",
            textcoords="offset points",
            ha="center",
            va="center",
            fontsize=NORMAL,
            parse_math=False,
            annotation_clip=False,
            gid=f"band:{label}",
            bbox={
                "boxstyle": "square,pad=0.25",
                "facecolor": shade[label],
                "edgecolor": "#9AA5B1",
                "linewidth": 0.5,
            },
        )


# words -----------------------------------------------------------------------


def _title(index: Index, named: list[str]) -> str:
    scored = [unit for unit in index.table.index if unit in set(named) and np.isfinite(index.scores[unit])]
    what = index.definition.title
    if not scored:
        return f"{what}: {index.n} {noun(index)} ranked"
    names = index.dataset.names
    if len(scored) == 1:
        return f"{what}: {names[scored[0]]} is {_standing(index, scored[0])}"
    if len(scored) > 5:
        best, worst = scored[0], scored[-1]
        return (
            f"{what}: {len(scored)} named {noun(index)}, from {names[best]} ({ordinal(int(index.ranks[best]))}) to"
            f" {names[worst]} ({ordinal(int(index.ranks[worst]))}) of {index.n}"
        )
    bands = {index.bands[unit] for unit in scored} if index.definition.bands else set()
    own = [f" ({_band(index.bands[unit])})" if len(bands) > 1 else "" for unit in scored]
    said = listed(
        [
            f"{names[unit]} {ordinal(int(index.ranks[unit]))}{band}"
            for unit, band in zip(scored, own, strict=True)
        ]
    )
    shared = f", all {_band(bands.pop())}" if len(bands) == 1 else ""
    return f"{what}: {said} of {index.n} {noun(index)}{shared}"


def _standing(index: Index, unit: str) -> str:
    """54th of 195 states, 'small' like 158 others, 18 ranks below 'middle'."""
    row, (same, n) = index.table.loc[unit].to_dict(), index.base_rate(unit)
    text = f"{ordinal(int(row['rank']))} of {n} {noun(index)}"
    if not index.definition.bands:
        return text
    others = f"like {same - 1} other{'s' if same != 2 else ''}" if same > 1 else "alone"
    text += f", {_band(row['band'])} {others}"
    if isinstance(row["next_band"], str):
        last = index.ranks[index.bands == row["next_band"]].max()
        below = int(row["rank"] - last)
        if row["gap"] >= 0 and below > 0:
            text += f", {below} rank{'s' if below != 1 else ''} below {_band(row['next_band'])}"
    return text


def _band(label: str) -> str:
    return "in no band" if label == UNCLASSIFIED else f"'{label}'"


def _subtitle(index: Index, named: list[str]) -> str:
    missing = [index.dataset.names[unit] for unit in named if not np.isfinite(index.scores[unit])]
    lacking = len(index.units) - index.n
    parts = [index.definition.question]
    if missing:
        parts.append(f"No score for {listed(missing)}: figures are missing.")
    elif lacking:
        parts.append(f"{lacking} of {len(index.units)} {noun(index)} have no score.")
    return " ".join(part for part in parts if part)
