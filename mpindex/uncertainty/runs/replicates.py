"""Runs a definition many times with its choices made otherwise: values of factors in, scores, ranks and bands out.

Each distinct combination of alternatives that decides the scores is one plan, and plans share every stage that they have in
common; weights run through the plans as matrix products, many draws at a time.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import groupby
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from mpindex.engine.banding import Banding
from mpindex.engine.conditions import Bounds
from mpindex.engine.levels import Levels
from mpindex.engine.plan import Plan
from mpindex.engine.tree import span
from mpindex.grammar.model import GREAT_BY_RULE, TIERS, UNCLASSIFIED
from mpindex.typing import Array, Bools, Codes, Places
from mpindex.uncertainty.choices.choices import Choice, Factor, LeaveOut, Noise, Threshold, Weights
from mpindex.uncertainty.choices.factors import bound_of
from mpindex.uncertainty.counts.counting import Counting
from mpindex.uncertainty.counts.tallies import Tally
from mpindex.uncertainty.runs.rescaling import Rescaling, rescalings
from mpindex.uncertainty.runs.variants import Variants

#: Values of factors by name, the draws first.
Values: TypeAlias = Mapping[str, NDArray[Any]]
Kind = TypeVar("Kind", LeaveOut, Noise, Weights)

#: Cells of the levels of draws that are run at a time.
CELLS = 1 << 17


@dataclass(frozen=True, eq=False)
class Outcome:
    """What came out of a block of draws: scores and ranks (draws, units), and numbers of bands (-1 without a score)."""

    scores: Array
    ranks: Array
    codes: Codes


@dataclass(frozen=True, eq=False)
class Group:
    """Draws that share a plan, those that share their bands one behind the other.

    Attributes
    ----------
    plan : Plan
    draws : Places
    bandings : list of Banding
    ends : Places
        Where the draws of each banding end.
    """

    plan: Plan
    draws: Places
    bandings: list[Banding]
    ends: Places

    def stretches(self, start: int, stop: int) -> Iterator[tuple[slice, Banding]]:
        """Return the places, counted from `start`, of the draws up to before `stop` that share their bands."""
        first = 0
        for banding, end in zip(self.bandings, self.ends.tolist(), strict=True):
            if first < stop and end > start:
                yield slice(max(first - start, 0), min(end, stop) - start), banding
            first = end


@dataclass(frozen=True, eq=False)
class Replicates:
    """A plan, and the factors along which it varies."""

    base: Plan
    factors: tuple[Factor, ...]

    @cached_property
    def labels(self) -> tuple[str, ...]:
        """Every band label that any variant has, in order of first appearance; then unclassified, and great by rule."""
        labels = dict.fromkeys(band.label for band in self.base.model.bands)
        for factor in self._choices:
            for changes in factor.changes:
                if "bands" in changes:
                    labels |= dict.fromkeys(str(label) for band in changes["bands"] for label in band)
        great = GREAT_BY_RULE in self.base.banding.labels or any(
            "great_powers" in changes or ("bands" in changes and labels.keys() & set(TIERS[1:]))
            for factor in self._choices
            for changes in factor.changes
        )
        return (*labels, UNCLASSIFIED, GREAT_BY_RULE) if great else (*labels, UNCLASSIFIED)

    def draw(self, rng: np.random.Generator, size: int) -> dict[str, NDArray[Any]]:
        """Draw values of all factors."""
        return {factor.name: factor.draw(rng, size) for factor in self.factors}

    def reference(self) -> Outcome:
        """The definition as it stands, as a block of one draw."""
        return self.run({}, 1)

    def run(self, values: Values, size: int) -> Outcome:
        """Run `size` draws. A factor that `values` leaves out keeps the definition's own setting."""
        scores = np.empty((size, len(self.base.dataset.units)))
        codes = np.empty(scores.shape, dtype=np.int16)
        ranks = np.empty(scores.shape)
        for group in self._groups(values, size):
            for part in self._parts(group, values):
                levels, draws = self._levels_of(group, part, values), group.draws[part]
                scores[draws], ranks[draws] = levels.score, group.bandings[0].rank(levels.score)
                codes[draws] = self._codes(group, part, levels, ranks[draws], values)
        return Outcome(scores, ranks, codes)

    def count(
        self, values: Values, size: int, tally: Tally, check: Callable[[], None] = lambda: None
    ) -> None:
        """Run `size` draws and add them to the counts, without keeping any; `check` is called every few draws."""
        for group in self._groups(values, size):
            counting = Counting(tally, group.bandings, self._by_rank(group, values))
            for part in self._parts(group, values):
                check()
                self._count(counting, group, part, values)
            counting.close()

    def _count(self, counting: Counting, group: Group, part: slice, values: Values) -> None:
        """Count one part; its levels are gone before those of the next are made, which take their place in memory."""
        levels = self._levels_of(group, part, values)
        counting.add(levels, partial(self._codes, group, part, levels, values=values))

    def _groups(self, values: Values, size: int) -> Iterator[Group]:
        variants = self.variants
        grouped = groupby(variants.groups(values, size), key=lambda group: variants.scoring(group[0]))
        for scoring, same_plan in grouped:
            combinations, draws = zip(*same_plan, strict=True)
            yield Group(
                variants.plan(scoring),
                np.concatenate(draws),
                [variants.banding(combination) for combination in combinations],
                np.cumsum([len(own) for own in draws]),
            )

    def _parts(self, group: Group, values: Values) -> Iterator[slice]:
        """Some draws of a group at a time, few enough for their levels to stay in the processor's cache."""
        wide = self._needs_nodes(group.plan) or "noise" in values or bool(self.rescalings)
        cells = len(self.base.dataset.units) * (len(group.plan.elements) if wide else 1)
        step = max(1, CELLS // cells)
        for start in range(0, len(group.draws), step):
            yield slice(start, min(start + step, len(group.draws)))

    def _levels_of(self, group: Group, part: slice, values: Values) -> Levels:
        return self._levels(group.plan, _taken(values, group.draws[part]), part.stop - part.start)

    @cached_property
    def variants(self) -> Variants:
        """The plans of all combinations of alternatives, of those choices that change more than scales."""
        scales = {scaling.name for scaling in self.rescalings}
        return Variants(self.base, tuple(choice for choice in self._choices if choice.name not in scales))

    @cached_property
    def rescalings(self) -> tuple[Rescaling, ...]:
        """The choices whose alternatives run together on one plan."""
        noisy = self._factor(Noise) is not None  # where the whole chain runs again for every draw
        return () if noisy else rescalings(Variants(self.base, self._choices))

    @cached_property
    def _choices(self) -> tuple[Choice, ...]:
        return tuple(factor for factor in self.factors if isinstance(factor, Choice))

    def _factor(self, kind: type[Kind]) -> Kind | None:
        """The factor of a kind of which there is at most one."""
        return next((factor for factor in self.factors if isinstance(factor, kind)), None)

    def _weights(self, plan: Plan, values: Values, size: int) -> Array:
        """(size, elements): drawn weights, with left-out indicators at zero."""
        factor = self._factor(Weights)
        if factor is not None and "weights" in values:
            weights = factor.on(values["weights"], plan.weights)
        else:
            weights = np.broadcast_to(plan.weights, (size, len(plan.weights)))
        out = values.get("leave_one_out")
        return weights if out is None else self._without(plan, np.array(weights), out)

    def effective(self, values: Values, size: int) -> Array:
        """(size, leaves): each indicator's share of the whole index in each draw, missing values apart."""
        shares = np.empty((size, len(self.base.leaves)))
        for combination, draws in self.variants.groups(values, size):
            plan = self.variants.plan(self.variants.scoring(combination))
            weights = self._weights(plan, _taken(values, draws), len(draws))
            shares[draws] = plan.effective_weights(weights)[:, : len(plan.leaves)]
        return shares

    def _without(self, plan: Plan, weights: Array, out: Places) -> Array:
        """Put the weight of left-out leaves at zero, and of the nodes that this leaves empty."""
        factor = self._factor(LeaveOut)
        assert factor is not None
        place = np.array([plan.elements.index(name) for name in factor.leaves])
        rows = np.flatnonzero(out > 0)
        weights[rows, place[out[rows] - 1]] = 0.0
        for i, inside in enumerate(plan.children[:-1]):
            weights[weights[:, inside].sum(axis=1) == 0, len(plan.leaves) + i] = 0.0
        return weights

    def _levels(self, plan: Plan, values: Values, size: int) -> Levels:
        weights = self._weights(plan, values, size)
        x = self._noisy(plan, values["noise"]) if "noise" in values else self._scaled(plan, values, size)
        weighed = weights[:, : len(plan.leaves)] > 0 if "leave_one_out" in values else None
        if x.ndim == 2 and not self._needs_nodes(plan):
            score = np.broadcast_to(
                plan.scores(x, weights), (size, x.shape[-2])
            )  # alike in all where nobody scores
            return Levels(x, [score], weighed)
        levels = plan.levels(x, weights)
        score = np.broadcast_to(levels.score, (size, x.shape[-2]))
        return Levels(levels.leaves, [*levels.nodes[:-1], score], weighed)

    def _scaled(self, plan: Plan, values: Values, size: int) -> Array:
        """Normalised values, (units, leaves); (size, units, leaves) where draws scale them otherwise."""
        x = plan.stage("normalised")
        drawn = [scaling for scaling in self.rescalings if scaling.name in values]
        if drawn:
            x = np.repeat(x[None], size, axis=0)
        for scaling in drawn:
            scaling.put(x, values[scaling.name])
        return x

    def _needs_nodes(self, plan: Plan) -> bool:
        """Whether a band looks at a dimension."""
        inner = {node.id for node in plan.nodes[:-1]}
        return any(condition.quantity in inner for band in plan.model.bands for condition in band.conditions)

    def _noisy(self, plan: Plan, seeds: NDArray[Any]) -> Array:
        """(draws, units, leaves): normalised values of figures with errors; the whole chain again for every draw."""
        factor = self._factor(Noise)
        assert factor is not None
        raw, sd = plan.stage("raw"), np.asarray(factor.sd)
        errors = np.stack([np.random.default_rng(seed).standard_normal(raw.shape) for seed in seeds])
        low, high = self._ranges(plan)
        # a figure beyond its range as it is, a stand-in perhaps, is left there
        figures = np.clip(raw + sd * errors, np.fmin(low, raw), np.fmax(high, raw))
        return plan.stages.normalised_from(figures)

    def _ranges(self, plan: Plan) -> tuple[Array, Array]:
        """Plausible ends of each leaf's values: errors do not carry a figure beyond what is possible."""
        data = plan.dataset
        known = [
            data.indicator(leaf.source) if leaf.source in data.indicators else None for leaf in plan.leaves
        ]
        low = [-np.inf if entry is None or entry.low is None else entry.low for entry in known]
        high = [np.inf if entry is None or entry.high is None else entry.high for entry in known]
        return np.array(low), np.array(high)

    def _by_rank(self, group: Group, values: Values) -> Callable[[Bools], Codes] | None:
        """The bands (units, ranks) of each unit at each rank, where that is all that decides it, by the units ranked."""
        banding = group.bandings[0]
        varied = any(isinstance(factor, Threshold) and factor.name in values for factor in self.factors)
        if len(group.bandings) > 1 or varied or not banding.by_rank:
            return None

        def codes(present: Bools) -> Codes:
            ranks = np.where(present, np.arange(1.0, len(present) + 1)[:, None], np.nan)
            return self._renamed(banding, banding.assign(Levels(ranks, [-ranks]), ranks)).T

        return codes

    def _codes(self, group: Group, part: slice, levels: Levels, ranks: Array | None, values: Values) -> Codes:
        """(draws, units): numbers of bands among `labels`; ranks only where a band needs them."""
        codes = []
        for some, banding in group.stretches(part.start, part.stop):
            bounds = self._bounds(banding, _taken(values, group.draws[part][some]))
            own = banding.assign(levels.of(some), None if ranks is None else ranks[some], bounds)
            codes.append(self._renamed(banding, own))
        return np.concatenate(codes) if len(codes) > 1 else codes[0]

    def _bounds(self, banding: Banding, values: Values) -> Bounds:
        """The bounds that vary from draw to draw, where the bands have not been replaced."""
        replaced = any("bands" in changes for factor in self._choices for changes in factor.changes)
        if replaced and banding.bands != self.base.model.bands:
            return {}
        return {
            bound_of(factor.name, banding.bands): values[factor.name][:, None]
            for factor in self.factors
            if isinstance(factor, Threshold) and factor.name in values
        }

    def _renamed(self, banding: Banding, codes: Codes) -> Codes:
        """Turn numbers of a plan's own bands into numbers among `labels`."""
        if banding.labels == self.labels:
            return codes
        numbers = [*(self.labels.index(label) for label in banding.labels), -1]
        return np.array(numbers, dtype=np.int16)[codes]


def _taken(values: Values, draws: Places) -> Values:
    """The values of some draws; those of draws in a row are not copied."""
    rows = span(draws)
    return {name: array[rows] for name, array in values.items()}
