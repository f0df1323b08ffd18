"""Who is a great power: one rule for all definitions. A great power is never called middle, minor or small."""

from __future__ import annotations

import csv
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from weakref import WeakKeyDictionary

import numpy as np

from mpindex.dataset.dataset import Dataset
from mpindex.engine.other_definitions import OtherDefinitions
from mpindex.errors import DefinitionError
from mpindex.grammar.model import TIERS
from mpindex.resources import folder
from mpindex.typing import Bools

#: The Correlates of War project's major powers, the field's own list; its seven states are the same since 1991.
LISTED = "cow_major_2016"
#: The definition whose great powers count besides.
BY_CAPABILITY = "capability"

#: Whom `capability` calls great on each dataset: asked by every definition, so looked up once.
_great_by_capability: WeakKeyDictionary[Dataset, Bools] = WeakKeyDictionary()


@cache
def listed_powers() -> tuple[str, ...]:
    """Return the states on COW's list of major powers, by code: bundled, whatever the data of the user.

    >>> listed_powers()
    ('CHN', 'DEU', 'FRA', 'GBR', 'JPN', 'RUS', 'USA')
    """
    text = folder("data").joinpath("expert_lists.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return tuple(sorted(row["unit"] for row in rows if row["list"] == LISTED))


@lru_cache(maxsize=16)
def _listed(units: tuple[str, ...]) -> Bools:
    """Which of some units are on COW's list; read-only."""
    listed = np.isin(units, listed_powers())
    listed.flags.writeable = False
    return listed


@dataclass(frozen=True, eq=False)
class GreatPowers:
    """The great powers among the units of a dataset.

    COW's list is decided by status; India, the third of `capability`, is not on it. So those whom `capability` itself
    calls great count besides. Which of them are held fixed while a definition's own choices are drawn.

    Attributes
    ----------
    others : OtherDefinitions
        For `capability`, and the dataset.
    rule : str
        listed, capability or none.
    """

    others: OtherDefinitions
    rule: str

    def on(self, dataset: Dataset) -> GreatPowers:
        """Return the same rule on other data."""
        return replace(self, others=replace(self.others, dataset=dataset, cache={}))

    def members(self) -> Bools:
        """Return (units,): nobody where the units are no countries, or the rule is none."""
        dataset = self.others.dataset
        if self.rule == "none" or not dataset.is_countries:
            return np.zeros(len(dataset.units), dtype=bool)
        listed = _listed(dataset.units)
        return listed if self.rule == "listed" else listed | self.by_capability()

    def keep(self, great: Bools) -> None:
        """Take over whom `capability` calls great from elsewhere: a worker's data may lack the figures of capability.

        Parameters
        ----------
        great : Bools
            (units,), as `by_capability` returns it.
        """
        _great_by_capability[self.others.dataset] = great

    def by_capability(self) -> Bools:
        """Return whom `capability` calls great, (units,); nobody where the data lack its figures."""
        dataset = self.others.dataset
        if dataset not in _great_by_capability:
            _great_by_capability[dataset] = self._called_great()
        return _great_by_capability[dataset]

    def _called_great(self) -> Bools:
        definition = self.others.find(BY_CAPABILITY)
        great = [label for label in definition.bands if definition.tier(label) == TIERS[0]]
        try:
            return np.isin(self.others.bands(BY_CAPABILITY).astype(str), great)
        except DefinitionError:  # a table of the user's own, without the figures of capability
            return np.zeros(len(self.others.dataset.units), dtype=bool)
