"""All years of one definition scored: each year's own figures, on a scale learned once or from each year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.analysis.trajectory.basket import in_being, spans
from mpindex.dataset.dataset import Dataset
from mpindex.engine.levels import Levels
from mpindex.engine.methods import alike
from mpindex.engine.plan import Plan
from mpindex.errors import DefinitionError, MpindexError
from mpindex.grammar import Call
from mpindex.grammar.definition import Definition
from mpindex.steps.rank import position_of
from mpindex.steps.registry import METHODS
from mpindex.typing import Array, Bools, Places


@dataclass(eq=False)
class Years:
    """The years of one definition: a plan for each, and the steps after imputation on all of them at once.

    Attributes
    ----------
    definition : Definition
        What is followed.
    world : Dataset
        The newest data.
    worlds : mapping of int to Dataset
        The data as of each year.
    parameters : mapping
        Of the definition.
    scale : {"frozen", "yearly"}
        Whether the scale of the indicators is learned once or each year.
    base_world : Dataset or None
        The data that a frozen scale is learned from; None for all years pooled.
    notes : list of str
        What came up while scoring.
    """

    definition: Definition
    world: Dataset
    worlds: Mapping[int, Dataset]
    parameters: Mapping[str, Any]
    scale: str
    base_world: Dataset | None
    notes: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.years = list(self.worlds)
        self.newest = Plan.compile(self.definition, self.world, self.parameters)
        self.plans = [Plan.compile(self.definition, then, self.parameters) for then in self.worlds.values()]
        self.inside = np.stack([in_being(self.world, year) for year in self.worlds])

    def frames(self) -> dict[str, pd.DataFrame]:
        """Return scores, ranks, positions, bands and coverage by name, each years x units."""
        levels, scores = self.levels, self.scores
        ranks = self.rank(scores)
        coverage = np.stack([plan.coverage() for plan in self.plans])
        arrays: dict[str, NDArray[Any]] = {
            "scores": scores,
            "ranks": ranks,
            "positions": position_of(ranks),
            "bands": self._bands(levels, scores, ranks),
            "coverage": np.where(np.isnan(scores), np.nan, coverage),
        }
        index, columns = pd.Index(self.years, name="year"), list(self.world.units)
        return {name: pd.DataFrame(array, index=index, columns=columns) for name, array in arrays.items()}

    def possible_alone(self) -> list[int]:
        """Return the years that can be scored each by itself, where all together cannot."""
        possible = []
        for year, then in self.worlds.items():
            try:
                Years(self.definition, self.world, {year: then}, self.parameters, "yearly", None).frames()
            except MpindexError:
                continue
            possible.append(year)
        return possible

    @cached_property
    def levels(self) -> Levels:
        """The scores of every element of the tree, (years, units) each."""
        return self.newest.levels(self.normalised)

    @cached_property
    def scores(self) -> Array:
        """(years, units), NaN without a score or before the unit was in being."""
        return np.where(self.inside, self.levels.score, np.nan)

    @cached_property
    def leaves(self) -> tuple[str, ...]:
        """Ids of the indicators, in the order of the last axis of `normalised`."""
        return tuple(leaf.id for leaf in self.newest.leaves)

    @cached_property
    def weights(self) -> Array:
        """(leaves,): the share of each indicator in the weight of the whole."""
        return self.newest.effective_weights()[: len(self.leaves)]

    @cached_property
    def dated(self) -> Array:
        """(years, units, leaves): the year of each figure, NaN where there is none."""
        return np.stack([plan.years for plan in self.plans])

    @cached_property
    def raw(self) -> Array:
        """(years, units, leaves): the figures as they are published or derived."""
        return np.stack([plan.stage("raw") for plan in self.plans])

    @property
    def known(self) -> Bools:
        """(years, units, leaves): whether there is a figure that can be used, of a unit in being."""
        return ~np.isnan(self.normalised)

    @cached_property
    def normalised(self) -> Array:
        """(years, units, leaves): every year by itself, or with what is learned from the base."""
        methods = self.newest.stages.methods
        x = self._imputed(self.plans, self.inside)
        if self.scale == "yearly":
            return methods.each("normalise", methods.each("treat", x, None), None)
        base = x if self.base_world is None else self._base(self.base_world)
        treated, learned = (methods.each("treat", part, _rows(base)) for part in (x, base))
        result = treated.copy()
        for call, places in alike([leaf.settings.normalise for leaf in self.newest.leaves]):
            result[..., places] = self._scaled(call, treated[..., places], learned[..., places], places)
        return result

    def scores_with(self, rows: Places, changed: Array) -> Array:
        """Return the scores of years scored anew with figures changed, (cases, units).

        Parameters
        ----------
        rows : Places
            (cases,), the number of the year of each case.
        changed : Array
            (cases, units, leaves), as `normalised` has them, with the changes.
        """
        return np.where(self.inside[rows], self.newest.levels(changed).score, np.nan)

    def rank(self, scores: Array) -> Array:
        """Return ranks, (..., units): 1 is the best, whichever end the definition says is best."""
        return self.newest.banding.rank(scores)

    def _scaled(self, call: Call, x: Array, base: Array, places: Places) -> Array:
        """Normalise x (years, units, leaves) with what is learned from base (its years, units, leaves), call by call."""
        for i, link in enumerate(call.keywords["calls"] if call.name == "chain" else (call,)):
            of_the_year = "of_the_year" in METHODS["normalise"][link.name].traits
            rows = None if of_the_year else _rows(base)
            x, base = (
                self.newest.stages.methods.run("normalise", link, part, places, rows, directed=i > 0)
                for part in (x, base)
            )
        return x

    def _imputed(self, plans: list[Plan], inside: Bools) -> Array:
        x = np.stack([plan.stage("imputed") for plan in plans])
        return np.where(inside[:, :, None], x, np.nan)

    def _base(self, then: Dataset) -> Array:
        """(1, units, leaves) of the base year."""
        plan = Plan.compile(self.newest.definition, then, self.parameters)
        return self._imputed([plan], in_being(self.world, then.reference_year)[None])

    def _bands(self, levels: Levels, scores: Array, ranks: Array) -> NDArray[np.object_]:
        """Bands by each year's own figures; a year in which a rule cannot be applied has none, and a note."""
        bands = np.full(scores.shape, None, dtype=object)
        failed: dict[str, list[int]] = {}
        for i, plan in enumerate(self.plans):
            nodes = [np.where(self.inside[i], node[i], np.nan) for node in levels.nodes]
            banding = plan.banding
            try:
                codes = banding.assign(Levels(levels.leaves[i], nodes), ranks[i])
                if banding.undrawn:
                    raise DefinitionError(banding.why_undrawn())
            except MpindexError as fault:
                failed.setdefault(str(fault).split("\n")[0], []).append(self.years[i])
                continue
            bands[i] = np.array([*banding.labels, None], dtype=object)[codes]
        self.notes += [f"no bands in {spans(years, self.years)}: {why}" for why, years in failed.items()]
        return bands


def _rows(x: Array) -> Array:
    """(years * units, leaves): all years under each other."""
    return x.reshape(-1, x.shape[-1])
