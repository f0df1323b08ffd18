"""The values that an audit looks at: an Index's indicators after each step, and its levels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from mpindex.engine.plan import Plan
from mpindex.engine.stages import STAGES
from mpindex.errors import OptionError, suggest
from mpindex.index.index import Index
from mpindex.typing import Array, Bools

LEVELS = "levels"


@dataclass(frozen=True, eq=False)
class Staged:
    """An Index, by stage."""

    index: Index

    @property
    def plan(self) -> Plan:
        return self.index.plan

    def values(self, stage: str) -> tuple[Array, tuple[str, ...]]:
        """(units, k) and the k names: of the indicators after a step, or of all elements ("levels")."""
        if stage == LEVELS:
            return self.index.array, self.plan.elements
        if stage not in STAGES:
            known = (*STAGES, LEVELS)
            raise OptionError(
                f"there is no stage {stage!r}.{suggest(stage, known)} Stages: {', '.join(known)}"
            )
        return self.plan.stage(stage), tuple(leaf.id for leaf in self.plan.leaves)

    def levels(self, stage: str, *, directed: bool = False) -> Array:
        """(units, elements): the levels, with the leaves as of a stage, turned by their direction if asked for."""
        x, _ = self.values(stage)
        if stage in (LEVELS, "normalised"):
            return self.index.array
        x = x * self.plan.direction if directed else x
        return np.concatenate([x, self.index.array[:, x.shape[1] :]], axis=1)

    @cached_property
    def under(self) -> Bools:
        """(nodes, leaves): which leaves are under each node."""
        k = len(self.plan.leaves)
        under = np.zeros((len(self.plan.elements), k), dtype=bool)
        under[:k] = np.eye(k, dtype=bool)
        for i, inside in enumerate(self.plan.children):
            under[k + i] = under[inside].any(axis=0)
        return under[k:]

    def node(self, name: str) -> int:
        """Return the number of a dimension, or an error with the nearest name."""
        names = [node.id for node in self.plan.nodes]
        if name not in names:
            raise OptionError(
                f"there is no dimension {name!r}.{suggest(name, names)} It has: {', '.join(names)}"
            )
        return names.index(name)
