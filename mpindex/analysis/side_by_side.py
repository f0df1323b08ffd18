"""Several units asked the same question: each one's own answer, and all of them side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, Protocol, TypeVar

import pandas as pd

from mpindex.analysis.where.standing import Standing
from mpindex.answers.answer import Answer
from mpindex.answers.figures import Figures, draw
from mpindex.answers.record import Material
from mpindex.dataset.dataset import Dataset
from mpindex.wording import listed, ordinal

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class OfOneUnit(Protocol):
    """An answer about one unit under several definitions: of `where` or `verdict`."""

    @property
    def unit(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def dataset(self) -> Dataset: ...
    @property
    def standings(self) -> Mapping[str, Standing]: ...
    @property
    def notes(self) -> tuple[str, ...]: ...
    @property
    def material(self) -> Material: ...
    def to_frame(self) -> pd.DataFrame: ...
    def in_words(self) -> str: ...
    def cite(self) -> str: ...


A = TypeVar("A", bound=OfOneUnit)


class SideBySideFigures(Figures["SideBySide[Any]"]):
    """What can be drawn of several units under several definitions."""

    default = "bump"

    def bump(self, *, peers: Iterable[str] = (), **options: Any) -> Axes:
        """Draw the units across the definitions, the first in front (see `mpindex.plots.bump`).

        Parameters
        ----------
        peers : list of str, default ()
            Units drawn besides.
        **options
            Of the figure; see `mpindex.plots.sheet.layout.Layout`.
        """
        first, *others = self.result.answers.values()
        indexes = {label: standing.index for label, standing in first.standings.items()}
        return draw("bump", indexes, first.unit, peers=[*(other.unit for other in others), *peers], **options)


@dataclass(frozen=True, eq=False, repr=False)
class SideBySide(Answer, Generic[A]):
    """What several units are told, side by side. Made by `where` and `verdict` of a list of units.

    ``result["KAZ"]`` is the answer that one of them would get alone, by code or name; a loop goes over their codes.

    Attributes
    ----------
    answers : mapping of str to Where or Verdict
        By code, in the order asked.
    """

    answers: Mapping[str, A]

    def __getitem__(self, unit: str) -> A:
        return self.answers[self._first.dataset.find(unit)]

    def __iter__(self) -> Iterator[str]:
        return iter(self.answers)

    def __len__(self) -> int:
        return len(self.answers)

    @property
    def material(self) -> Material:
        """What it rests on: that of each answer alike."""
        return self._first.material

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        names = listed([answer.name for answer in self.answers.values()])
        return f"{names} side by side by {', '.join(self._first.standings)}"

    @cached_property
    def table(self) -> pd.DataFrame:
        """Rank and band of each unit (columns) by each definition (rows)."""
        told = {answer.name: _cells(answer) for answer in self.answers.values()}
        return pd.DataFrame(told, index=pd.Index(list(self._first.standings), name="definition"))

    def to_frame(self) -> pd.DataFrame:
        """Return the rows of every unit's own answer, one after the other."""
        return pd.concat([answer.to_frame() for answer in self.answers.values()], ignore_index=True)

    def in_words(self) -> str:
        """Return a line for each definition that compares the units, then each unit's own sentences."""
        lines = [
            f"By {label}: {'; '.join(f'{name} {cell}' for name, cell in row.items())}."
            for label, row in self.table.iterrows()
        ]
        return "\n\n".join(["\n".join(lines), *(answer.in_words() for answer in self.answers.values())])

    def cite(self) -> str:
        """Return the references of the definitions and of every figure that they use."""
        return self._first.cite()

    @property
    def plot(self) -> SideBySideFigures:
        """The figure: ``.plot()`` draws the units across the definitions."""
        return SideBySideFigures(self)

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known of each, one unit after the other."""
        return tuple(dict.fromkeys(note for answer in self.answers.values() for note in answer.notes))

    def preview(self) -> pd.DataFrame:
        """Return the rows that are printed: one for each definition."""
        return self.table.reset_index()

    @property
    def _first(self) -> A:
        return next(iter(self.answers.values()))


def _cells(answer: OfOneUnit) -> list[str]:
    """Rank and band by each definition, as "55th of 195, minor"."""
    return [
        f"{ordinal(standing.rank)} of {standing.index.n}, {standing.band}" if standing.scored else "no score"
        for standing in answer.standings.values()
    ]
