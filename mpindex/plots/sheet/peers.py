"""Whom a unit is shown beside when nobody is chosen: neighbours and the nearest great power."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from mpindex.errors import DefinitionError
from mpindex.units.relations import members

if TYPE_CHECKING:
    from mpindex.index.index import Index

#: More lines than these beside the unit's own cannot be followed by eye.
MOST_PEERS = 5
#: So many of them are neighbours.
NEIGHBOURS = 4
#: The classification whose members count as neighbours.
REGION = "subregion"


def default_peers(indexes: Mapping[str, Index], unit: str, most: int = MOST_PEERS) -> list[str]:
    """Return the peers of a unit: neighbours and the nearest great power; without known neighbours the next in rank.

    Neighbours come in the order of how near their positions are to the unit's; those next in rank in the order of how
    many definitions put them there.

    Parameters
    ----------
    indexes : Mapping[str, Index]
        What definitions say, by name.
    unit : str
        The unit, by code.
    most : int
        At most so many.
    """
    positions = pd.DataFrame({name: index.positions for name, index in indexes.items()})
    away = (positions - positions.loc[unit]).abs().mean(axis=1).fillna(1.0)
    first = next(iter(indexes.values()))
    home = sorted(_neighbours(first, unit), key=lambda code: (away[code], code))
    count = Counter(code for index in indexes.values() for code in index.around(unit) if code != unit)
    next_in_rank = sorted(count, key=lambda code: (-count[code], away[code], code))
    chosen = [*home[:NEIGHBOURS], *_nearest_great(indexes, unit)] if home else next_in_rank
    return list(dict.fromkeys(chosen))[:most]


def _neighbours(index: Index, unit: str) -> list[str]:
    data = index.dataset
    try:
        same = members(data.units, data.groups, REGION, data.reference_year)[data.units.index(unit)]
    except DefinitionError:  # the dataset knows no such classification
        return []
    return [code for code, inside in zip(data.units, same, strict=True) if inside and code != unit]


def _nearest_great(indexes: Mapping[str, Index], unit: str) -> list[str]:
    """The great power nearest by distance, by the first definition that speaks of any; nobody where distances lack."""
    for index in indexes.values():
        great = [label for label in index.definition.bands if index.definition.tier(label) == "great"]
        codes = [code for code in index.units if index.bands[code] in great and code != unit]
        if codes:
            try:
                distance = index.dataset.relation("distance")[index.units.index(unit)]
            except DefinitionError:
                return []
            known = {code: float(distance[index.units.index(code)]) for code in codes}
            known = {code: value for code, value in known.items() if np.isfinite(value)}
            return [min(known, key=lambda code: (known[code], code))] if known else []
    return []
