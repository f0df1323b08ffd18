"""Who is compared with whom: comparison groups and pairwise relations as matrices of units by units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from mpindex.errors import DefinitionError, suggest
from mpindex.typing import Array, Bools

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

#: Mean radius of the Earth, km (IUGG).
EARTH_RADIUS = 6371.0088

#: Relations that hold both ways, so that a table may give each pair once.
SYMMETRIC = frozenset({"distance", "border", "contiguity", "border_distance"})

_NEAREST = re.compile(r"nearest_([1-9]\d*)")
_NEIGHBOURHOOD = re.compile(r"neighbourhood_([1-9]\d*)")


def members(
    units: Sequence[str],
    groups: pd.DataFrame,
    name: str,
    year: int | None = None,
    *,
    distances: Array | None = None,
    status: str | Sequence[str] = "member",
) -> Bools:
    """Return the matrix whose entry (i, j) says that unit j belongs to the comparison group of unit i.

    Parameters
    ----------
    units : sequence of str
        The units, in the order of rows and columns.
    groups : DataFrame
        Memberships: columns unit, group and, if there, grouping, from, to (years, inclusive; empty is open),
        status.
    name : str
        ``"world"``: all units. A classification such as ``"region"`` or ``"subregion"``: the units of the
        same class. An organisation such as ``"SCO"`` or one class such as ``"Central Asia"``: its members.
        ``"nearest_10"``: the unit itself and the ten units nearest to it.
    year : int, optional
        Memberships of that year; None takes those that have not ended.
    distances : array, optional
        (units, units), NaN where unknown; needed for ``"nearest_k"`` only. The diagonal does not count.
    status : str or sequence of str
        Which memberships count; observers and associates do not unless named here.

    Returns
    -------
    array of bool
        (units, units). A unit that is in a group is in its own row; the row of a unit that is in no group
        (or has no known distance) is all False. Equal distances are told apart by the codes of the units.

    Raises
    ------
    DefinitionError
        `name` is no group, or distances are wanting.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"unit": ["KAZ", "UZB"], "group": ["SCO", "SCO"], "from": [2001, 2001]})
    >>> members(["KAZ", "TKM", "UZB"], table, "SCO").astype(int)
    array([[1, 0, 1],
           [0, 0, 0],
           [1, 0, 1]])
    """
    if name == "world":
        return np.ones((len(units), len(units)), dtype=bool)
    nearest = _NEAREST.fullmatch(name)
    if nearest and name not in group_names(groups):
        return _nearest(units, distances, int(nearest[1]), name)
    return _sharing(units, _named(groups, name), year, status)


def groupings_of(
    unit: str, groups: pd.DataFrame, year: int | None = None, *, status: str | Sequence[str] = "member"
) -> list[str]:
    """Return the names of the groups to which a unit belongs, organisations and classes alike, sorted.

    A unit without any has an empty list.

    Parameters
    ----------
    unit : str
        A code.
    groups : DataFrame
        Memberships, as for `members`.
    year : int, optional
        Memberships of that year; None takes those that have not ended.
    status : str or sequence of str
        Which memberships count.
    """
    rows = groups[(groups["unit"] == unit).to_numpy() & _counts(groups, year, status)]
    return sorted(set(rows["group"]))


def group_names(groups: pd.DataFrame) -> list[str]:
    """Return the names in the table that `members` understands: classifications, organisations, classes."""
    return sorted({*groups["group"], *_groupings(groups)})


def matrix(units: Sequence[str], dyads: pd.DataFrame, relation: str, year: int | None = None) -> Array:
    """Return the values of one relation as (units, units), rows from, columns to, NaN where absent.

    `dyads` has the columns from, to, relation, value and, if there, year. The newest value counts, with
    `year` given the newest not later than it; rows without a year always count and give way to dated ones.
    A distance or a border that is given one way holds the other way too. The diagonal is as in the table.

    Parameters
    ----------
    units : sequence of str
        The units, in the order of rows and columns.
    dyads : DataFrame
        A row for each pair, relation and year.
    relation : str
        Which relation.
    year : int, optional
        Nothing later counts.

    Raises
    ------
    DefinitionError
        The table has no such relation.

    Examples
    --------
    >>> import pandas as pd
    >>> pairs = pd.DataFrame({"from": ["KAZ"], "to": ["UZB"], "relation": ["border"], "value": [1.0]})
    >>> matrix(["KAZ", "UZB", "TKM"], pairs, "border")[1]
    array([ 1., nan, nan])
    """
    import pandas as pd

    relations = sorted(map(str, dyads["relation"].unique()))
    if relation not in relations:
        known = ", ".join(relations) or "none, as the data have no relations between units"
        raise DefinitionError(f"unknown relation {relation!r}; known: {known}.{suggest(relation, relations)}")
    rows = dyads[(dyads["relation"] == relation).to_numpy()]
    years = _years(rows, "year", -np.inf)
    kept = np.flatnonzero(years <= (np.inf if year is None else year))
    kept = kept[np.argsort(years[kept], kind="stable")]
    place = pd.Index(units)
    row, column = (place.get_indexer(pd.Index(rows[side]))[kept] for side in ("from", "to"))
    placed = (row >= 0) & (column >= 0)
    out = np.full((len(units), len(units)), np.nan)
    # Later rows overwrite earlier ones, so the newest value stays.
    out[row[placed], column[placed]] = rows["value"].to_numpy(dtype=float)[kept][placed]
    return np.where(np.isnan(out), out.T, out) if relation in SYMMETRIC else out


def great_circle(latitude: ArrayLike, longitude: ArrayLike) -> Array:
    """Return the distances in km between all pairs of points on a sphere of the Earth's mean radius.

    Haversine formula: d = 2 R arcsin sqrt(sin²(Δφ/2) + cos φ₁ cos φ₂ sin²(Δλ/2)).

    Parameters
    ----------
    latitude : array, (units,)
        Degrees north; NaN makes every distance of that unit NaN.
    longitude : array, (units,)
        Degrees east; likewise.

    Examples
    --------
    >>> great_circle([51.1, 41.3], [71.4, 69.3]).round()
    array([[   0., 1102.],
           [1102.,    0.]])
    """
    phi = np.radians(np.asarray(latitude, dtype=float))
    lam = np.radians(np.asarray(longitude, dtype=float))
    chord = (
        np.sin((phi[:, None] - phi) / 2) ** 2
        + np.cos(phi[:, None]) * np.cos(phi) * np.sin((lam[:, None] - lam) / 2) ** 2
    )
    distance: Array = 2 * EARTH_RADIUS * np.arcsin(np.sqrt(np.clip(chord, 0, 1)))
    return distance


def size_of_neighbourhood(name: str) -> int:
    """Return how many others a neighbourhood has at least, from its name; 0 for any other name.

    >>> size_of_neighbourhood("neighbourhood_10"), size_of_neighbourhood("nearest_10")
    (10, 0)
    """
    found = _NEIGHBOURHOOD.fullmatch(name)
    return int(found[1]) if found else 0


def neighbourhood(contiguous: Bools, distances: Array, count: int, left_out: Bools) -> Bools:
    """Return who is in the neighbourhood of whom, (units, units): all that touch it, filled up by distance.

    Capitals mislead: the ten nearest capitals leave out China for Kazakhstan and the United States for Mexico.

    Parameters
    ----------
    contiguous : array of bool, (units, units)
        Whether two units touch each other, by land or over narrow water.
    distances : array, (units, units)
        Between borders; NaN where unknown.
    count : int
        How many others at least, as far as distances are known. A unit with more that touch it keeps them all, and so do
        units as far away as the last one: who comes first in the data must not decide.
    left_out : array of bool, (units,)
        Units that are in nobody's neighbourhood but their own.

    Examples
    --------
    >>> line = np.abs(np.arange(4.0)[:, None] - np.arange(4.0))
    >>> neighbourhood(line == 1, line, 2, np.array([False, True, False, False])).astype(int)
    array([[1, 0, 1, 1],
           [1, 1, 1, 0],
           [1, 0, 1, 1],
           [1, 0, 1, 1]])
    >>> neighbourhood(line > 9, line, 1, np.zeros(4, dtype=bool))[1].astype(int)
    array([1, 1, 1, 0])
    """
    away = np.where(contiguous, -1.0, np.array(distances, dtype=float))
    away[:, left_out] = np.nan
    np.fill_diagonal(away, np.nan)
    last = np.sort(np.where(np.isnan(away), np.inf, away), axis=1)[:, min(count, len(away)) - 1, None]
    inside = ((away <= last) | (away < 0)) & np.isfinite(away)
    np.fill_diagonal(inside, True)
    return np.asarray(inside)


def _named(groups: pd.DataFrame, name: str) -> pd.DataFrame:
    """Rows of the classification `name` or, if there is none, of the single group `name`."""
    of_grouping = _groupings(groups) == name
    rows = groups[of_grouping if of_grouping.any() else (groups["group"] == name).to_numpy()]
    if len(rows):
        return rows
    known = [*group_names(groups), "world", "nearest_10", "neighbourhood_10"]
    raise DefinitionError(f"unknown group {name!r}; known: {', '.join(known)}.{suggest(name, known)}")


def _sharing(
    units: Sequence[str], rows: pd.DataFrame, year: int | None, status: str | Sequence[str]
) -> Bools:
    rows = rows[_counts(rows, year, status)]
    classes = {group: k for k, group in enumerate(sorted(set(rows["group"])))}
    place = {unit: i for i, unit in enumerate(units)}
    belongs = np.zeros((len(units), len(classes)), dtype=bool)
    for unit, group in zip(rows["unit"], rows["group"], strict=True):
        if unit in place:
            belongs[place[unit], classes[group]] = True
    many = belongs.sum(axis=1)
    if not classes or (many > 1).any():
        return belongs @ belongs.T
    inside = np.zeros(
        (len(units), len(units)), dtype=bool
    )  # each unit is in one class: its row is that class
    inside[many > 0] = belongs.T[belongs[many > 0].argmax(axis=1)]
    return inside


def _nearest(units: Sequence[str], distances: Array | None, count: int, name: str) -> Bools:
    if distances is None:
        raise DefinitionError(f"{name!r} needs distances between the units, and the data have none")
    away = np.array(distances, dtype=float)
    np.fill_diagonal(away, np.nan)
    by_code = np.argsort(np.asarray(units))
    order = by_code[np.argsort(away[:, by_code], axis=1, kind="stable")[:, :count]]  # NaN sorts last
    out = np.zeros(away.shape, dtype=bool)
    np.put_along_axis(out, order, True, axis=1)
    out &= np.isfinite(away)
    np.fill_diagonal(out, out.any(axis=1))
    return out


def _counts(groups: pd.DataFrame, year: int | None, status: str | Sequence[str]) -> Bools:
    """Which memberships are of a wanted status and in force in `year` (None: not ended)."""
    wanted = [status] if isinstance(status, str) else list(status)
    right = np.ones(len(groups), dtype=bool)
    if "status" in groups:
        right = groups["status"].isin(wanted).to_numpy()
    ends = _years(groups, "to", np.inf)
    if year is None:
        return right & np.isposinf(ends)
    return right & (_years(groups, "from", -np.inf) <= year) & (year <= ends)


def _years(table: pd.DataFrame, column: str, absent: float) -> Array:
    if column not in table:
        return np.full(len(table), absent)
    import pandas as pd

    years = pd.to_numeric(table[column].replace("", None)).to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.isnan(years), absent, years)


def _groupings(groups: pd.DataFrame) -> NDArray[np.object_]:
    return groups["grouping" if "grouping" in groups else "group"].to_numpy(dtype=object)
