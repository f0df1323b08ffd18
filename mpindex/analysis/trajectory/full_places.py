"""A definition's own places through the years: with all its indicators, as `where(year=)` ranks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from mpindex.answers.state import FieldsAsState
from mpindex.dataset.dataset import Dataset
from mpindex.dataset.states import states_of
from mpindex.engine.plan import Plan
from mpindex.errors import MpindexError
from mpindex.grammar.definition import Definition


@dataclass(frozen=True, eq=False)
class FullPlaces(FieldsAsState):
    """What a definition says as of each of some years, with all the indicators that there were.

    Other years rest on other indicators: a place may be compared with `where(year=)` and with others of its year, and not
    with the place of another year.

    Attributes
    ----------
    definition : Definition
        As it was given.
    dataset : Dataset
        The newest data.
    years : tuple of int
        In order.
    parameters : mapping
        Of the definition.
    """

    definition: Definition
    dataset: Dataset
    years: tuple[int, ...]
    parameters: Mapping[str, Any]

    @property
    def ranks(self) -> pd.DataFrame:
        """Years x units: the ranks, missing where a unit has no score or was no state."""
        return self._places[0]

    @property
    def coverage(self) -> pd.Series:
        """By year: the share of the weight for which the median unit has figures."""
        return self._places[1]

    @cached_property
    def _places(self) -> tuple[pd.DataFrame, pd.Series]:
        index = pd.Index(self.years, name="year")
        ranks = pd.DataFrame(np.nan, index=index, columns=list(self.dataset.units))
        coverage = pd.Series(0.0, index=index, name="coverage")
        for year in self.years:
            present = states_of(self.dataset, year)
            try:
                plan = Plan.compile(self.definition, present, self.parameters)
                scores = plan.levels(plan.stage("normalised")).score
            except MpindexError:
                continue  # what it needs is not there as of the year
            ranks.loc[year, list(present.units)] = plan.banding.rank(scores)
            coverage[year] = float(np.median(plan.coverage()))
        return ranks, coverage
