"""Index: what a definition says of every unit of a dataset. Frozen, replayable, handed out as plain pandas objects."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.engine.banding import Banding
from mpindex.errors import suggest
from mpindex.steps.rank import competition, position_of

if TYPE_CHECKING:
    from mpindex.dataset.dataset import Dataset
    from mpindex.engine.plan import Levels, Plan
    from mpindex.grammar.definition import Definition

Array = NDArray[np.float64]


@dataclass(frozen=True, eq=False, repr=False)
class Index:
    """Scores, ranks and bands by one definition.

    Attributes
    ----------
    plan : the definition bound to the dataset.
    tree : scores of every leaf and node of the tree.
    """

    plan: Plan
    tree: Levels

    @cached_property
    def array(self) -> Array:
        """(units, elements): scores of leaves, then nodes; the last column is the index."""
        return self.tree.stacked()

    @property
    def definition(self) -> Definition:
        return self.plan.definition

    @property
    def dataset(self) -> Dataset:
        return self.plan.dataset

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters it was made with."""
        return dict(self.plan.parameters)

    @property
    def version(self) -> str:
        """The version of the library that made it."""
        from mpindex import __version__

        return __version__

    @property
    def units(self) -> tuple[str, ...]:
        return self.dataset.units

    @cached_property
    def banding(self) -> Banding:
        return Banding(self.plan, self.plan.model.bands)

    @cached_property
    def scores(self) -> pd.Series:
        """Score of every unit, unrounded; NaN where there is none."""
        return self._series(self.array[:, -1], "score")

    @cached_property
    def ranks(self) -> pd.Series:
        """Rank of every unit: 1 is best, ties share the best rank, NaN without a score."""
        return self._series(self.banding.rank(self.array[:, -1]), "rank")

    @cached_property
    def positions(self) -> pd.Series:
        """Position from the top, (rank - 0.5) / N: near 0 the top, near 1 the bottom."""
        return self._series(position_of(self.ranks.to_numpy()), "position")

    @cached_property
    def codes(self) -> NDArray[np.intp]:
        """(units,): number of each unit's band; -1 without a score."""
        return self.banding.assign(self.tree, self.ranks.to_numpy())

    @cached_property
    def bands(self) -> pd.Series:
        """Band of every unit: a label of the definition, `unclassified`, or missing where there is no score."""
        labels = np.array([*self.banding.labels, None], dtype=object)
        return pd.Series(labels[self.codes], index=self._index, name="band", dtype=object)

    @property
    def n(self) -> int:
        """How many units have a score."""
        return int(np.count_nonzero(~np.isnan(self.array[:, -1])))

    @cached_property
    def coverage(self) -> pd.Series:
        """Share of the weight of the indicators for which the unit has data."""
        return self._series(self.plan.coverage(), "coverage")

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row for each unit, best first.

        name, score, rank, position, band, next_band and gap (what it lacks in score to the lowest member of the next
        better band; negative if the score would do and another condition keeps it out), coverage.
        """
        next_band, gap = self._gaps()
        frame = pd.DataFrame(
            {
                "name": [self.dataset.names.get(unit, unit) for unit in self.units],
                "score": self.scores,
                "rank": self.ranks.astype("Int64"),
                "position": self.positions,
                "band": self.bands,
                "next_band": next_band,
                "gap": gap,
                "coverage": self.coverage,
            },
            index=self._index,
        )
        return frame.sort_values(["rank", "name"], kind="stable")

    @cached_property
    def levels(self) -> pd.DataFrame:
        """Scores of every dimension (units x nodes), the index itself last."""
        first = len(self.plan.leaves)
        return self._frame(self.array[:, first:], self.plan.elements[first:])

    @cached_property
    def normalised(self) -> pd.DataFrame:
        """The indicators as they enter the aggregation (units x leaves)."""
        return self.stage("normalised")

    def stage(self, name: str) -> pd.DataFrame:
        """Return the indicators after a step: raw, denominated, imputed, treated or normalised (units x leaves)."""
        from mpindex.engine.stages import STAGES

        if name not in STAGES:
            raise ValueError(
                f"there is no stage {name!r}.{suggest(name, STAGES)} Stages: {', '.join(STAGES)}"
            )
        return self._frame(self.plan.stage(name), [leaf.id for leaf in self.plan.leaves])

    @property
    def steps(self) -> dict[str, pd.DataFrame]:
        """Every step of the calculation as a table, from the raw figures to the levels."""
        from mpindex.engine.stages import STAGES

        return {**{name: self.stage(name) for name in STAGES}, "levels": self.levels}

    @cached_property
    def weights(self) -> pd.DataFrame:
        """Weights in use by element: within its dimension, and as a share of the whole index."""
        plan = self.plan
        own = plan.weights
        parent = ["" if p < 0 else plan.elements[p] for p in plan.parent]
        data = {"parent": parent, "weight": own, "effective": plan.effective_weights()}
        return pd.DataFrame(data, index=pd.Index(plan.elements, name="element"))

    def row(self, unit: str) -> int:
        """Return the place of a unit given by code or, for countries, by name."""
        return self.units.index(self.dataset.find(unit))

    def explain(self, unit: str) -> pd.DataFrame:
        """Say where a unit's score comes from, one row for each indicator.

        Columns
        -------
        name, dimension : of the indicator.
        value, year, stand_in : its figure, how old it is, whether it stands on a stand-in source.
        rank : the unit's rank in the indicator alone, 1 best.
        normalised : the value as it enters the aggregation.
        weight : its share of the unit's index, after the rule for missing values.
        contribution : weight x normalised; sums to the score. Missing where aggregation is not additive.
        effect : by how much the indicator moves the score away from what the median unit's value would give.
        """
        plan, u = self.plan, self.row(unit)
        weight = self._unit_weights(u)
        x = plan.stage("normalised")[u]
        frame = pd.DataFrame(
            {
                "name": [self._title(leaf.id, leaf.source, leaf.title) for leaf in plan.leaves],
                "dimension": [plan.elements[p] for p in plan.parent[: len(plan.leaves)]],
                "value": plan.stage("raw")[u],
                "year": pd.array(plan.years[u], dtype="Float64").astype("Int64"),
                "stand_in": plan.stand_ins[u],
                "rank": pd.array(self._leaf_ranks[u], dtype="Float64").astype("Int64"),
                "normalised": x,
                "weight": weight,
                "contribution": weight * x if self.additive else np.nan,
                "effect": self._effects(u),
            },
            index=pd.Index([leaf.id for leaf in plan.leaves], name="indicator"),
        )
        return frame.sort_values(
            "effect", ascending=False, kind="stable", key=lambda column: column * self._sign
        )

    @property
    def additive(self) -> bool:
        """Whether contributions sum to the score: arithmetic means all the way up, nothing done `then`."""
        return all(
            node.settings.aggregate.name == "arithmetic" and node.then is None for node in self.plan.nodes
        )

    def base_rate(self, unit: str) -> tuple[int, int]:
        """Return how many units are in the band of `unit`, and of how many with a score."""
        code = self.codes[self.row(unit)]
        return (int((self.codes == code).sum()) if code >= 0 else 0), self.n

    def around(self, unit: str, many: int = 5) -> list[str]:
        """Return the units next to `unit` in rank, best first, `unit` among them."""
        order = list(self.table.index[: self.n])
        code = self.units[self.row(unit)]
        if code not in order:
            return []
        first = max(0, min(order.index(code) - many // 2, len(order) - many))
        return order[first : first + many]

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know before using the result: dropped indicators, missing values that decide, stand-ins."""
        from mpindex.index.notes import notes

        return notes(self)

    def to_excel(self, path: str | os.PathLike[str]) -> FilePath:
        """Write one readable workbook: results, each step, weights, audit, notes and sources; return its path."""
        from mpindex.index.workbook import to_excel

        return to_excel(self, path)

    def __repr__(self) -> str:
        head = f"<Index {self.definition.id}: {self.n} of {len(self.units)} units scored>"
        return f"{head}\n{self.table.head(10).to_string(float_format='{:.4g}'.format)}"

    def _repr_html_(self) -> str:
        top = self.table.head(10).to_html(float_format="{:.4g}".format)
        return f"<p><b>{self.definition.title}</b>: {self.n} of {len(self.units)} units scored</p>{top}"

    # --------------------------------------------------------------------

    @cached_property
    def _index(self) -> pd.Index:
        return pd.Index(self.units, name="unit")

    @property
    def _sign(self) -> int:
        return -1 if self.plan.model.low_is_best else 1

    def _series(self, values: Array, name: str) -> pd.Series:
        return pd.Series(values, index=self._index, name=name)

    def _frame(self, values: Array, columns: Sequence[str]) -> pd.DataFrame:
        return pd.DataFrame(values, index=self._index, columns=pd.Index(list(columns)))

    def _title(self, name: str, source: str, title: str) -> str:
        if title:
            return title
        return (
            self.dataset.indicator(source).name
            if source in self.dataset.indicators
            else name.replace("_", " ")
        )

    @cached_property
    def _leaf_ranks(self) -> Array:
        return competition((self.plan.stage("denominated") * self.plan.direction).T).T

    def _gaps(self) -> tuple[NDArray[np.object_], Array]:
        """For each unit the band of the nearest better unit in another band, and the score lacking to its lowest."""
        good, labels = self.array[:, -1] * self._sign, self.banding.labels
        named, gaps = np.full(len(good), None, dtype=object), np.full(len(good), np.nan)
        order = np.argsort(-good, kind="stable")[: self.n]
        ends = np.flatnonzero(np.diff(self.codes[order])) + 1
        above: list[int] = []  # bands met so far going down the ranking, the nearest last
        lowest: dict[int, float] = {
            int(code): good[self.codes == code].min()
            for code in np.unique(self.codes[order])
            if code < len(self.banding.bands)
        }
        for run in np.split(order, ends) if len(order) else []:
            code = int(self.codes[run[0]])
            other = next((c for c in reversed(above) if c != code), None)
            if other is not None:
                named[run], gaps[run] = labels[other], lowest[other] - good[run]
            if code in lowest:
                above = [c for c in above if c != code] + [code]
        return named, gaps

    def _unit_weights(self, u: int) -> Array:
        """(leaves,): effective weights of one unit after the rule for missing values."""
        plan, share = self.plan, np.zeros(len(self.plan.elements))
        share[-1] = 1.0
        for i in range(len(plan.nodes) - 1, -1, -1):
            inside = plan.children[i]
            counted = plan.weights[inside] * (
                1.0 if plan.nodes[i].settings.missing.rule == "zero" else ~np.isnan(self.array[u, inside])
            )
            total = counted.sum()
            share[inside] = share[len(plan.leaves) + i] * (counted / total if total > 0 else 0.0)
        return share[: len(plan.leaves)]

    def _effects(self, u: int) -> Array:
        """(leaves,): score minus the score with the indicator at the median of all units, all else equal."""
        x = self.plan.stage("normalised")
        k = x.shape[1]
        middle = np.array(
            [np.median(column[~np.isnan(column)]) if (~np.isnan(column)).any() else np.nan for column in x.T]
        )
        many = np.broadcast_to(x, (k, *x.shape)).copy()
        many[np.arange(k), u, np.arange(k)] = middle
        effect = self.array[u, -1] - self.plan.aggregate(many)[:, u, -1]
        return np.where(np.isnan(x[u]), np.nan, effect)
