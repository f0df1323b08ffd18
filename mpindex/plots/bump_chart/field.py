"""Who is drawn in a bump chart, and where each stands under each definition."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mpindex.grammar.model import UNCLASSIFIED
from mpindex.plots.sheet.peers import default_peers
from mpindex.plots.sheet.units import codes_of
from mpindex.steps.rank import MIDDLE_THIRD
from mpindex.typing import Array

if TYPE_CHECKING:
    from mpindex.index.index import Index


@dataclass(frozen=True)
class Field:
    """A unit and its peers under several definitions."""

    indexes: Mapping[str, Index]
    unit: str
    peers: tuple[str, ...]

    @classmethod
    def of(cls, indexes: Mapping[str, Index], unit: str, peers: Iterable[str] | None) -> Field:
        """Find unit and peers by code or name; without peers those that suggest themselves."""
        first = next(iter(indexes.values()))
        code = codes_of(first, unit)[0]
        others = default_peers(indexes, code) if peers is None else codes_of(first, peers)
        return cls(indexes, code, tuple(other for other in others if other != code))

    @cached_property
    def first(self) -> Index:
        """The first definition's answer."""
        return next(iter(self.indexes.values()))

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Display names."""
        return self.first.dataset.names

    @cached_property
    def titles(self) -> list[str]:
        """Names of the definitions; where the caller gave one of his own, that."""
        return [
            index.definition.title if name == index.definition.id else name
            for name, index in self.indexes.items()
        ]

    @cached_property
    def positions(self) -> pd.DataFrame:
        """Positions from the top, units x definitions."""
        return pd.DataFrame({name: index.positions for name, index in self.indexes.items()})

    def place(self, code: str) -> Array:
        """Return the position of one unit by definition, NaN without a score."""
        return np.asarray(self.positions.loc[code], dtype=float)

    def band(self, index: Index) -> str:
        """Return the band of the unit; empty without a score or where the definition has none."""
        scored = bool(index.definition.bands) and bool(np.isfinite(index.scores[self.unit]))
        return str(index.bands[self.unit]) if scored else ""

    def band_words(self, index: Index) -> str:
        """Return the band of the unit in words."""
        if not np.isfinite(index.scores[self.unit]):
            return "no score"
        return "no band" if self.band(index) == UNCLASSIFIED else self.band(index)

    def end(self, code: str) -> tuple[float, float]:
        """Return where the line of a unit ends: its last column with a score, or the foot of the last column."""
        y = self.place(code)
        present = np.flatnonzero(~np.isnan(y))
        return (float(present[-1]), float(y[present[-1]])) if len(present) else (len(y) - 1.0, 1.0)

    def end_name(self, code: str) -> str:
        """Return the name at the end of a line, with a word where the last column has no score for it."""
        y = self.place(code)
        if np.isnan(y).all():
            return f"{self.names[code]} (no score)"
        return self.names[code] + (" (no score here)" if np.isnan(y[-1]) else "")

    def ticks(self) -> tuple[list[float], Callable[[float], str]]:
        """Return positions at the vertical axis and how they are written: ranks where all columns rank as many."""
        sizes = {index.n for index in self.indexes.values()}
        edges = [0.0, *MIDDLE_THIRD, 1.0]
        if len(sizes) > 1:
            words = dict(zip(edges, ("top", "1/3", "2/3", "foot"), strict=True))
            return edges, lambda edge: words[edge]
        n = sizes.pop()
        ranks = dict(zip(edges, (1, int(np.ceil(n / 3 + 0.5)), int(2 * n / 3 + 0.5), n), strict=True))
        return edges, lambda edge: str(ranks[edge])
