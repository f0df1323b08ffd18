"""Where parameters are learned: the data themselves, a group, another year, all years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from mpindex.dataset.dataset import Dataset
from mpindex.engine.derivation import Derivation
from mpindex.engine.tree import Tree
from mpindex.errors import DefinitionError
from mpindex.typing import Array, Bools

#: A kind (own, panel, year, among) and its argument.
Source = tuple[str, Any]

OWN: Source = ("own", None)


@dataclass(frozen=True, eq=False)
class Learning:
    """What `learn:` says, and the values it leads to.

    Attributes
    ----------
    tree : Tree
        `learn:` must say the same for all its leaves.
    derivation : Derivation
    stage : callable
        A stage of the data at hand by name, (units, leaves).
    stage_as_of : callable
        A stage as it is in another year, learning from itself, by year and name.
    own : bool
        Learn all from the data themselves, whatever `learn:` says.
    """

    tree: Tree
    derivation: Derivation
    stage: Callable[[str], Array]
    stage_as_of: Callable[[int, str], Array]
    own: bool = False

    def source(self, step: str) -> Source:
        """Return what the parameters of `treat` or `normalise` are learned from, one for all indicators."""
        sources = {getattr(leaf.settings.learn, step) for leaf in self.tree.leaves}
        if len(sources) > 1:
            raise DefinitionError(f"{self.derivation.where(())}: 'learn' must be the same for all indicators")
        return OWN if self.own else sources.pop()

    def of_nodes(self) -> tuple[Source, ...]:
        """Return what the nodes learn from, beside the data themselves: weights, and what is done `then`."""
        sources: dict[Source, None] = {}
        for node in () if self.own else self.tree.nodes:
            learn = node.settings.learn
            if node.then is not None:
                sources[learn.then] = None
            if node.settings.weigh.name != "given":
                sources[learn.weigh] = None
        return tuple(source for source in sources if source != OWN)

    def members(self, source: Source) -> Bools | None:
        """Return (units,): who is in the group that is learned from; None where it is no group."""
        kind, argument = source
        return np.diagonal(self.derivation.members(argument)) if kind == "among" else None

    def years(self, source: Source) -> list[int]:
        """Return the years that are learned from."""
        kind, argument = source
        return [int(argument)] if kind == "year" else self._panel_years()

    def values(self, source: Source, stage: str) -> Array | None:
        """Return (rows, leaves): a stage of a group, of another year, or of all years one below the other.

        None for the data's own.
        """
        if source == OWN:
            return None
        members = self.members(source)
        if members is not None:
            return np.asarray(self.stage(stage)[members])
        return np.concatenate([self.stage_as_of(year, stage) for year in self.years(source)])

    def _panel_years(self) -> list[int]:
        data = self.derivation.dataset.at(None)
        names = [name for name in self.tree.model.indicators if name in data.indicators]
        return sorted({int(year) for name in names for year in data.series(name)[0]})


def as_of(dataset: Dataset, year: int) -> Dataset:
    """Return a dataset as of another year, or itself if it stands there."""
    return dataset if year == dataset.year else dataset.at(None).at(year)
