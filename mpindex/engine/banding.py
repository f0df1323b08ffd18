"""Banding: a definition's bands, first match wins; what matches none is unclassified; great powers stay great."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce

import numpy as np

from mpindex.engine.conditions import Bounds, Conditions
from mpindex.engine.expert_lists import ReferenceSets
from mpindex.engine.great_powers import GreatPowers
from mpindex.engine.levels import Levels
from mpindex.engine.other_definitions import OtherDefinitions
from mpindex.engine.quantities import Quantities
from mpindex.grammar.model import GREAT_BY_RULE, TIERS, UNCLASSIFIED, Band, Condition, thaw
from mpindex.typing import Array, Bools, Codes


@dataclass(frozen=True, eq=False)
class Banding:
    """The band rules of a definition on a dataset.

    Codes are numbers of bands in order; ``len(bands)`` is unclassified, the next one a great power by rule, -1 has no
    score.

    Attributes
    ----------
    bands : tuple of Band
    quantities : Quantities
        What conditions can name.
    others : OtherDefinitions
        Other definitions, whose bands conditions can name too.
    reference_sets : ReferenceSets
        The states that quantiles are taken over.
    tiers : tuple of str
        What each band stands for.
    great_powers : GreatPowers
        Who is never put into a band below the great powers.
    """

    bands: tuple[Band, ...]
    quantities: Quantities
    others: OtherDefinitions
    reference_sets: ReferenceSets
    tiers: tuple[str, ...]
    great_powers: GreatPowers

    @property
    def labels(self) -> tuple[str, ...]:
        """The labels of the bands, in order of their codes; then unclassified and, where it may occur, great by rule."""
        labels = (*(band.label for band in self.bands), UNCLASSIFIED)
        return (*labels, GREAT_BY_RULE) if self.great.any() else labels

    @cached_property
    def great(self) -> Bools:
        """(units,): the great powers, where any of the bands is below them; else nobody."""
        below = any(tier in TIERS[1:] for tier in self.tiers)
        return self.great_powers.members() if below else np.zeros(len(self.others.dataset.units), dtype=bool)

    def keep_great(self, codes: Codes) -> Codes:
        """Return codes (..., units) in which no great power is in a band below the great powers."""
        great = np.flatnonzero(self.great)
        if not len(great):
            return codes
        below = np.array([*(tier in TIERS[1:] for tier in self.tiers), False, False])  # the last: no score
        kept, theirs = codes.copy(), codes[..., great]
        kept[..., great] = np.where(below[theirs], len(self.bands) + 1, theirs)
        return kept

    @cached_property
    def by_rank(self) -> bool:
        """Whether a unit's band follows from its rank, the number of units ranked, and figures that are its own."""
        tests = [(condition.quantity, bound) for condition in self._all for _, bound in condition.test]
        return all(self._is_of_rank(name, bound) for name, bound in tests)

    @cached_property
    def needs_ranks(self) -> bool:
        """Whether any condition looks at ranks or positions."""
        return any(condition.quantity in ("rank", "position") for condition in self._all)

    def _is_of_rank(self, name: str, bound: object) -> bool:
        numeric = isinstance(bound, int | float)
        return numeric and (name in ("rank", "position") or self.quantities.is_figure(name))

    def assign(self, levels: Levels, ranks: Array | None = None, bounds: Bounds | None = None) -> Codes:
        """Return the code of each unit's band, (..., units), great powers kept great.

        Parameters as for `by_own_lines`.
        """
        return self.keep_great(self.by_own_lines(levels, ranks, bounds))

    def by_own_lines(self, levels: Levels, ranks: Array | None = None, bounds: Bounds | None = None) -> Codes:
        """Return the code of each unit's band by the definition's own lines alone, (..., units).

        Parameters
        ----------
        levels : Levels
            Scores of all elements that conditions name.
        ranks : Array, optional
            (..., units), taken from the scores when None and a condition needs them.
        bounds : mapping, optional
            Other bounds than the file's, by condition and key, each of a shape that broadcasts against the scores.
        """
        if ranks is None and self.needs_ranks:
            ranks = self.rank(levels.score)
        codes = np.full(levels.score.shape, len(self.bands), dtype=np.int16)
        for i in range(len(self.bands) - 1, -1, -1):
            met = [
                self.conditions.met(condition, levels, ranks, bounds or {})
                for condition in self.bands[i].conditions
            ]
            _put(codes, i, reduce(np.logical_and, met) if met else np.array(True))
        _put(codes, -1, np.isnan(levels.score))
        return codes

    def rank(self, scores: Array) -> Array:
        """Return ranks, (..., units): 1 is the best, whichever end the definition says is best."""
        return self.quantities.rank(scores)

    @property
    def other_definitions(self) -> list[str]:
        """The other definitions whose bands a condition asks for."""
        return list(dict.fromkeys(item.quantity for item in self._all if self.conditions.is_other(item)))

    def faults(self) -> list[str]:
        """Return what is wrong with conditions: they name no quantity, or another definition's band that it lacks."""
        return [fault for fault in map(self.conditions.fault, self._all) if fault]

    @cached_property
    def undrawn(self) -> tuple[str, ...]:
        """Bands in which nobody is, because the expert lists that draw their line came after the year of the data."""
        return tuple(band.label for band in self.bands if any(map(self._is_undrawn, band.conditions)))

    def separation(self, levels: Levels) -> tuple[float, float, int] | None:
        """Return how well the first band's line by Youden tells its reference set from all others: None without one.

        Sensitivity, specificity and the size of the set, great powers left out on both sides.
        """
        for condition in self.bands[0].conditions if self.bands else ():
            for _, bound in condition.test:
                given = thaw(bound)
                if isinstance(given, dict) and "youden" in given:
                    return self.conditions.separation(condition, given, levels)
        return None

    def why_undrawn(self) -> str:
        """Return it in words; empty where every line is drawn."""
        labels = " or ".join(repr(label) for label in self.undrawn)
        return f"too few expert lists were out to draw the line of {labels}" if labels else ""

    @cached_property
    def conditions(self) -> Conditions:
        """The evaluation of single conditions."""
        return Conditions(self.quantities, self.others, self.reference_sets)

    @property
    def _all(self) -> list[Condition]:
        return [condition for band in self.bands for condition in band.conditions]

    def _is_undrawn(self, condition: Condition) -> bool:
        bounds = [thaw(bound) for _, bound in condition.test]
        quantiles = [bound for bound in bounds if isinstance(bound, dict)]
        return any(not self.conditions.members(condition, bound.get("of")).any() for bound in quantiles)


def _put(codes: Codes, number: int, where: Bools) -> None:
    """Put a number where a mask says so; by arithmetic, as a masked copy takes a branch for every cell."""
    codes += (number - codes) * where
