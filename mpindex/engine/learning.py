"""Where the parameters of treatment and of normalisation are learned: the data themselves, a group, other years."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from mpindex.dataset.dataset import Dataset
from mpindex.engine.derivation import Derivation
from mpindex.engine.tree import Tree
from mpindex.errors import DefinitionError
from mpindex.typing import Array

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

    def values(self, source: Source, stage: str) -> Array | None:
        """Return (rows, leaves): a stage of a group, of another year, or of all years one below the other.

        None for the data's own.
        """
        kind, argument = source
        if kind == "own":
            return None
        if kind == "among":
            return self.stage(stage)[self.derivation.members(argument).diagonal()]
        years = [int(argument)] if kind == "year" else self._panel_years()
        return np.concatenate([self.stage_as_of(year, stage) for year in years])

    def _panel_years(self) -> list[int]:
        data = self.derivation.dataset.at(None)
        names = [name for name in self.tree.model.indicators if name in data.indicators]
        return sorted({int(year) for name in names for year in data.series(name)[0]})


def as_of(dataset: Dataset, year: int) -> Dataset:
    """Return a dataset as of another year, or itself if it stands there."""
    return dataset if year == dataset.year else dataset.at(None).at(year)
