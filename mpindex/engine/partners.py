"""Relations between units: flows from each to each, whom they are with, and indicators made from them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from mpindex.dataset.dataset import Dataset
from mpindex.engine.groups import Groups, is_absent_state
from mpindex.errors import DefinitionError
from mpindex.grammar.yamlfile import Path
from mpindex.typing import Array


@dataclass(frozen=True, eq=False)
class Partners:
    """The relations of a dataset as a definition asks for them.

    Attributes
    ----------
    dataset : Dataset
    groups : Groups
        Who is in which group, for partners given by group.
    where : callable
        ``file:line`` of a path in the definition.
    """

    dataset: Dataset
    groups: Groups
    where: Callable[[Path], str]

    def flow(self, relation: str, path: Path = ()) -> Array:
        """Return a relation (from, to). `imports` is exports turned round, `trade` is both together."""
        try:
            if relation == "imports":
                return self.dataset.relation("exports").T
            if relation == "trade":
                out = self.dataset.relation("exports")
                neither = np.isnan(out) & np.isnan(out.T)
                return np.where(neither, np.nan, np.nan_to_num(out) + np.nan_to_num(out.T))
            return self.dataset.relation(relation)
        except DefinitionError as fault:
            raise DefinitionError(f"{self.where(path)}: {fault}") from None

    def year(self, relation: str) -> float:
        """Return the newest year of a relation, NaN where it has none."""
        pairs, latest = self.dataset.tables.pairs(), self.dataset.year
        name = "exports" if relation in ("imports", "trade") else relation
        years = pairs["year"].to_numpy(dtype=float)[(pairs["relation"] == name).to_numpy()]
        counted = years[years <= (np.inf if latest is None else latest)]  # NaN is none
        return float(counted.max()) if len(counted) else float("nan")

    def total(self, relation: str, path: Path) -> Array:
        """Return (units,): what each unit has of a relation with all others together."""
        return np.asarray(np.nansum(self.flow(relation, path), axis=1))

    def flows_to(self, relation: str, partners: Any, path: Path) -> Array:
        """Return (units, partners): flows to each unit or group of a list, or to each other member of the own group.

        A group of a list is a partner as it was in the year of the flows: trade of 2015 with the European Union counts
        the United Kingdom in. A unit's own place is -inf: it does not count.
        """
        flow = self.flow(relation, path)
        units, itself = np.asarray(self.dataset.units), np.eye(len(self.dataset.units), dtype=bool)
        if not isinstance(partners, list):
            others = self.groups.members(partners, path) & ~itself
            return np.where(others, np.nan_to_num(flow), -np.inf)
        columns, groups = [], self.groups.of_year(self.year(relation))
        for partner in partners:
            is_unit = partner in units or is_absent_state(self.dataset, partner)
            inside = units == partner if is_unit else groups.members(partner, path).diagonal()
            column = np.nansum(np.where(inside & ~itself, flow, np.nan), axis=1)
            columns.append(np.where(inside, -np.inf, column))
        return np.stack(columns, axis=-1)
