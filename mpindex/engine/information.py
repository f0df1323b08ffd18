"""Which elements of a tree tell anything: indicators without a usable value are left out, and named."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mpindex.engine.tree import Tree
from mpindex.typing import Array, Bools


@dataclass(frozen=True, eq=False)
class Information:
    """What each element has to tell.

    Attributes
    ----------
    tree : Tree
    treated, normalised : Array
        (units, leaves), before and after normalisation.
    """

    tree: Tree
    treated: Array
    normalised: Array

    @cached_property
    def dead(self) -> Bools:
        """(elements,): leaves without a usable value (absent, or constant where that tells nothing), and nodes of such."""
        k = len(self.tree.leaves)
        dead = np.zeros(len(self.tree.elements), dtype=bool)
        dead[:k] = np.isnan(self.normalised).all(axis=0)
        for i, inside in enumerate(self.tree.children):
            dead[k + i] = dead[inside].all()
        return dead

    @cached_property
    def constant(self) -> tuple[str, ...]:
        """Ids of leaves that have data, but one value for all, of which normalising left nothing."""
        return tuple(name for name, varied in self._lost if not varied)

    @cached_property
    def emptied(self) -> tuple[str, ...]:
        """Ids of leaves whose values differ, of which normalising left none: its method may not bear missing values."""
        return tuple(name for name, varied in self._lost if varied)

    @cached_property
    def absent(self) -> tuple[str, ...]:
        """Ids of leaves of which no unit has a value."""
        dead = [leaf.id for leaf, is_dead in zip(self.tree.leaves, self.dead, strict=False) if is_dead]
        return tuple(name for name in dead if name not in (*self.constant, *self.emptied))

    @cached_property
    def _lost(self) -> list[tuple[str, bool]]:
        """Leaves with data of which normalising left nothing, and whether the data differ."""
        lost = []
        for leaf, dead, column in zip(self.tree.leaves, self.dead, self.treated.T, strict=False):
            values = column[~np.isnan(column)]
            if dead and len(values):
                lost.append((leaf.id, bool(values.max() > values.min())))
        return lost

    def left_out(self) -> list[str]:
        """Return which leaves with data are left out and why, a sentence for each reason."""
        sentences = []
        if self.constant:
            names = ", ".join(self.constant)
            sentences.append(f"constant for all units, so without information and left out: {names}")
        if self.emptied:
            sentences.append(
                f"normalising left no value, so left out: {', '.join(self.emptied)} ({self._why_emptied()})"
            )
        return sentences

    def _why_emptied(self) -> str:
        """What the methods of the emptied leaves have in common: they bear no gaps, or divide by nothing."""
        gaps = [
            bool(np.isnan(column).any())
            for leaf, column in zip(self.tree.leaves, self.treated.T, strict=True)
            if leaf.id in self.emptied
        ]
        if all(gaps):
            return "its method must skip missing values, as np.nanmax does"
        return "its method has nothing to divide by: is the unit or the bound that it refers to the lowest itself?"
