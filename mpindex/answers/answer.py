"""Answer: what every result of the library has, whatever was asked."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Any

from mpindex.answers.figures import Figures
from mpindex.answers.markup import page
from mpindex.answers.pointers import Pointing
from mpindex.answers.record import Material, Record
from mpindex.answers.state import FieldsAsState

if TYPE_CHECKING:
    import pandas as pd

#: Rows of its table that a result prints.
MOST_ROWS = 10


class Answer(Pointing, FieldsAsState, ABC):
    """A result: a frozen dataclass that hands itself out as a table, a figure, words, notes and references.

    A class of results states `heading`, `to_frame`, `in_words`, `cite`, `plot` and `material`, and `notes` where it has any;
    printing, pickling, copying and the record follow from these.
    """

    @property
    @abstractmethod
    def heading(self) -> str:
        """What it is, in one line."""

    @abstractmethod
    def to_frame(self) -> pd.DataFrame:
        """Return the result as one tidy table: a row for each observation, plain columns, names of the field."""

    @abstractmethod
    def in_words(self) -> str:
        """Return the result in sentences."""

    @abstractmethod
    def cite(self) -> str:
        """Return the references of everything that the result rests on."""

    @property
    @abstractmethod
    def plot(self) -> Figures[Any]:
        """The figure that answers the question when it is called, ``.plot()``; the others by name, ``.plot.map()``."""

    @property
    @abstractmethod
    def material(self) -> Material:
        """What it rests on: data, definitions with their parameters, draws and seed."""

    @property
    def record(self) -> Record:
        """What it was made with: version, digests of the bundled data and of the figures, definitions, draws and seed.

        It prints in short, holds the whole text of every definition, and is written to a file by ``.record.save(path)``.
        """
        return Record.of(self.material, self.heading)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know besides."""
        return ()

    def preview(self) -> pd.DataFrame:
        """Return the rows that are printed."""
        return self.to_frame().head(MOST_ROWS)

    def __str__(self) -> str:
        table = self.preview().to_string(index=False, na_rep="-", float_format="{:.4g}".format)
        return "\n".join([f"<{self.heading}>", table, *(f"note: {note}" for note in self.notes)])

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return page(self.heading, self.preview(), self.in_words(), self.notes)
