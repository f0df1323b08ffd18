"""Who is compared with whom: comparison groups and pairwise relations as matrices of units by units."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from mpindex.errors import DefinitionError, suggest
from mpindex.typing import Array, Bools, Places

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import ArrayLike, NDArray

#: Mean radius of the Earth, km (IUGG).
EARTH_RADIUS = 6371.0088

#: Relations that hold both ways, so that a table may give each pair once.
SYMMETRIC = frozenset({"distance", "border", "contiguity", "border_distance"})

_NEAREST = re.compile(r"nearest_([1-9]\d*)")


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
    numbers = group_numbers(units, groups, name, year, status=status)
    if numbers is not None:
        return sharing(numbers)
    return _sharing(*_memberships(units, groups, name, year, status), len(units))


def group_numbers(
    units: Sequence[str],
    groups: pd.DataFrame,
    name: str,
    year: int | None = None,
    *,
    status: str | Sequence[str] = "member",
) -> Places | None:
    """Return the number of each unit's group, (units,), -1 where it is in none; None where groups overlap.

    The same as `members`, in as many numbers as there are units: `sharing` makes the matrix of it.

    Parameters
    ----------
    units : sequence of str
        The units.
    groups : DataFrame
        Memberships, as for `members`.
    name : str
        ``"world"``, a classification, an organisation or a class, as for `members`. Of the nearest units there are no
        such numbers: None.
    year : int, optional
        Memberships of that year; None takes those that have not ended.
    status : str or sequence of str
        Which memberships count.

    Raises
    ------
    DefinitionError
        `name` is no group.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"unit": ["KAZ", "UZB", "FRA"], "group": ["Asia", "Asia", "Europe"]})
    >>> group_numbers(["FRA", "KAZ", "TKM", "UZB"], table, "Asia")
    array([-1,  0, -1,  0])
    """
    numbers = np.full(len(units), -1)
    if name == "world":
        return np.zeros_like(numbers)
    if _NEAREST.fullmatch(name) and name not in group_names(groups):
        return None
    place, number = _memberships(units, groups, name, year, status)
    numbers[place] = number
    return None if (numbers[place] != number).any() else numbers


def sharing(numbers: Places) -> Bools:
    """Return who is in the group of whom, (units, units), from the number of each unit's group (-1: in none).

    >>> sharing(np.array([0, -1, 0])).astype(int)
    array([[1, 0, 1],
           [0, 0, 0],
           [1, 0, 1]])
    """
    return np.asarray((numbers[:, None] == numbers) & (numbers >= 0))


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

    wanted = (dyads["relation"] == relation).to_numpy()
    if not wanted.any():
        relations = sorted(map(str, dyads["relation"].unique()))
        known = ", ".join(relations) or "none, as the data have no relations between units"
        raise DefinitionError(f"unknown relation {relation!r}; known: {known}.{suggest(relation, relations)}")
    rows = dyads[wanted]
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


def _sharing(place: Places, number: Places, units: int) -> Bools:
    """Who shares a class with whom, (units, units), from the memberships."""
    belongs = np.zeros((units, int(number.max(initial=-1)) + 1), dtype=bool)
    belongs[place, number] = True
    return belongs @ belongs.T


def _memberships(
    units: Sequence[str], groups: pd.DataFrame, name: str, year: int | None, status: str | Sequence[str]
) -> tuple[Places, Places]:
    """Of each membership that counts in a classification or single group: place of the unit, number of the class."""
    classes, places = groups["group"].to_numpy(dtype=object), {unit: i for i, unit in enumerate(units)}
    named = _groupings(groups) == name
    if not named.any():
        named = classes == name
    if not named.any():
        known = [*group_names(groups), "world", "nearest_10", "neighbourhood_10"]
        raise DefinitionError(f"unknown group {name!r}; known: {', '.join(known)}.{suggest(name, known)}")
    named &= _counts(groups, year, status)
    place = np.array(
        [places.get(unit, -1) for unit in groups["unit"].to_numpy(dtype=object)[named]], dtype=int
    )
    numbers: dict[object, int] = {}
    number = np.array([numbers.setdefault(label, len(numbers)) for label in classes[named]], dtype=int)
    return place[place >= 0], number[place >= 0]


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
        right = np.isin(groups["status"].to_numpy(dtype=object), wanted)
    ends = _years(groups, "to", np.inf)
    if year is None:
        return right & np.isposinf(ends)
    return right & (_years(groups, "from", -np.inf) <= year) & (year <= ends)


def _years(table: pd.DataFrame, column: str, absent: float) -> Array:
    if column not in table:
        return np.full(len(table), absent)
    import pandas as pd

    entries = table[column]
    if not pd.api.types.is_numeric_dtype(entries):
        entries = pd.to_numeric(entries.replace("", None))
    years = entries.to_numpy(dtype=float, na_value=np.nan)
    return np.where(np.isnan(years), absent, years)


def _groupings(groups: pd.DataFrame) -> NDArray[np.object_]:
    return groups["grouping" if "grouping" in groups else "group"].to_numpy(dtype=object)
