"""Acceptability bars: in what share of the draws a unit gets each band, with the error of that share."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Unpack

import numpy as np

from mpindex.errors import OptionError
from mpindex.grammar.model import MIDDLE_OF_PACK, UNCLASSIFIED
from mpindex.plots.sheet.canvas import Margins, Sheet, bare
from mpindex.plots.sheet.layout import Layout
from mpindex.plots.sheet.rows import Rows, fit_rows
from mpindex.plots.sheet.sources import captions
from mpindex.plots.sheet.style import BARS, font, ink, styled, tones
from mpindex.plots.sheet.tables import require
from mpindex.plots.sheet.texts import fitted, headed, height_of, longest_word, width_of
from mpindex.plots.sheet.units import name_of, require_units, subject
from mpindex.typing import Array
from mpindex.wording import hundredths
from mpindex.wording import percent as in_words

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

#: Between two columns of bars, and between a bar and its figure, in points.
GUTTER, GAP = 9.0, 4.0
#: Below this length in points a bar says nothing, and the figure stands alone on its shade.
LEAST_BAR = 14.0
#: The longest name of a band where names stand upright, in points.
UPRIGHT = 80.0
#: What being in no band is called.
UNBANDED = "no band"
#: A band whose largest share is smaller than this does not occur.
NEVER = 1e-9


@styled
def acceptability_bars(
    bands: pd.DataFrame,
    errors: pd.DataFrame | None = None,
    *,
    source: str | Sequence[str],
    about: str = "",
    unit: str | None = None,
    names: Mapping[str, str] | None = None,
    rows: str = "unit",
    noun: str = "units",
    **layout: Unpack[Layout],
) -> Axes:
    """Draw the shares of bands, a row for each unit and a column of bars for each band that occurs.

    Parameters
    ----------
    bands : pd.DataFrame
        Units x bands, shares of draws, 0 to 1. A missing share has no bar; a band that nobody ever gets has no column.
    errors : pd.DataFrame | None
        The same shape: standard errors of the shares, drawn as whiskers of two standard errors.
    source : str | Sequence[str]
        What the figures rest on: definition, years, draws, seed; versions of it from the fullest to the shortest.
    about : str
        What was varied or which definition; begins the title.
    unit : str | None
        The unit to stress; the first when None and no title is given.
    names : Mapping[str, str] | None
        Display names by unit.
    rows : str
        What a row is, if not a unit: "definition", say.
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
        `unit` is not in the table.
    OptionError
        The table is empty or holds no shares, or a wrong option.
    """
    require(bands)
    first = () if isinstance(layout.get("title"), str) else str(bands.index[0])
    stressed = require_units(first if unit is None else unit, bands.index)
    shares, spans = _shares(bands, errors)
    sheet = Sheet(layout)
    labels = [name_of(str(code), names) for code in bands.index]
    places = [list(bands.index).index(code) for code in stressed]
    texts = _texts(shares, "no data" if rows == "unit" else "–")
    beside = fit_rows(
        sheet, labels, gids=[f"name:{code}" for code in bands.index], stressed=places, least=20.0
    )
    narrow = _column_width(sheet.width - beside.room, shares.shape[1]) < _figure(texts) + LEAST_BAR
    fit = beside.above(sheet) if narrow and sheet.free_height else beside
    column = _column_width(sheet.width - fit.room, shares.shape[1])
    heads, upright = _heads([UNBANDED if x == UNCLASSIFIED else str(x) for x in shares.columns], column)
    look = font("label", bold=True)
    top = max(width_of(head, look) if upright else height_of(head, look) for head in heads) + GAP
    ax = sheet.lay_out(
        body=fit.body,
        margins=Margins(left=fit.room, top=top + 2),
        title=_titles(about, _most_often(bands, stressed, names)),
        subtitle=_subtitles(noun[:-1] if rows == "unit" else rows, rows == "unit", errors is not None),
        caption=captions(source, map(str, shares.columns)),
    )
    ax.set_xlim(0, sheet.box.width)
    fit.write(sheet)
    _columns(sheet, shares, spans, fit, heads, texts, upright=upright)
    ax.set_xticks([])
    bare(ax)
    return ax


def _shares(bands: pd.DataFrame, errors: pd.DataFrame | None) -> tuple[pd.DataFrame, Array]:
    """The bands that occur, and two standard errors of each share (NaN where none are given)."""
    values = bands.to_numpy(dtype=float)
    if (values < 0).any() or (values > 1 + 1e-9).any():
        raise OptionError("shares of draws lie between 0 and 1; divide percentages or counts first")
    occurs = (np.nan_to_num(values) > NEVER).any(axis=0)
    table = bands.loc[:, occurs if occurs.any() else np.ones(len(occurs), dtype=bool)].astype(float)
    if errors is None:
        return table, np.full(table.shape, np.nan)
    return table, 2 * errors.reindex(index=table.index, columns=table.columns).to_numpy(dtype=float)


def _heads(labels: list[str], column: float) -> tuple[list[str], bool]:
    """Names above columns, and whether they stand upright: where a column is narrower than a word of them."""
    look = font("label", bold=True)
    if max(longest_word(label, look) for label in labels) > column:
        lines = max(1, min(2, int(column / height_of(1, look))))
        return [fitted(label, UPRIGHT, look, lines) for label in labels], True
    return [fitted(label, column, look, 3) for label in labels], False


def _column_width(width: float, many: int) -> float:
    return (width - (many - 1) * GUTTER) / many


def _columns(
    sheet: Sheet,
    shares: pd.DataFrame,
    spans: Array,
    fit: Rows,
    heads: list[str],
    texts: list[list[str]],
    *,
    upright: bool,
) -> None:
    """A column of bars for each band, its name above."""
    width, look = _column_width(sheet.box.width, shares.shape[1]), font("label", bold=True)
    top = sheet.box.bottom + sheet.box.height + 2 + 0.3 * look.size
    for j, shade in enumerate(tones(shares.shape[1], span=BARS)):
        left = j * (width + GUTTER)
        _column(
            sheet,
            shares.iloc[:, j].to_numpy(),
            left,
            width,
            shade,
            spans[:, j],
            fit,
            [row[j] for row in texts],
        )
        gid = f"band:{shares.columns[j]}"
        turn = {"rotation": 90, "va": "bottom"} if upright else {"va": "baseline"}
        sheet.write(sheet.box.left + left, top, heads[j], look, color=ink(), gid=gid, **turn)


def _column(
    sheet: Sheet, share: Array, left: float, width: float, shade: tuple[float, ...], span: Array, fit: Rows,
    texts: Sequence[str],
) -> None:  # fmt: skip
    """A column of bars with their figures; where it is too narrow for bars, figures on a shade."""
    ax, look = sheet.ax, font("small")
    bar = width - _figure([texts])
    height = min(0.62, 14.0 / fit.pitch)
    place = fit.marks
    if bar >= LEAST_BAR:
        known = ~np.isnan(share)
        ax.barh(place[known], bar, left=left, height=height, color="#F3F4F6", lw=0, zorder=1)
        ax.barh(
            place[known],
            share[known] * bar,
            left=left,
            height=height,
            color=shade,
            ec="#6F7A85",
            lw=0.5,
            zorder=2,
        )
        ends = np.maximum(share - span, 0.0), np.minimum(share + span, 1.0)
        kept = np.isfinite(span)
        ax.hlines(
            place[kept], left + ends[0][kept] * bar, left + ends[1][kept] * bar, color=ink(), lw=1.2, zorder=3
        )
    else:
        bar = -GAP
        short = max(width_of(text, look) for text in texts) + 1.0 > width
        texts = [text.removesuffix(" %") for text in texts] if short else texts
    for row, text in enumerate(texts):
        at = (left + bar + GAP, float(place[row]))
        ax.text(*at, text, va="center", ha="left", gid=f"share:{row}", parse_math=False, **look.settings)


def _figure(texts: Sequence[Sequence[str]]) -> float:
    """Room in points for a figure beside its bar."""
    return max(width_of(text, font("small")) for row in texts for text in (">99 %", *row)) + GAP


def _texts(shares: pd.DataFrame, blank: str) -> list[list[str]]:
    """Shares as they are written, row by row: those of the bands of one definition add up to 100."""
    parts = [j for j, label in enumerate(shares.columns) if label != MIDDLE_OF_PACK]
    texts = []
    for values in shares.to_numpy(dtype=float):
        row = [blank if np.isnan(value) else percent(value) for value in values]
        whole = [j for j in parts if not np.isnan(values[j])]
        if abs(float(values[whole].sum()) - 1) < 0.005 and whole:
            for j, hundredth in zip(whole, hundredths(list(values[whole])), strict=True):
                row[j] = f"{hundredth} %" if row[j][0] not in "<>" else row[j]
        texts.append(row)
    return texts


def percent(share: float) -> str:
    """Write a share, short; what happens, however rarely, is not written as nothing.

    >>> [percent(x) for x in (0.0, 0.005, 0.5, 0.995, 1.0)]
    ['0 %', '<1 %', '50 %', '>99 %', '100 %']
    """
    return in_words(share).replace("under ", "<").replace("over ", ">")


def _most_often(bands: pd.DataFrame, stressed: list[str], names: Mapping[str, str] | None) -> str:
    if not stressed:
        return ""
    row = bands.loc[stressed[0]].astype(float)
    if not row.notna().any():
        return "no shares"
    band, most = row.idxmax(), percent(float(row.to_numpy().max()))
    band = f"in {UNBANDED}" if band == UNCLASSIFIED else f"'{band}'"
    return f"{subject(stressed[0], names)} is {band} in {most} of draws"


def _titles(about: str, text: str) -> list[str]:
    return headed(about, [text])


def _subtitles(row: str, gets: bool, whiskers: bool) -> list[str]:
    text = f"Share of draws in which {f'a {row} gets' if gets else f'each {row} gives'} each band."
    return [f"{text} Whiskers: two standard errors." if whiskers else text, text]
