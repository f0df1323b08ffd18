"""The bump chart: a unit and its peers across definitions, with the band that each definition gives."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pandas as pd

from mpindex.errors import DefinitionError, OptionError
from mpindex.grammar.model import UNCLASSIFIED
from mpindex.plots.canvas import DASHES, FOCUS, LIGHT, NORMAL, PEERS, axes_for, bare, lay_out
from mpindex.plots.names import codes_of, name_ends, name_points, noun
from mpindex.plots.sources import source_of
from mpindex.plots.texts import wrapped, write_texts
from mpindex.steps.rank import MIDDLE_THIRD
from mpindex.typing import Array
from mpindex.units.relations import members
from mpindex.wording import listed, ordinal

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from mpindex.index.index import Index

#: At most so many peers: more lines cannot be followed by eye.
MOST_PEERS = 8
#: The classification whose members count as neighbours of the region.
REGION = "subregion"
#: Marker and the same sign as text, by how high a band stands: first, between, last.
SIGNS = {1: "o", 2: "ov", 3: "^ov", 4: "^Dov", 5: "^Dosv"}
GLYPHS = {"^": "▲", "o": "●", "v": "▼", "D": "◆", "s": "■"}
#: How wide the key under a column is, as a share of the column.
KEY_WIDTH = 0.8


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


def bump(
    indexes: Mapping[str, Index] | Answer,
    unit: str | None = None,
    *,
    peers: Iterable[str] | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw where a unit and its peers stand from the top, definition by definition, and in which band.

    Heights are positions from the top, (rank - 0.5) / N, so that definitions that score different numbers of units
    compare; the middle third of all units is marked. Where a definition gives no score the line is dotted.

    Parameters
    ----------
    indexes : Mapping[str, Index] | Answer
        What each definition says, by name, in the order to be drawn; or the answer of `where`.
    unit : str | None
        Code, or for countries a name; may be left out with an answer of `where`.
    peers : Iterable[str] | None
        Units drawn beside it. By default at most eight: neighbours of its sub-region that stand nearest to it,
        and the units next to it in rank under most definitions, by turns.
    ax : Axes | None
        Axes to draw on; a new figure when None.

    Raises
    ------
    UnknownUnit
        Naming every unit that is not there, with the nearest.
    """
    if not isinstance(indexes, Mapping):
        unit = indexes.unit if unit is None else unit
        indexes = {name: standing.index for name, standing in indexes.standings.items()}
    if not indexes or unit is None:
        raise OptionError("name a unit, and give at least one definition's index")
    field = _Field(dict(indexes), unit, peers)
    ax = axes_for(ax, max(7.0, 3.2 + 1.75 * len(field.indexes)), 6.0)
    _ground(ax, field)
    for i, code in enumerate(field.peers):
        _line(
            ax,
            field,
            code,
            color=PEERS[i % len(PEERS)],
            ls=DASHES[i % len(DASHES)],
            lw=1.2,
            ms=5.5,
        )
    _line(ax, field, field.unit, color=FOCUS, ls="-", lw=2.8, ms=9)
    write_texts(ax, title=_title(field), subtitle=_subtitle(field), source=source_of(*field.indexes.values()))
    _ends(ax, field)
    _own_ranks(ax, field)
    return ax


@dataclass(frozen=True)
class _Field:
    """Who is drawn, and where each stands under each definition."""

    indexes: dict[str, Index]
    asked: str
    given: Iterable[str] | None

    @cached_property
    def first(self) -> Index:
        return next(iter(self.indexes.values()))

    @cached_property
    def unit(self) -> str:
        return codes_of(self.first, self.asked)[0]

    @cached_property
    def positions(self) -> pd.DataFrame:
        """Positions from the top, units x definitions."""
        return pd.DataFrame({name: index.positions for name, index in self.indexes.items()})

    @cached_property
    def peers(self) -> list[str]:
        if self.given is not None:
            return [code for code in codes_of(self.first, self.given) if code != self.unit]
        return default_peers(self.indexes, self.unit)

    @cached_property
    def names(self) -> Mapping[str, str]:
        return self.first.dataset.names

    def place(self, code: str) -> Array:
        """(definitions,): position of one unit, NaN without a score."""
        return np.asarray(self.positions.loc[code], dtype=float)

    def signs(self, name: str) -> dict[str, str]:
        """Marker of each band of a definition, by how high its members stand."""
        index = self.indexes[name]
        labels = [label for label in index.definition.bands if (index.bands == label).any()]
        labels.sort(key=lambda label: float(index.ranks[index.bands == label].median()))
        shapes = SIGNS.get(len(labels), "^" + "Dos" * len(labels) + "v")
        return {label: shapes[i] for i, label in enumerate(labels)}


