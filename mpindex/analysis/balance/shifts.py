"""How far distances in votes moved after a shock, and whose move it was: the state's own or the great power's."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from mpindex.dataset.dataset import Dataset

POWERS = {"USA": "the United States", "CHN": "China", "RUS": "Russia"}
POSITIONS = "unga_ideal_point"


def positions(world: Dataset) -> pd.DataFrame:
    """Return years x units: the ideal point of each state in the votes of the General Assembly."""
    calendar, values = world.series(POSITIONS)
    return pd.DataFrame(np.asarray(values, dtype=float).T, index=calendar, columns=list(world.units))


def shifts(points: pd.DataFrame, unit: str, years: Sequence[int], window: int) -> pd.DataFrame:
    """Return how the distances of one state to the great powers moved after some years.

    The distance before is that of the mean positions of the `window` years before the year, after of as many years behind
    it; the year itself is in neither. What the state moved itself, and what the power moved, add up to the change: each is
    the mean over the two orders in which they could have moved. The same change at every other year tells how unusual it is.

    Parameters
    ----------
    points : DataFrame
        Years x units, as `positions` gives them.
    unit : str
        Code.
    years : sequence of int
        The shocks.
    window : int
        Years before and after.

    Returns
    -------
    DataFrame
        unit, power, shock, before, after, change (above 0: farther), own, of_power, median (change of all states), larger
        (at how many other years the change was as large or larger, either way), of (how many other years).
    """
    rows = []
    for power in POWERS:
        if power == unit:
            continue
        every = {int(year): _change(points, unit, power, int(year), window) for year in points.index}
        sizes = {year: abs(moved["change"]) for year, moved in every.items() if moved}
        for year in years:
            moved = every.get(year) or {}
            if not moved:
                continue
            others = [size for other, size in sizes.items() if other != year]
            larger = sum(size >= sizes[year] for size in others)
            median = _median(points, power, year, window)
            rows.append(
                {
                    "unit": unit,
                    "power": power,
                    "shock": year,
                    **moved,
                    "median": median,
                    "larger": larger,
                    "of": len(others),
                }
            )
    columns = [
        "unit",
        "power",
        "shock",
        "before",
        "after",
        "change",
        "own",
        "of_power",
        "median",
        "larger",
        "of",
    ]
    return pd.DataFrame(rows, columns=columns)


def _change(points: pd.DataFrame, unit: str, power: str, year: int, window: int) -> dict[str, float]:
    """The distance before and after a year, and whose move it was; empty where a side lacks a year of figures."""
    sides = _sides(points[[unit, power]], year, window)
    if sides is None:
        return {}
    (here, theirs), (here_after, theirs_after) = (side.to_numpy() for side in sides)
    start, end = abs(here - theirs), abs(here_after - theirs_after)
    alone, without = abs(here_after - theirs), abs(here - theirs_after)
    own = ((alone - start) + (end - without)) / 2
    return {"before": start, "after": end, "change": end - start, "own": own, "of_power": end - start - own}


def _sides(table: pd.DataFrame, year: int, window: int) -> tuple[pd.Series, pd.Series] | None:
    """Mean positions before and after a year; None where fewer than two years of either have figures of both."""
    full = table.dropna()
    before = full[(full.index >= year - window) & (full.index < year)]
    after = full[(full.index > year) & (full.index <= year + window)]
    return None if min(len(before), len(after)) < min(2, window) else (before.mean(), after.mean())


def _median(points: pd.DataFrame, power: str, year: int, window: int) -> float:
    away = points.sub(points[power], axis=0).abs().drop(columns=power)
    before = away[(away.index >= year - window) & (away.index < year)].mean()
    after = away[(away.index > year) & (away.index <= year + window)].mean()
    return float((after - before).median())
