"""Other definitions as a band's conditions name them: looked up by id, and applied to the same data."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mpindex.dataset.dataset import Dataset
from mpindex.grammar.definition import Definition


@dataclass(frozen=True, eq=False)
class OtherDefinitions:
    """The definitions that there are besides the one at hand.

    Attributes
    ----------
    dataset : Dataset
        What they are applied to.
    find : callable
        Returns a definition by id, or raises DefinitionError.
    ids : callable
        Returns the ids of those that are bundled.
    cache : dict
        Keeps the bands of each, made once for all that share it.
    """

    dataset: Dataset
    find: Callable[[str], Definition]
    ids: Callable[[], list[str]]
    cache: dict[Hashable, Any]

    def bands(self, name: str) -> NDArray[np.object_]:
        """Return (units,): the band that a definition gives each unit."""
        key = ("bands of", name)
        if key not in self.cache:
            bands = self.find(name).apply(self.dataset).bands
            self.cache[key] = bands.reindex(self.dataset.units).to_numpy(dtype=object)
        made: NDArray[np.object_] = self.cache[key]
        return made
