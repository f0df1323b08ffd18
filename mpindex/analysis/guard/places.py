"""A pool of rankings widened by published places: what the claim would be, had all rankings been open.

Lists of some publishers may not be passed on; a single place in them is a fact. Places are bundled for a few states alone,
so the others keep the pool that they have.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from mpindex.dataset.dataset import Dataset
from mpindex.dataset.labels import moved
from mpindex.engine.plan import Plan
from mpindex.grammar.definition import Definition
from mpindex.grammar.model import Node
from mpindex.index.index import Index

#: A place in an edition older than this, in years before the newest edition at hand, is left out.
OLDEST = 5
#: How the ids of places end, apart from the scores that a user may have joined.
PLACE = "_place"


@dataclass(frozen=True)
class WiderPool:
    """A definition by rankings, with the published places of one unit among its rankings.

    Attributes
    ----------
    definition : Definition
    dataset : Dataset
    rankings : tuple of str
        Names of the rankings that were added.
    """

    definition: Definition
    dataset: Dataset
    rankings: tuple[str, ...]

    @cached_property
    def plan(self) -> Plan:
        """The definition bound to the data."""
        return Plan.compile(self.definition, self.dataset)


def wider_pool(definition: Any, dataset: Dataset, unit: str) -> WiderPool | None:
    """Return the pool with the unit's places in rankings that the definition lacks; None where there are none.

    Parameters
    ----------
    definition : Definition
        Its leaves are positions in rankings, under domains, the lowest best, as those of `rankings`.
    dataset : Dataset
        Its `places` are taken as of its year.
    unit : str
        Code of the unit.
    """
    if not _is_pool(definition):
        return None
    rows = dataset.places
    rows = rows[~rows["indicator"].isin({leaf.id for leaf in definition.model.root.leaves()})]
    rows = rows[rows["edition"] > rows["edition"].max() - OLDEST]
    rows = rows.sort_values("edition").drop_duplicates(["unit", "indicator"], keep="last")
    rows = rows[rows["indicator"].isin(rows.loc[rows["unit"] == unit, "indicator"])]
    rows = rows[rows["unit"].isin(dataset.units)]
    if not len(rows):
        return None
    own = rows[rows["unit"] == unit].sort_values("ranking")
    return WiderPool(_widened(definition, own), _joined(dataset, rows), tuple(own["ranking"]))


def with_places(index: Index, unit: str) -> tuple[Index, tuple[str, ...]] | None:
    """Return the result with the unit's published places in its pool, and the rankings that they are of; None without any.

    Parameters
    ----------
    index : Index
        The result without them.
    unit : str
        Code of the unit.
    """
    pool = wider_pool(index.definition, index.dataset, unit)
    if pool is None or index.scores.isna()[unit]:
        return None
    return pool.definition.apply(pool.dataset, parameters=index.parameters), pool.rankings


def _is_pool(definition: Any) -> bool:
    """Whether a definition takes positions in rankings under domains."""
    if not isinstance(definition, Definition) or definition.family != "rankings":
        return False
    root = definition.model.root
    nested = all(isinstance(child, Node) for child in root.children)
    return nested and definition.model.low_is_best and root.settings.normalise.name == "position"


def _widened(definition: Definition, places: pd.DataFrame) -> Definition:
    """The definition with a leaf for each ranking, in its domain or in a new one."""
    tree = {key: {**value, "of": dict(value["of"])} for key, value in definition.spec["tree"].items()}
    for name, domain in zip(places["indicator"], places["domain"], strict=True):
        tree.setdefault(domain, {"of": {}})["of"][name + PLACE] = {"weight": 1, "normalise": "none"}
    return definition.with_(tree=tree)


def _joined(dataset: Dataset, rows: pd.DataFrame) -> Dataset:
    """The data with the positions from the top, 0 first, as indicators."""
    position = (rows["place"] - 0.5) / rows["ranked"]
    position = position.where(rows["first_is"] == "best", 1 - position)
    units, ids = sorted(set(rows["unit"])), sorted(set(rows["indicator"]))
    values = np.full((len(units), len(ids)), np.nan)
    values[moved(list(rows["unit"]), units), moved(list(rows["indicator"]), ids)] = position
    wide = pd.DataFrame(values, index=units, columns=[id + PLACE for id in ids])
    year = dataset.newest_year if dataset.year is None else dataset.year
    added = Dataset.from_frame(wide, year=year, source="published places", is_countries=dataset.is_countries)
    return dataset.join(added)
