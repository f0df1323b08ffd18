"""Who moves between two definitions, and which indicators move it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from mpindex.index.index import Index
from mpindex.steps.rank import competition, position_of

#: The row of `why` for all that is not the choice of indicators and their weights.
REST = "scaling and aggregation"


class Part(NamedTuple):
    """What an indicator has to do with a unit under one definition."""

    name: str
    position: float
    weight: float


class Reason(NamedTuple):
    """By how much an indicator moves a unit between two definitions, in positions; a row of `Comparison.why`."""

    indicator: str
    name: str
    of: str
    position: float
    weight_1: float
    weight_2: float
    effect: float


@dataclass(frozen=True, eq=False)
class Movers:
    """Two definitions' results side by side: shifts of rank, and the reasons for them.

    Attributes
    ----------
    first, second : str
        Labels of the definitions.
    indexes : pair of Index
        What each says of the same units.
    names : mapping of str to str
        Display names of the units.
    parts : dict
        What has been looked up by definition and unit; pairs of definitions may share it.
    """

    first: str
    second: str
    indexes: tuple[Index, Index]
    names: Mapping[str, str]
    parts: dict[tuple[str, str], dict[str, Part]] = field(default_factory=dict, repr=False)

    @cached_property
    def shifts(self) -> pd.DataFrame:
        """Ranks among the units that both score, and the change, the biggest first."""
        better = [index.directed_scores for index in self.indexes]
        both = pd.concat(better, axis=1, keys=[0, 1]).dropna()
        first, second = competition(both.to_numpy().T).astype(int)
        units = [str(unit) for unit in both.index]
        frame = pd.DataFrame(
            {
                "first": self.first,
                "second": self.second,
                "unit": units,
                "name": [self.names.get(unit, unit) for unit in units],
                "rank_1": first,
                "rank_2": second,
                "shift": first - second,
            }
        )
        return frame.sort_values("shift", key=np.abs, ascending=False, kind="stable")

    def extremes(self) -> list[dict[str, Any]]:
        """Return the unit that gains and the one that loses most, as rows of `shifts` with `why` in words."""
        moved = self.shifts.sort_values("shift", kind="stable")
        moved = moved[moved["shift"] != 0]
        ends = moved.iloc[[-1, 0]] if len(moved) else moved
        return [
            {**{str(key): value for key, value in row.items()}, "why": self.because(str(row["unit"]))}
            for row in ends.drop_duplicates("unit").to_dict("records")
        ]

    def because(self, unit: str, many: int = 3) -> str:
        """Return the indicators that explain most of a unit's move, in ranks: "Population +12, GDP -3"."""
        reasons = sorted(self.reasons(unit), key=lambda reason: -abs(reason.effect))
        n = self.indexes[1].n
        return ", ".join(
            f"{reason.indicator}{'' if reason.of == 'both' else f' (in the {reason.of})'} {reason.effect * n:+.0f}"
            for reason in reasons[:many]
        )

    def reasons(self, unit: str) -> list[Reason]:
        """Return each indicator's effect on a unit, in the order of the definitions, what is left of the change last.

        See `Comparison.why` for the formula.
        """
        mine, theirs = (self._parts(i, unit) for i in (0, 1))
        mean = sum(part.weight * part.position for part in (*mine.values(), *theirs.values())) / 2
        reasons = [
            _reason(name, mine.get(name), theirs.get(name), mean) for name in dict.fromkeys([*mine, *theirs])
        ]
        rest = self._change(unit) - sum(reason.effect for reason in reasons)
        return [*reasons, Reason(REST, REST, "both", np.nan, np.nan, np.nan, rest)]

    def _parts(self, which: int, unit: str) -> dict[str, Part]:
        key = ((self.first, self.second)[which], unit)
        if key not in self.parts:
            self.parts[key] = _parts(self.indexes[which], unit)
        return self.parts[key]

    def _change(self, unit: str) -> float:
        """By how much a unit is better placed under the second definition, in positions."""
        before, after = (float(index.positions.iloc[index.row(unit)]) for index in self.indexes)
        return before - after


def _reason(name: str, mine: Part | None, theirs: Part | None, mean: float) -> Reason:
    """The effect of one indicator that either definition has, or both."""
    of = "both" if mine and theirs else "first only" if mine else "second only"
    nothing = Part("", 0.0, 0.0)
    one, other = mine or nothing, theirs or nothing
    position = (one if mine else other).position if one.weight or other.weight else np.nan
    effect = one.weight * (one.position - mean) - other.weight * (other.position - mean)
    return Reason(name, one.name or other.name, of, position, one.weight, other.weight, effect)


def _parts(index: Index, unit: str) -> dict[str, Part]:
    """What each indicator has to do with a unit; one that it lacks has weight 0 and no say, or counts as last."""
    u = index.row(unit)
    weight = index.unit_weights(u)
    position = position_of(index.leaf_ranks.T)[:, u]
    position = np.where(np.isnan(position), 1.0, position)
    return {
        leaf.id: Part(index.title_of(leaf), float(p), float(w))
        for leaf, p, w in zip(index.plan.leaves, position, weight, strict=True)
    }
