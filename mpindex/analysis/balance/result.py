"""The result of `balance`: parts by year, standing and hedging apart, and what came after shocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

import pandas as pd

from mpindex.analysis.balance import words
from mpindex.analysis.balance.figures import BalanceFigures
from mpindex.analysis.balance.parts import FROM_OWN_COPY, places, standing_and_swing
from mpindex.answers.answer import Answer
from mpindex.answers.frames import with_units
from mpindex.answers.record import Material
from mpindex.arguments import named_arguments
from mpindex.dataset.dataset import Dataset
from mpindex.grammar.definition import Definition
from mpindex.wording import listed

#: So many years tell what stands from what moves.
LAST = 10


@dataclass(frozen=True, eq=False, repr=False)
class Balance(Answer):
    """Where states stand between the great powers, year by year. Made by `balance`.

    Attributes
    ----------
    units : tuple of str
        Codes of the states asked for.
    parts : mapping of str to DataFrame
        Years x all units of each part that has figures: trade_balance, votes_usa_chn, votes_usa_rus, club_balance and, from
        a user's own copy, arms_balance. 1 is midway or all alike, 0 one side alone; missing where the year has no figure.
    shifts : DataFrame
        unit, power, shock, before, after, change, own, of_power, median, larger, of; see
        `mpindex.analysis.balance.shifts.shifts`.
    shocks : tuple of int
        The years that were asked for.
    definition : Definition
        multivector, which derives the parts.
    dataset : Dataset
    """

    units: tuple[str, ...]
    parts: Mapping[str, pd.DataFrame] = field(repr=False)
    shifts: pd.DataFrame = field(repr=False)
    shocks: tuple[int, ...]
    definition: Definition = field(repr=False)
    dataset: Dataset = field(repr=False)

    @property
    def material(self) -> Material:
        """What it rests on: the definition of the parts, on the data."""
        return Material(self.dataset, {self.definition.id: self.definition})

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        years = sorted({int(year) for table in self.parts.values() for year in table.index})
        return f"Balance of {', '.join(self.units)} between the great powers, {years[0]} to {years[-1]}"

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each state, part and year with a figure: unit, name, part, year, value, place, of (states)."""
        rows = []
        for part, table in self.parts.items():
            for year, values in table.iterrows():
                place, many = places(values)
                known = [unit for unit in self.units if pd.notna(values[unit])]
                rows += [[unit, part, year, values[unit], place[unit], many] for unit in known]
        table = pd.DataFrame(rows, columns=["unit", "part", "year", "value", "place", "of"]).astype(
            {"place": int}
        )
        return with_units(table.sort_values(["unit", "part", "year"], ignore_index=True), self.dataset.names)

    @cached_property
    def hedging(self) -> pd.DataFrame:
        """Level and movement in the last ten years: unit, part, level, swing, drift, figures, median_swing (of all states).

        Standing balance is a level, hedging a change. `swing` is the mean absolute change from one figure to the next,
        `drift` the second half of the years less the first.
        """
        rows = []
        for part, table in self.parts.items():
            every = standing_and_swing(table, LAST)
            chosen = every.loc[list(self.units)].assign(part=part, median_swing=every["swing"].median())
            rows.append(chosen[chosen["figures"] > 1].rename_axis("unit").reset_index())
        columns = ["unit", "part", "level", "swing", "drift", "figures", "median_swing"]
        return pd.concat(rows, ignore_index=True)[columns].sort_values(["unit", "part"], ignore_index=True)

    def preview(self) -> pd.DataFrame:
        """Return the rows that are printed: the newest figure of each part."""
        table = self.newest.pivot_table("value", "unit", "part").reindex(list(self.units))
        return table.rename_axis(columns=None).reset_index()

    @property
    def newest(self) -> pd.DataFrame:
        """The rows of `to_frame` with the newest figure of each state and part."""
        frame = self.to_frame()
        return frame.loc[frame.groupby(["unit", "part"])["year"].idxmax()].reset_index(drop=True)

    @named_arguments
    def in_words(self, unit: str | None = None) -> str:
        """Return the balance of one state in sentences, or of each that was asked for.

        Parameters
        ----------
        unit : str, optional
            Code or name.
        """
        codes = self.units if unit is None else (self.dataset.find(unit),)
        return "\n".join(line for code in codes for line in self._about(code) if line)

    def _about(self, code: str) -> list[str]:
        newest, hedging = self.newest, self.hedging
        moved = self.shifts[self.shifts["unit"] == code]
        return [
            words.of_parts(self.dataset.names.get(code, code), newest[newest["unit"] == code]),
            words.of_hedging(hedging[hedging["unit"] == code], LAST),
            *(words.of_shift(rows) for _, rows in moved.groupby("shock")),
        ]

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know besides: that powers move, what is listed of trade and clubs, and what is not known."""
        notes = [
            "a distance in votes has two ends, and one dimension: two states may be as far from a power and disagree",
            "trade is that of the partners listed, and a member of the European Union has no share of it",
        ]
        if "club_balance" in self.parts:
            notes.append(
                "memberships are full ones: partners and dialogues do not count; the lists were hardly revised after 2014"
            )
        if FROM_OWN_COPY not in self.parts:
            notes.append(
                "arms by supplier are not known here: SIPRI's register may not be passed on; save it as CSV, and"
                ' world.join(mp.read(mp.readers.read_source("sipri-arms-transfers", FOLDER))) makes them count'
            )
        return (*notes, *self._not_compared)

    @property
    def _not_compared(self) -> list[str]:
        """Who has too few votes around a shock to be compared."""
        have = set(zip(self.shifts["unit"], self.shifts["shock"], strict=True))
        lacking = {
            year: [self.dataset.names[unit] for unit in self.units if (unit, year) not in have]
            for year in self.shocks
        }
        return [
            f"too few votes around {year} to compare: {listed(names)}"
            for year, names in lacking.items()
            if names
        ]

    def cite(self) -> str:
        """Return the references of the definition and of every figure."""
        return self.definition.cite(self.dataset)

    @property
    def plot(self) -> BalanceFigures:
        """``.plot()`` draws one part by year."""
        return BalanceFigures(self)