def default_peers(indexes: Mapping[str, Index], unit: str, most: int = MOST_PEERS) -> list[str]:
    """Return the peers of a unit: neighbours of its region and units next to it in rank, by turns, at most `most`.

    Neighbours come in the order of how near their positions are to the unit's, the others in the order of how many
    definitions put them next to it. A dataset without regions has only the latter.
    """
    positions = pd.DataFrame({name: index.positions for name, index in indexes.items()})
    away = (positions - positions.loc[unit]).abs().mean(axis=1).fillna(1.0)
    count = Counter(code for index in indexes.values() for code in index.around(unit) if code != unit)
    near = sorted(count, key=lambda code: (-count[code], away[code], code))
    home = sorted(_neighbours(next(iter(indexes.values())), unit), key=lambda code: (away[code], code))
    turns = [code for pair in zip(home[: most // 2], near, strict=False) for code in pair]
    return list(dict.fromkeys([*turns, *near, *home]))[:most]


def _neighbours(index: Index, unit: str) -> list[str]:
    data = index.dataset
    try:
        same = members(data.units, data.groups, REGION, data.reference_year)
    except DefinitionError:  # the dataset knows no such classification
        return []
    return [
        code
        for code, there in zip(data.units, same[data.units.index(unit)], strict=True)
        if there and code != unit
    ]


# drawing ---------------------------------------------------------------------


def _ground(ax: Axes, field: _Field) -> None:
    ax.axhspan(*MIDDLE_THIRD, color=LIGHT, lw=0, zorder=0)
    ax.set_ylim(1.01, -0.03)
    columns = len(field.indexes)
    ax.set_xlim(-0.62, columns - 1 + 0.12)
    lay_out(ax)
    room = KEY_WIDTH * ax.bbox.width / (columns + 0.4)
    keys = [
        "\n".join(wrapped(ax, line, room, fontsize=NORMAL) for line in _key(field, name))
        for name in field.indexes
    ]
    said = wrapped(ax, f"middle third of all {noun(field.first)}", 0.5 * room, fontsize=NORMAL)
    ax.text(-0.6, 0.5, said, va="center", ha="left", fontsize=NORMAL, color="#4A5058", gid="middle third")
    ax.set_xticks(range(columns), keys, fontsize=NORMAL, parse_math=False)
    ax.vlines(range(columns), 0, 1, color="#C4CAD0", lw=0.8, zorder=1)
    sizes = {index.n for index in field.indexes.values()}
    if len(sizes) == 1:
        n = sizes.pop()
        ranks = np.unique(np.linspace(1, n, 5).round().astype(int))
        ax.set_yticks((ranks - 0.5) / max(n, 1), [str(rank) for rank in ranks], fontsize=NORMAL)
        ax.set_ylabel(f"rank among {n} {noun(field.first)} (1 = top)", fontsize=NORMAL)
    else:
        ax.set_yticks([0, 0.25, 0.5, 0.75, 1], ["top", "25 %", "50 %", "75 %", "bottom"], fontsize=NORMAL)
        ax.set_ylabel(f"position from the top among scored {noun(field.first)}", fontsize=NORMAL)
    ax.tick_params(length=0)
    bare(ax)


def _key(field: _Field, name: str) -> list[str]:
    """The name of a column, and under it what the markers mean there, with how many units have them."""
    index, signs = field.indexes[name], field.signs(name)
    title = index.definition.title if name == index.definition.id else name
    lines = [title]
    lines += [f"{GLYPHS[sign]} {label}:\u00a0{(index.bands == label).sum()}" for label, sign in signs.items()]
    rest = int((index.bands == UNCLASSIFIED).sum())
    if rest and signs:
        lines.append(f"○ no band:\u00a0{rest}")
    return lines


def _line(ax: Axes, field: _Field, code: str, *, color: str, ls: Any, lw: float, ms: float) -> None:
    y = field.place(code)
    x = np.arange(len(y))
    there = np.flatnonzero(~np.isnan(y))
    z = 4 if code == field.unit else 2
    ax.plot(x, y, color=color, ls=ls, lw=lw, zorder=z)
    for a, b in pairwise(there):
        if b - a > 1:  # no score between: the thread is not a finding
            ax.plot([a, b], y[[a, b]], color=color, ls=":", lw=lw * 0.7, zorder=z)
    for i in there:
        name = list(field.indexes)[i]
        sign = field.signs(name).get(field.indexes[name].bands[code])
        face = color if sign or not field.indexes[name].definition.bands else "white"
        ax.plot(i, y[i], marker=sign or "o", ms=ms, mfc=face, mec=color, mew=1.3, ls="none", zorder=z + 1)


def _ends(ax: Axes, field: _Field) -> None:
    """Name every line to the right of the last column; who has no score there stands at its last place, and is said so."""
    codes, ys, labels, styles = [], [], [], []
    for i, code in enumerate([*field.peers, field.unit]):
        y = field.place(code)
        there = np.flatnonzero(~np.isnan(y))
        own = code == field.unit
        codes.append(code)
        ys.append(y[there[-1]] if len(there) else 1.0)
        lacking = (
            ""
            if len(there) and there[-1] == len(y) - 1
            else " (no score here)"
            if len(there)
            else " (no score)"
        )
        labels.append(field.names[code] + lacking)
        styles.append(
            {
                "color": FOCUS if own else PEERS[i % len(PEERS)],
                "fontweight": "bold" if own else "normal",
            }
        )
    name_ends(ax, len(field.indexes) - 1, ys, labels, styles, gids=[f"name:{code}" for code in codes])


def _own_ranks(ax: Axes, field: _Field) -> None:
    """Write the unit's rank and band beside each of its markers, off the lines."""
    y = field.place(field.unit)
    there = np.flatnonzero(~np.isnan(y))
    texts = []
    for i in there:
        index = list(field.indexes.values())[i]
        band = index.bands[field.unit] if index.definition.bands else ""
        rank = f"{ordinal(int(index.ranks[field.unit]))} of {index.n}"
        texts.append(f"{rank}\n{'no band' if band == UNCLASSIFIED else band}".strip())
    lines = [_along(field.place(code)) for code in [field.unit, *field.peers]]
    gids = [f"rank:{list(field.indexes)[i]}" for i in there]
    name_points(
        ax,
        np.column_stack([there, y[there]]),
        texts,
        np.concatenate(lines),
        gids=gids,
        fontsize=NORMAL,
        linespacing=1.05,
    )


def _along(y: Array, steps: int = 24) -> Array:
    """(points, 2): a line as points, so that names keep off it."""
    there = np.flatnonzero(~np.isnan(y))
    if not len(there):
        return np.empty((0, 2))
    x = np.linspace(there[0], there[-1], steps * max(len(y) - 1, 1))
    return np.column_stack([x, np.interp(x, there, y[there])])


# words -----------------------------------------------------------------------


def _title(field: _Field) -> str:
    name, y = field.names[field.unit], field.place(field.unit)
    there = np.flatnonzero(~np.isnan(y))
    if not len(there):
        return f"{name} has no score under any of these definitions"
    every = list(field.indexes.values())
    ranks = [int(every[i].ranks[field.unit]) for i in there]
    sizes = {every[i].n for i in there}
    of = f" of {sizes.pop()} {noun(field.first)}" if len(sizes) == 1 else ""
    span = (
        f"from {ordinal(min(ranks))} to {ordinal(max(ranks))}"
        if max(ranks) > min(ranks)
        else ordinal(ranks[0])
    )
    middle = int(((y >= MIDDLE_THIRD[0]) & (y <= MIDDLE_THIRD[1])).sum())
    if len(every) == 1:
        return f"{name} ranks {span}{of}, {'in' if middle else 'outside'} the middle third"
    return (
        f"{name} ranks {span}{of}; in the middle third under {middle or 'none'} of {len(every)} definitions"
    )


def _subtitle(field: _Field) -> str:
    """Which band each definition gives the unit, which is not the same as where in the pack it stands."""
    given: dict[str, list[str]] = {}
    for name, index in field.indexes.items():
        label = index.bands[field.unit]
        if not np.isfinite(index.scores[field.unit]):
            given.setdefault("without a score", []).append(name)
        elif index.definition.bands:
            given.setdefault("in no band" if label == UNCLASSIFIED else f"'{label}'", []).append(name)
    said = listed([f"{band} by {listed(names)}" for band, names in given.items()])
    text = f"It is {said}." if given else ""
    if any(index.definition.bands for index in field.indexes.values()):
        text += " Signs show bands; their key, and how many have each, stand under the columns."
    return text.strip()
