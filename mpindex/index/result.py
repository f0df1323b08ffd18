"""Result: what a plan gives, as pandas objects: scores, ranks, positions, bands, levels, weights and every step."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import pandas as pd

from mpindex.arguments import option
from mpindex.dataset.dataset import Dataset
from mpindex.engine.banding import Banding
from mpindex.engine.levels import Levels
from mpindex.engine.plan import Plan
from mpindex.engine.stages import STAGES
from mpindex.grammar.definition import Definition
from mpindex.grammar.model import Leaf
from mpindex.steps.rank import competition, position_of
from mpindex.typing import Array, Codes


@dataclass(frozen=True, eq=False, repr=False)
class Result:
    """Scores, ranks and bands by one definition.

    Parameters
    ----------
    plan : Plan
        The definition bound to the dataset.
    tree : Levels
        Scores of every leaf and node of the tree.
    """

    plan: Plan
    tree: Levels

    # what it was made of -----------------------------------------------------

    @property
    def definition(self) -> Definition:
        """The definition that was applied."""
        return self.plan.definition

    @property
    def dataset(self) -> Dataset:
        """The data that it was applied to."""
        return self.plan.dataset

    @property
    def parameters(self) -> dict[str, Any]:
        """The parameters it was made with."""
        return dict(self.plan.parameters)

    @property
    def units(self) -> tuple[str, ...]:
        """Ids of the units, in the order of every array."""
        return self.dataset.units

    @property
    def banding(self) -> Banding:
        """The band rules."""
        return self.plan.banding

    # by unit -------------------------------------------------------------------

    @cached_property
    def array(self) -> Array:
        """(units, elements): scores of leaves, then nodes; the last column is the index."""
        return self.tree.stacked()

    @cached_property
    def scores(self) -> pd.Series:
        """Score of every unit, unrounded; NaN where there is none."""
        return self._series(self.array[:, -1], "score")

    @property
    def sign(self) -> int:
        """+1 where the highest score is best, -1 where the lowest is."""
        return self.plan.model.sign

    @property
    def directed_scores(self) -> pd.Series:
        """Scores of which more is better, whichever end the definition says is best."""
        return self.scores * self.sign

    @cached_property
    def ranks(self) -> pd.Series:
        """Rank of every unit: 1 is best, ties share the best rank, NaN without a score."""
        return self._series(self.banding.rank(self.array[:, -1]), "rank")

    @cached_property
    def positions(self) -> pd.Series:
        """Position from the top, (rank - 0.5) / N: near 0 the top, near 1 the bottom."""
        return self._series(position_of(self.ranks.to_numpy()), "position")

    @cached_property
    def codes(self) -> Codes:
        """(units,): number of each unit's band; -1 without a score."""
        return self.banding.assign(self.tree, self.ranks.to_numpy())

    @cached_property
    def bands(self) -> pd.Series:
        """Band of every unit: a label of the definition, `unclassified`, or missing where there is no score.

        Missing throughout where the definition has no bands.
        """
        known = self.banding.labels if self.definition.bands else [None] * len(self.banding.labels)
        labels = np.array([*known, None], dtype=object)
        return pd.Series(labels[self.codes], index=self._index, name="band", dtype=object)

    @property
    def n(self) -> int:
        """How many units have a score."""
        return int(np.count_nonzero(~np.isnan(self.array[:, -1])))

    @cached_property
    def coverage(self) -> pd.Series:
        """Share of the weight of the indicators for which the unit has data."""
        return self._series(self.plan.coverage(), "coverage")

    def row(self, unit: str) -> int:
        """Return the place of a unit.

        Parameters
        ----------
        unit : str
            Code or, for countries, name.

        Raises
        ------
        UnknownUnit
            No such unit, with the nearest.
        """
        return self.units.index(self.dataset.find(unit))

    def base_rate(self, unit: str) -> tuple[int, int]:
        """Return how many units are in the band of a unit, and of how many with a score.

        Parameters
        ----------
        unit : str
            Code or, for countries, name.
        """
        code = self.codes[self.row(unit)]
        return (int((self.codes == code).sum()) if code >= 0 else 0), self.n

    # by indicator and dimension ----------------------------------------------------

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
        """Return the indicators after a step (units x leaves).

        Parameters
        ----------
        name : str
            raw, denominated, imputed, treated or normalised.

        Raises
        ------
        OptionError
            There is no such stage.
        """
        option("name", name, STAGES)
        return self._frame(self.plan.stage(name), [leaf.id for leaf in self.plan.leaves])

    @property
    def steps(self) -> dict[str, pd.DataFrame]:
        """Every step of the calculation as a table, from the raw figures to the levels."""
        return {**{name: self.stage(name) for name in STAGES}, "levels": self.levels}

    @cached_property
    def weights(self) -> pd.DataFrame:
        """Weights in use by element: within its dimension, and as a share of the whole index."""
        plan = self.plan
        parent = ["" if p < 0 else plan.elements[p] for p in plan.parent]
        columns = {"parent": parent, "weight": plan.weights, "effective": plan.effective_weights()}
        return pd.DataFrame(columns, index=pd.Index(plan.elements, name="element"))

    @property
    def additive(self) -> bool:
        """Whether contributions sum to the score: arithmetic means all the way up, nothing done `then`."""
        return all(
            node.settings.aggregate.name == "arithmetic" and node.then is None for node in self.plan.nodes
        )

    @cached_property
    def leaf_ranks(self) -> Array:
        """(units, leaves): rank of each unit in each indicator alone, 1 best."""
        return competition((self.plan.stage("denominated") * self.plan.direction).T).T

    def title_of(self, leaf: Leaf) -> str:
        """Return what people call an indicator of the tree.

        Parameters
        ----------
        leaf : Leaf
            The indicator.
        """
        if leaf.title:
            return leaf.title
        if leaf.source in self.dataset.indicators:
            return self.dataset.indicator(leaf.source).label
        return leaf.id.replace("_", " ")

    # --------------------------------------------------------------------

    @cached_property
    def _index(self) -> pd.Index:
        return _labels(self.units).rename("unit")

    def _series(self, values: Array, name: str) -> pd.Series:
        return pd.Series(values, index=self._index, name=name)

    def _frame(self, values: Array, columns: Sequence[str]) -> pd.DataFrame:
        return pd.DataFrame(values, index=self._index, columns=pd.Index(list(columns)))


@lru_cache(maxsize=8)
def _labels(units: tuple[str, ...]) -> pd.Index:
    """Units as an index: dear to make, and the same in every result on the same data."""
    return pd.Index(units)
