"""A study: definitions put to a dataset once, with how sure each is, for pages on any number of units."""

from __future__ import annotations

import warnings
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property

from mpindex.analysis.trajectory.result import Trajectory
from mpindex.analysis.trajectory.trajectory import trajectory
from mpindex.analysis.verdict.verdict import Verdict
from mpindex.analysis.where.standing import Standing
from mpindex.analysis.where.where import Where
from mpindex.dataset.bundled import load
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DefinitionError, MpindexError, MpindexWarning
from mpindex.index.index import Index
from mpindex.plots.sheet.peers import default_peers
from mpindex.resources import bundled_hash
from mpindex.uncertainty.robustness.result import Robustness
from mpindex.uncertainty.robustness.robustness import robustness
from mpindex.units.shapes import Shape
from mpindex.units.shapes import shapes as states

#: The years before are another world: fifteen states had just begun.
SINCE = 1992
#: So many peers are drawn beside a unit through the years.
PEERS = 4
#: Fewer years than these are no course.
FEWEST = 3


@dataclass(frozen=True, eq=False)
class Study:
    """What several definitions say of every unit of a dataset.

    Attributes
    ----------
    dataset : Dataset
        The data, as of its year.
    indexes : mapping of str to Index
        What each definition says, by label.
    draws : int
        How many draws each definition's choices are made with.
    seed : int
        Of the draws.
    given_shapes : mapping of str to Shape or None
        Outlines for maps; those of the states of the world when None and the units are countries.
    """

    dataset: Dataset
    indexes: Mapping[str, Index]
    draws: int
    seed: int
    given_shapes: Mapping[str, Shape] | None = None

    @cached_property
    def runs(self) -> Mapping[str, Robustness]:
        """The robustness run of every definition with a tree; one that says nothing of its choices is varied too."""
        runs = {}
        for label, index in self.indexes.items():
            if not hasattr(index.definition, "model") or not index.n:
                continue  # one in Python has no choices that could be varied
            with suppress(DefinitionError):  # nothing can: a single indicator, say
                runs[label] = robustness(
                    index.definition, self.dataset, parameters=index.parameters, draws=self.draws, seed=self.seed,
                    progress=False,
                )  # fmt: skip
        return runs

    @cached_property
    def shapes(self) -> Mapping[str, Shape]:
        """Outlines for maps; none where there are none."""
        if self.given_shapes is None:
            return states() if self.dataset.is_countries else {}
        return self.given_shapes

    @cached_property
    def data(self) -> str:
        """The digits that two installations with the same bundled data and definitions share."""
        return bundled_hash()

    @cached_property
    def own(self) -> bool:
        """Whether any figure is another than the library brings: of a user's table, or fetched from a service."""
        return not self.dataset.is_countries or self.dataset.digest != load(year=self.dataset.year).digest

    @property
    def noun(self) -> str:
        """What the units are called."""
        return self.dataset.noun

    @cached_property
    def main(self) -> str:
        """The label of the definition that maps and courses go by: the first that scores anybody."""
        return next((label for label, index in self.indexes.items() if index.n), next(iter(self.indexes)))

    def where(self, unit: str) -> Where:
        """Return where a unit stands, by its code."""
        standings = {label: Standing(index, unit) for label, index in self.indexes.items()}
        return Where(unit, self.dataset, standings)

    def verdict(self, answer: Where) -> Verdict:
        """Return how sure each definition's answer on a unit is."""
        return Verdict(answer.unit, self.dataset, answer.standings, self.runs)

    def trajectory(self, units: Sequence[str]) -> tuple[Trajectory | None, str]:
        """Return the course of units through the years by the main definition, or nothing and the reason.

        Parameters
        ----------
        units : sequence of str
            Codes; of one alone its peers are drawn too.
        """
        years = self._years
        if len(years) < FEWEST:
            return None, f"The table has figures of {len(years)} year{'s' if len(years) != 1 else ''} alone."
        index = self.indexes[self.main]
        peers = default_peers({self.main: index}, units[0], PEERS) if len(units) == 1 else units[1:]
        try:
            with warnings.catch_warnings():  # of single years: what concerns the unit is among the notes
                warnings.simplefilter("ignore", MpindexWarning)
                rise = trajectory(
                    units[0], index.definition, years, self.dataset, peers=tuple(peers), basket="set",
                    parameters=index.parameters,
                )  # fmt: skip
        except MpindexError as fault:
            return None, f"No course can be drawn: {fault}"
        return rise, ""

    @cached_property
    def _years(self) -> list[int]:
        last = self.dataset.reference_year
        known = sorted({int(year) for year in self.dataset.panel.year if year <= last})
        if not known:
            return []
        first = max(SINCE, known[0]) if self.dataset.is_countries else known[0]
        return list(range(first, last + 1))
