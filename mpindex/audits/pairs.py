"""Correlations of a plan's elements as tables: pairs with flags, and matrices."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from mpindex.audits import correlations
from mpindex.audits.values import Staged
from mpindex.errors import OptionError, suggest
from mpindex.typing import Array, Places

Pair = tuple[int, int]
SETS = ("indicators", "dimensions", "parents", "index")


@dataclass(frozen=True, eq=False)
class Pairs:
    """Correlations of the elements of a tree, made once for each kind and stage."""

    staged: Staged

    def table(
        self, kind: str, stage: str, of: str, within: bool | None, directed: bool, limits: tuple[float, float]
    ) -> pd.DataFrame:
        """List pairs, strongest first; see `Audit.correlations`."""
        r, n = self.matrix(kind, stage, directed)
        plan = self.staged.plan
        names = np.asarray(plan.elements, dtype=object)
        parent = np.asarray(["" if p < 0 else plan.elements[p] for p in plan.parent], dtype=object)
        pairs = [pair for pair in self._pairs(of) if within is None or self._together(pair) == within]
        i, j = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
        value = r[i, j]
        redundant, opposed = limits
        frame = pd.DataFrame(
            {
                "a": names[i],
                "b": names[j],
                "dimension_a": parent[i],
                "dimension_b": parent[j],
                "correlation": value,
                "units": n[i, j],
                "p": correlations.p_values(value, n[i, j], kind),
                "flag": np.select([value > redundant, value < opposed], ["redundant", "opposed"], default=""),
            }
        )
        order = np.argsort(-np.abs(np.nan_to_num(value)), kind="stable")
        return frame.iloc[order].reset_index(drop=True)

    def matrix(self, kind: str, stage: str, directed: bool) -> tuple[Array, Places]:
        """(elements, elements): correlations, and how many units have both; the leaves as of a stage."""
        known = correlations.KINDS
        if kind not in known:
            raise OptionError(
                f"unknown correlation {kind!r}.{suggest(kind, known)} Known: {', '.join(known)}"
            )
        key = (kind, stage, directed)
        if key not in self._matrices:
            x = self.staged.levels(stage, directed=directed)
            self._matrices[key] = (known[kind](x), correlations.common(x))
        return self._matrices[key]

    @cached_property
    def _matrices(self) -> dict[Any, tuple[Array, Places]]:
        return {}

    def _together(self, pair: Pair) -> bool:
        parent = self.staged.plan.parent
        return bool(parent[pair[0]] == parent[pair[1]])

    def _pairs(self, of: str) -> Iterator[Pair]:
        plan = self.staged.plan
        k, n, depth = len(plan.leaves), len(plan.elements), self._depth
        if of == "indicators":
            yield from ((i, j) for i in range(k) for j in range(i + 1, k))
        elif of == "dimensions":
            yield from ((i, j) for i in range(k, n) for j in range(i + 1, n) if depth[i] == depth[j])
        elif of == "parents":
            for i in range(n - 1):
                above = int(plan.parent[i])
                while above >= 0:
                    yield i, above
                    above = int(plan.parent[above])
        elif of == "index":
            yield from ((i, n - 1) for i in range(n - 1))
        else:
            raise OptionError(f"correlations of what? {of!r}.{suggest(of, SETS)} Known: {', '.join(SETS)}")

    @cached_property
    def _depth(self) -> Places:
        """(elements,): steps down from the root."""
        plan = self.staged.plan
        depth = np.zeros(len(plan.elements), dtype=np.intp)
        for i in range(len(plan.elements) - 2, -1, -1):
            depth[i] = depth[plan.parent[i]] + 1
        return depth
