"""The result of `members`: a tier by year, its spells and moves, and the distance of one unit from it."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from mpindex.analysis.membership.figures import MemberFigures
from mpindex.analysis.membership.spells import distance, spells
from mpindex.analysis.trajectory.result import Trajectory
from mpindex.answers.answer import Answer
from mpindex.answers.frames import with_units
from mpindex.answers.record import Material
from mpindex.arguments import named_arguments
from mpindex.dataset.dataset import Dataset
from mpindex.wording import counted, listed

#: So many names in a sentence.
MANY = 6


@dataclass(frozen=True, eq=False, repr=False)
class Members(Answer):
    """A tier through the years. Made by `members`.

    Attributes
    ----------
    unit : str or None
        Whose distance is told.
    tier : str
    inside : DataFrame
        Years x units, whether it is in.
    trajectory : Trajectory
        What it rests on: ranks, bands, the basket and its changes.
    moves : DataFrame
        year, unit, event (came, went), rank_before, rank, figures (its own that entered or left then).
    pools : DataFrame
        By decade: expert lists, and how many of those named are in the tier in the nearest year.
    dataset : Dataset
    """

    unit: str | None
    tier: str
    inside: pd.DataFrame
    trajectory: Trajectory
    moves: pd.DataFrame
    pools: pd.DataFrame
    dataset: Dataset

    @property
    def material(self) -> Material:
        """What it rests on: that of its course through the years."""
        return self.trajectory.material

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        first, last = self.inside.index[0], self.inside.index[-1]
        basket = counted(len(self.trajectory.basket), "indicator")
        return f"The {self.tier} tier by {self.trajectory.definition.id}, {first} to {last}, on {basket}"

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each stay: unit, name, since, until, years."""
        return with_units(spells(self.inside), self.dataset.names)

    @named_arguments
    def distance(self, unit: str | None = None) -> pd.Series:
        """Return by year how many ranks a unit is from the tier: 0 inside, below 0 above it, missing where it is unranked.

        Parameters
        ----------
        unit : str, optional
            Code or name; the one that was asked for when None.
        """
        given = unit if unit is not None else self.unit or self.dataset.units[0]
        return distance(self.inside, self.trajectory.ranks, self.dataset.find(given))

    @named_arguments
    def in_words(self, unit: str | None = None) -> str:
        """Return the tier in sentences: its size, who stayed, who came and went, and where one unit is.

        Parameters
        ----------
        unit : str, optional
            Code or name; the one that was asked for when None.
        """
        first, last = self.inside.iloc[0], self.inside.iloc[-1]
        lines = [
            f"In the {self.tier} tier by {self.trajectory.definition.title}: {int(first.sum())} in {first.name},"
            f" {int(last.sum())} in {last.name}, {int(self.inside.all().sum())} in every year asked for."
        ]
        came, went = last & ~first, first & ~last
        lines.append(
            f"In at the end and not at the start: {self._named(came)}. The other way: {self._named(went)}."
        )
        given = unit if unit is not None else self.unit
        if given is not None:
            lines.append(self._about(self.dataset.find(given)))
        return "\n".join(lines)

    def _about(self, code: str) -> str:
        name, inside = self.dataset.names.get(code, code), self.inside[code]
        away = self.distance(code).dropna()
        if inside.any():
            stays = spells(self.inside[[code]])
            ends = zip(stays["since"].astype(int), stays["until"].astype(int), strict=True)
            texts = [f"{since} to {until}" if since != until else f"{since}" for since, until in ends]
            return (
                f"{name} is in it in {int(inside.sum())} of {counted(len(inside), 'year')}: {listed(texts)}."
            )
        if away.empty:
            return f"{name} has no rank in any of these years."
        nearest = away.abs().astype(int)
        best = nearest.index[int(nearest.argmin())]
        return (
            f"{name} is never in it; nearest in {best}, {counted(int(nearest[best]), 'rank')} away, and"
            f" {counted(int(nearest.iloc[-1]), 'rank')} in {nearest.index[-1]}."
        )

    def _named(self, chosen: pd.Series) -> str:
        codes = [str(code) for code in chosen.index[chosen]]
        names = [self.dataset.names.get(code, code) for code in codes[:MANY]]
        rest = len(codes) - len(names)
        return listed(names + ([f"{rest} more"] if rest else [])) if codes else "nobody"

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know besides: moves that a figure may have made, and those of the trajectory."""
        doubtful = self.moves[self.moves["figures"] != ""]
        many = f"{len(doubtful)} of {counted(len(self.moves), 'move')}"
        of_moves = [f"{many} come with a figure of the unit's own that entered or left"]
        return (*(of_moves if len(doubtful) else ()), *self.trajectory.remarks)

    def cite(self) -> str:
        """Return the references of the definition, its figures, and the expert lists."""
        lists = self.dataset.lists[["list", "source"]].drop_duplicates()
        named = "; ".join(f"{row.list}: {row.source}" for row in lists.itertuples())
        return f"{self.trajectory.definition.cite(self.dataset)}\nExpert lists: {named}"

    @property
    def plot(self) -> MemberFigures:
        """``.plot()`` draws the strip of members."""
        return MemberFigures(self)
