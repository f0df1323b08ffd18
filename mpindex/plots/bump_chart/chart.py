"""The bump chart: a unit and its peers across definitions, with the band that each definition gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Any, Protocol, Unpack

import numpy as np

from mpindex.errors import OptionError
from mpindex.grammar.model import UNCLASSIFIED
from mpindex.plots.bump_chart.bands import STRIP
from mpindex.plots.bump_chart.columns import column_heads
from mpindex.plots.bump_chart.field import Field
from mpindex.plots.bump_chart.words import subtitles, titles
from mpindex.plots.sheet.canvas import Margins, Sheet, bare
from mpindex.plots.sheet.layout import Layout
from mpindex.plots.sheet.names import ends, name_ends
from mpindex.plots.sheet.sources import source_lines
from mpindex.plots.sheet.spans import bands_by_rank
from mpindex.plots.sheet.style import focus, font, hairline, muted, peer, styled, tones
from mpindex.plots.sheet.texts import height_of, width_of
from mpindex.plots.sheet.ticks import number_y
from mpindex.steps.rank import MIDDLE_THIRD

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from mpindex.index.index import Index


#: Of a height that is set, what stands under the columns takes at most this share, or bands go without letters.
MOST_UNDER = 0.35


class Standing(Protocol):
    """What one definition says of one unit."""

    @property
    def index(self) -> Index: ...


class Answer(Protocol):
    """What several definitions say of one unit, as `where` answers."""

    @property
    def unit(self) -> str: ...
    @property
    def standings(self) -> Mapping[str, Standing]: ...


@styled
def bump(
    indexes: Mapping[str, Index] | Answer,
    unit: str | None = None,
    *,
    peers: Iterable[str] | None = None,
    **layout: Unpack[Layout],
) -> Axes:
    """Draw where a unit and its peers stand from the top, definition by definition, and in which band.

    Heights are positions from the top, (rank - 0.5) / N, so that definitions that score different numbers of units
    compare. Each column is a strip of all units in which the bands are shaded and named. Where a definition gives no
    score the line is dotted. Names of definitions stand under the columns; where they do not fit the columns are numbered.

    Parameters
    ----------
    indexes : Mapping[str, Index] | Answer
        What each definition says, by name, in the order to be drawn; or the answer of `where`.
    unit : str | None
        Code, or for countries a name; may be left out with an answer of `where`.
    peers : Iterable[str] | None
        Units drawn beside it. By default at most five: neighbours of its sub-region and the nearest great power, or
        where no regions are known the units next in rank.
    **layout : Unpack[Layout]
        `title`, `subtitle`, `caption`, `figsize`, `dpi`, `ax` (see `mpindex.plots.sheet.layout.Layout`).

    Returns
    -------
    Axes
        Of the figure.

    Raises
    ------
    UnknownUnit
        Naming every unit that is not there, with the nearest.
    OptionError
        No unit or no definition is named, or a wrong option.
    """
    if not isinstance(indexes, Mapping):
        unit = indexes.unit if unit is None else unit
        indexes = {name: standing.index for name, standing in indexes.standings.items()}
    if not indexes or unit is None:
        raise OptionError("name a unit, and give at least one definition's index")
    field = Field.of(dict(indexes), unit, peers)
    sheet = Sheet(layout)
    labels = [field.end_name(code) for code in (*field.peers, field.unit)]
    names = ends(sheet, labels, len(labels) - 1)
    ticks, write = field.ticks()
    left = max(width_of(text, font("tick")) for text in (*map(write, ticks), "middle")) + 8.0
    heads = column_heads(field, sheet.width - left - names.room, sheet.width)
    if sheet.tight(heads.height, MOST_UNDER):
        heads = column_heads(field, sheet.width - left - names.room, sheet.width, letters=False)
    ax = sheet.lay_out(
        body=max(210.0, min(0.55 * sheet.width, 250.0)),
        margins=Margins(left, names.room, 4.0, heads.height),
        title=titles(field),
        subtitle=subtitles(field),
        caption=source_lines(*field.indexes.values()),
    )
    ax.set_xlim(-0.22, len(field.indexes) - 0.22)
    ax.set_ylim(1.01, -0.01)
    ax.set_xticks([])
    number_y(ax, ticks, write)
    bare(ax)
    _ground(sheet, field)
    heads.write(sheet)
    heads.bands.write(sheet, field)
    for code in (*field.peers, field.unit):
        _line(sheet, field, code)
    _name_lines(sheet, field, names)
    return ax


def _ground(sheet: Sheet, field: Field) -> None:
    """The middle third, and a strip of bands in each column."""
    ax = sheet.ax
    for edge in MIDDLE_THIRD:
        ax.axhline(edge, color=hairline(), lw=0.8, zorder=0)
    look = font("small")
    if sheet.box.height < 3 * (height_of(2, look) + 2 * height_of(1, font("tick"))):
        ax.set_yticks(
            [0.0, 1.0], [label.get_text() for label in (ax.get_yticklabels()[0], ax.get_yticklabels()[-1])]
        )
    else:
        sheet.write(
        sheet.box.left - 6, float(sheet.at([(0, 0.5)])[0, 1]), "middle\nthird", look, ha="right", va="center",
        color=muted(), gid="middle third",
    )  # fmt: skip
    for column, index in enumerate(field.indexes.values()):
        bands = index.bands.reindex(index.table.index[: index.n])
        labels = bands_by_rank(bands, index.definition.bands)
        _strip(sheet, column, list(bands), labels)


def _strip(sheet: Sheet, column: int, bands: list[str], labels: list[str]) -> None:
    from matplotlib.patches import Rectangle

    wide = STRIP / sheet.box.width * np.ptp(sheet.ax.get_xlim())
    shades = dict(zip(labels, tones(len(labels)), strict=True)) | {UNCLASSIFIED: (1.0, 1.0, 1.0, 1.0)}
    place = 0
    for label, run in groupby(bands):
        many = len(list(run))
        shade = shades.get(label, (0.95, 0.96, 0.97, 1.0))
        spot = (column - wide / 2, place / len(bands))
        sheet.ax.add_patch(Rectangle(spot, wide, many / len(bands), fc=shade, ec="none", zorder=1))
        place += many
    frame = Rectangle((column - wide / 2, 0), wide, 1, fc="none", ec=hairline(), lw=0.5, zorder=1)
    sheet.ax.add_patch(frame)


def _line(sheet: Sheet, field: Field, code: str) -> None:
    own = code == field.unit
    look: dict[str, Any] = {"color": focus(), "linestyle": "-"} if own else peer(field.peers.index(code))
    y, width, size, z = field.place(code), 2.6 if own else 1.1, 8.0 if own else 4.5, 4 if own else 2
    sheet.ax.plot(np.arange(len(y)), y, **look, lw=width, zorder=z, marker="")
    present = np.flatnonzero(~np.isnan(y))
    for a, b in pairwise(present):
        if b - a > 1:  # no score between: the thread is not a finding
            sheet.ax.plot([a, b], y[[a, b]], color=look["color"], ls=":", lw=0.7 * width, zorder=z, marker="")
    for i in present:
        index = list(field.indexes.values())[i]
        hollow = bool(index.definition.bands) and index.bands[code] == UNCLASSIFIED
        face = "white" if hollow else look["color"]
        sheet.ax.plot(i, y[i], "o", ms=size, mfc=face, mec=look["color"], mew=1.3, zorder=z + 1)


def _name_lines(sheet: Sheet, field: Field, names: Any) -> None:
    codes = [*field.peers, field.unit]
    colours = [*(peer(i)["color"] for i in range(len(field.peers))), focus()]
    name_ends(sheet, names, [field.end(code) for code in codes], colours, [f"name:{code}" for code in codes])
