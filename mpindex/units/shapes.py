"""Shapes of the states for maps: rings and dots in kilometres on an Equal Earth sheet, from Natural Earth."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from mpindex.errors import DataError
from mpindex.resources import folder
from mpindex.typing import Array

if TYPE_CHECKING:
    import pandas as pd

#: The columns of a table of shapes.
COLUMNS = ("unit", "kind", "ring", "points")


class Shape(NamedTuple):
    """What is drawn of one unit: rings (outer ones and holes) and dots.

    Attributes
    ----------
    outer, holes : tuple[Array, ...]
        Each (points, 2): east and north, in km or in whatever the maker of own shapes likes. Rings close by themselves.
    dots : Array
        (dots, 2): places of units too small for a ring.
    """

    outer: tuple[Array, ...] = ()
    holes: tuple[Array, ...] = ()
    dots: Array = np.empty((0, 2))


@cache
def shapes() -> Mapping[str, Shape]:
    """Return the bundled shapes by ISO3 code; land that is no state here stands under "".

    Borders are those of the map maker. States without a ring at this scale have a dot at their capital.

    Examples
    --------
    >>> len(shapes()["KAZ"].outer), shapes()["SGP"].dots.shape
    (1, (1, 2))
    """
    import pandas as pd

    with folder("data").joinpath("shapes.csv").open(encoding="utf-8") as file:
        return shapes_of(pd.read_csv(file, dtype=str, keep_default_na=False))


def shapes_of(table: pd.DataFrame) -> Mapping[str, Shape]:
    """Return shapes by unit from a table as `data/shapes.csv` has it.

    Parameters
    ----------
    table : DataFrame
        One row for each ring or dot: unit, kind ("outer", "hole" or "dot"), ring, and points, pairs ``x,y`` apart by blanks.

    Raises
    ------
    DataError
        Columns that lack, a kind that is none, or points that are no pairs of numbers.
    """
    lacking = [column for column in COLUMNS if column not in table.columns]
    if lacking:
        raise DataError(
            f"a table of shapes has the columns {', '.join(COLUMNS)}; this one lacks {', '.join(lacking)}"
        )
    parts: dict[str, dict[str, list[Array]]] = {}
    for unit, kind, ring, points in table[list(COLUMNS)].itertuples(index=False):
        if kind not in ("outer", "hole", "dot"):
            raise DataError(f"shape {unit!r}, ring {ring}: kind is outer, hole or dot, not {kind!r}")
        kinds = parts.setdefault(str(unit), {"outer": [], "hole": [], "dot": []})
        kinds[kind].append(_points(str(points), f"shape {unit!r}, ring {ring}"))
    return {
        unit: Shape(tuple(kinds["outer"]), tuple(kinds["hole"]), np.vstack([np.empty((0, 2)), *kinds["dot"]]))
        for unit, kinds in parts.items()
    }


def _points(text: str, where: str) -> Array:
    try:
        values = np.array([pair.split(",") for pair in text.split()], dtype=float)
    except ValueError:
        raise DataError(f"{where}: points are pairs x,y apart by blanks, not {text[:40]!r}") from None
    if values.ndim != 2 or values.shape[1] != 2 or not np.isfinite(values).all():
        raise DataError(f"{where}: points are pairs x,y apart by blanks, not {text[:40]!r}")
    return values
