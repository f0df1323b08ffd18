"""Single figures that decide: a rank that would be far from what it is, had one figure of one year not been there.

Kazakhstan hosted 308 refugees by the figure of 2022 and 65,833 by that of 2024: a reclassification, and no change of
conduct. Whoever reads a rank must know when such a figure carries it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from mpindex.analysis.where.standing import Standing
from mpindex.dataset.dataset import Dataset
from mpindex.index.index import Index
from mpindex.typing import Array
from mpindex.wording import number, ordinal

#: A figure that moves a unit by more ranks than this is named.
FAR = 20
#: Figures by which a unit stands within so many places of where the earlier one would put it are not tried.
NEAR = 10
#: An earlier figure older than this, in years, is no neighbour of the one that follows it.
APART = 5


@dataclass(frozen=True)
class SingleFigure:
    """One figure of a unit without which its rank would be far from what it is.

    Attributes
    ----------
    indicator, name : str
        Its id, and what it is called.
    year, before : int
        The year of the figure, and of the one before it, which would count otherwise.
    value, value_before : float
        Both figures, as published.
    rank, otherwise : int
        The unit's rank, and what it would be without the figure.
    """

    indicator: str
    name: str
    year: int
    before: int
    value: float
    value_before: float
    rank: int
    otherwise: int

    def __str__(self) -> str:
        return (
            f"{self.name} {number(self.value)} in {self.year} and {number(self.value_before)} in {self.before}; without the"
            f" figure of {self.year} it would be {ordinal(self.otherwise)}, not {ordinal(self.rank)}"
        )


def single_figures(index: Index, unit: str) -> list[SingleFigure]:
    """Return the figures of one year that move a unit's rank by more than twenty, the largest move first.

    Each figure that counts is taken out, so that the one before it counts in its place, and the definition is applied again.

    Parameters
    ----------
    index : Index
        What a definition says of every unit.
    unit : str
        Code of the unit.
    """
    if index.scores.isna()[unit]:
        return []
    rank = int(index.ranks[unit])
    moves = []
    for id, (before, year), (earlier, value) in _doubtful(index, unit):
        again = index.definition.apply(_without(index.dataset, unit, id, year), parameters=index.parameters)
        otherwise = again.ranks[unit]
        if np.isfinite(otherwise) and abs(int(otherwise) - rank) > FAR:
            name = index.dataset.indicator(id).name or id
            moves.append(SingleFigure(id, name, year, before, value, earlier, rank, int(otherwise)))
    return sorted(moves, key=lambda move: -abs(move.otherwise - move.rank))


def single_figure_notes(standing: Standing) -> list[str]:
    """Say which single figures decide where a unit stands by one definition.

    Parameters
    ----------
    standing : Standing
        A unit by one definition.
    """
    moves = single_figures(standing.index, standing.unit)
    title = standing.index.definition.title
    return [f"By “{title}” one year's figure decides the rank: {move}." for move in moves]


def _doubtful(index: Index, unit: str) -> Iterator[tuple[str, tuple[int, int], tuple[float, float]]]:
    """Indicators by which the newest figure puts the unit elsewhere among all than the one before: years and figures."""
    world = index.dataset
    for id in index.definition.indicators:
        pair = _last_two(world, unit, id) if id in world.indicators else None
        if pair is None:
            continue
        (before, earlier), (year, value) = pair
        window = world.indicator(id).window
        fresh = window is None or before >= world.reference_year - window
        now = world.column(id)
        if fresh and year - before <= APART and abs(_above(now, earlier) - _above(now, value)) > NEAR:
            yield id, (before, year), (earlier, value)


def _last_two(
    world: Dataset, unit: str, indicator: str
) -> tuple[tuple[int, float], tuple[int, float]] | None:
    """The last two figures of a unit that are used, each with its year; None where there are not two."""
    panel, rows = world.panel, world.panel.rows_of(world.indicators.index(indicator))
    here = (panel.unit[rows] == world.units.index(unit)) & (panel.year[rows] <= world.latest)
    years, values = panel.year[rows][here][-2:], panel.value[rows][here][-2:]  # rows ascend by year
    if len(years) < 2:
        return None
    return (int(years[0]), float(values[0])), (int(years[1]), float(values[1]))


def _above(values: Array, value: float) -> float:
    """How many units have more than a value, ties counting half."""
    return float((values > value).sum() + 0.5 * (values == value).sum())


def _without(world: Dataset, unit: str, indicator: str, year: int) -> Dataset:
    """The data without one figure."""
    panel, rows = world.panel, world.panel.rows_of(world.indicators.index(indicator))
    kept = np.ones(len(panel.year), dtype=bool)
    kept[rows] = (panel.unit[rows] != world.units.index(unit)) | (panel.year[rows] != year)
    return replace(world, panel=panel.kept(kept))
