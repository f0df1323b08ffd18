"""The numbers that a band's conditions can name: score, rank, share, dimensions, indicators and what is derived."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mpindex.engine.derivation import Derivation
from mpindex.engine.levels import Levels
from mpindex.engine.tree import Tree
from mpindex.grammar.bands import QUANTITIES
from mpindex.steps.rank import competition, position_of
from mpindex.typing import Array


@dataclass(frozen=True, eq=False)
class Quantities:
    """The named quantities of one result.

    Attributes
    ----------
    tree : Tree
    derivation : Derivation
    coverage : callable
        (units,): share of the weight of the indicators for which a unit has data.
    """

    tree: Tree
    derivation: Derivation
    coverage: Callable[[], Array]

    @property
    def names(self) -> tuple[str, ...]:
        """Ids of elements of the tree and of derived indicators."""
        return (*self.tree.elements, *self.derivation.derived)

    def knows(self, name: str) -> bool:
        """Return whether a name is that of a dimension, an indicator of the data, or derived."""
        return name in self._nodes or self.derivation.knows(self._source(name))

    def is_figure(self, name: str) -> bool:
        """Return whether a name is that of an indicator or of what is derived: one figure a unit, whatever the scores."""
        return name not in QUANTITIES and name not in self._nodes and self.knows(name)

    def rank(self, scores: Array) -> Array:
        """Return ranks, (..., units): 1 is the best, whichever end the definition says is best."""
        return competition(self.directed(scores))

    def directed(self, scores: Array) -> Array:
        """Return scores of which more is better, whichever end the definition says is best."""
        return -scores if self.tree.model.low_is_best else scores

    def value(self, name: str, levels: Levels, ranks: Array | None) -> Array | None:
        """Return a quantity by unit, (..., units) or (units,); None if the name is not a number's.

        Parameters
        ----------
        name : str
        levels : Levels
        ranks : Array or None
            (..., units); taken from the score when None.
        """
        scores = levels.score
        if name == "score":
            return scores
        if name in ("rank", "position"):
            ranks = self.rank(scores) if ranks is None else ranks
            return ranks if name == "rank" else position_of(ranks)
        if name == "share":
            total = np.nansum(scores, axis=-1, keepdims=True)
            return np.asarray(scores / np.where(total > 0, total, np.nan))
        if name == "coverage":
            return self.coverage()
        if name in self._nodes:
            return np.asarray(levels.nodes[self._nodes[name]])
        name = self._source(name)
        return self.derivation.column(name).values if self.derivation.knows(name) else None

    @cached_property
    def _nodes(self) -> dict[str, int]:
        return {node.id: i for i, node in enumerate(self.tree.nodes)}

    @cached_property
    def _sources(self) -> dict[str, str]:
        return {leaf.id: leaf.source for leaf in self.tree.leaves}

    def _source(self, name: str) -> str:
        """The indicator or derived id that a leaf takes its values from; any other name stays as it is."""
        return self._sources.get(name, name)
