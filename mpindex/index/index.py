"""Index: what a definition says of every unit of a dataset. Frozen, replayable, handed out as plain pandas objects."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import Any, overload

import pandas as pd

from mpindex.answers.answer import MOST_ROWS, Answer
from mpindex.answers.record import Material
from mpindex.arguments import names
from mpindex.dataset.bundled import load
from mpindex.dataset.dataset import require_dataset
from mpindex.engine.plan import Plan
from mpindex.errors import UnknownUnit, warn
from mpindex.grammar.definition import Definition
from mpindex.index.explain import explain, unit_weights
from mpindex.index.figures import IndexFigures
from mpindex.index.frame import frame
from mpindex.index.notes import notes
from mpindex.index.record import differences, material, read_record, record, warn_of, write_record
from mpindex.index.result import Result
from mpindex.index.sheets import sheets
from mpindex.index.table import table
from mpindex.index.words import of_all, of_unit
from mpindex.index.workbook import write
from mpindex.typing import Array, DatasetLike


class Index(Result, Answer):
    """Scores, ranks and bands by one definition, what they rest on, and what a reader must know.

    Parameters
    ----------
    plan : Plan
        The definition bound to the dataset.
    tree : Levels
        Scores of every leaf and node of the tree.
    """

    @classmethod
    def of(cls, definition: Definition, dataset: DatasetLike, parameters: Mapping[str, Any]) -> Index:
        """Score, rank and band every unit of a dataset; `Definition.apply` is the same.

        Indicators without information are named in a warning.

        Parameters
        ----------
        definition : Definition
            What is applied.
        dataset : Dataset or None
            What it is applied to; the bundled world when None.
        parameters : mapping
            Values for the definition's own parameters.
        """
        world = load() if dataset is None else require_dataset(dataset)
        plan = Plan.compile(definition, world, parameters)
        for sentence in plan.information.left_out():
            warn(f"{definition.id}: {sentence}")
        return cls(plan, plan.levels(plan.stage("normalised")))

    @property
    def version(self) -> str:
        """The version of the library that made it."""
        from mpindex import __version__

        return __version__

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row for each unit, best first.

        name, score, rank, position, band, next_band and gap (what it lacks in score to the lowest member of the next
        better band; negative if the score would do and another condition keeps it out), coverage. Without band, next_band
        and gap where the definition has no bands.
        """
        return table(self)

    def explain(self, unit: str) -> pd.DataFrame:
        """Say where a unit's score comes from, one row for each indicator, those that raise it most first.

        Parameters
        ----------
        unit : str
            Code or, for countries, name.

        Returns
        -------
        DataFrame
            By indicator: name, dimension; value, year, stand_in (the figure, how old it is, whether it stands on a
            stand-in source); rank (the unit's in the indicator alone, 1 best); normalised (the value as it enters the
            aggregation); weight (its share of the unit's index, after the rule for missing values); contribution
            (weight x normalised; sums to the score; missing where aggregation is not additive); effect (by how much
            the indicator moves the score away from what the median unit's value would give).
        """
        return explain(self, unit)

    def unit_weights(self, u: int) -> Array:
        """Return (leaves,): effective weights of one unit, after the rule for missing values.

        Parameters
        ----------
        u : int
            The row of the unit.
        """
        return unit_weights(self, u)

    def around(self, unit: str, many: int = 5) -> list[str]:
        """Return the units next to `unit` in rank, best first, `unit` among them.

        Parameters
        ----------
        unit : str
            Code or, for countries, name.
        many : int
            How many in all.
        """
        order = list(self.table.index[: self.n])
        code = self.units[self.row(unit)]
        if code not in order:
            return []
        first = max(0, min(order.index(code) - many // 2, len(order) - many))
        return order[first : first + many]

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know before using the result: dropped indicators, missing values that decide, stand-ins."""
        return notes(self)

    def to_excel(self, path: str | os.PathLike[str]) -> Path:
        """Write one readable workbook: results, each step, weights, audit, notes and sources.

        Sheets: About, Results, Levels, Weights, Raw, Years, Denominated, Imputed, Treated, Normalised, Statistics,
        Correlations, Influence, Removal, Notes, Definition, Sources.

        Parameters
        ----------
        path : str or path
            Ends in .xlsx.

        Returns
        -------
        Path
            The same.

        Raises
        ------
        OptionError
            The path does not end in .xlsx.
        DataError
            openpyxl is not installed.
        """
        from mpindex.audits.audit import audit

        report = audit(self)
        audited = {
            "Statistics": report.statistics.reset_index(),
            "Correlations": report.correlations(),
            "Influence": report.weights.reset_index(),
            "Removal": report.removal.reset_index(),
        }
        notes = (*self.notes, *report.notes)
        return write(path, sheets(self, table=self.table, version=self.version, audit=audited, notes=notes))

    def save(self, path: str | os.PathLike[str]) -> Path:
        """Write what it was made with and what came out to a JSON file, from which `Index.replay` makes it again.

        The file holds the record (version of the library, digests of the bundled data and of the figures, text of the
        definition, parameters, year), and every score, rank and band with all its digits.

        Parameters
        ----------
        path : str or path
            Where to.

        Returns
        -------
        Path
            The same.

        Raises
        ------
        OptionError
            Nothing can be written there.
        """
        return write_record(path, record(self, self.record))

    @classmethod
    def replay(cls, path: str | os.PathLike[str], dataset: DatasetLike = None) -> Index:
        """Make a saved result again, and say in a warning what differs: library, bundled data, figures, units, scores.

        Without a warning every score, rank and band is the same to the last digit.

        Parameters
        ----------
        path : str or path
            A file that `save` wrote.
        dataset : Dataset, optional
            The data, where they are not the bundled ones.

        Raises
        ------
        DataError
            The file is no record, or its data are its maker's own and are not given.
        """
        before = read_record(path)
        index = cls.of(*material(before, dataset))
        warn_of(path, differences(before, record(index, index.record)))
        return index

    # as every answer ----------------------------------------------------------

    @property
    def material(self) -> Material:
        """What it rests on: a definition on data."""
        return Material.of(self.dataset, {self.definition.id: self})

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        return f"Index {self.definition.id}: {self.n} of {self.dataset.counted(len(self.units))} scored"

    def to_frame(self) -> pd.DataFrame:
        """Return one tidy row for each unit, best first; `read` takes it back as figures, from a CSV too.

        Returns
        -------
        DataFrame
            unit, name, definition, year, score, rank, of (how many have a score), position, band and tier (ordered, the
            best the largest), next_band, gap, coverage.

        Examples
        --------
        >>> import mpindex as mp
        >>> frame = mp.definition("wood").apply().to_frame()
        >>> int((frame["band"] >= "middle").sum())
        37
        """
        return frame(self)

    def preview(self) -> pd.DataFrame:
        """Return the rows that are printed: the ten best."""
        shown = ["rank", "unit", "name", "score", "band", "coverage"]
        return self.to_frame().reindex(columns=shown).dropna(axis=1, how="all").head(MOST_ROWS)

    def in_words(self, unit: str | None = None) -> str:
        """Return who is first and how many are in each band; of a unit, where it stands and what puts it there.

        Parameters
        ----------
        unit : str, optional
            Code or, for countries, name.
        """
        return of_all(self) if unit is None else of_unit(self, unit)

    def cite(self) -> str:
        """Return the references of the definition and of every figure that it uses."""
        return self.definition.cite(self.dataset)

    @property
    def plot(self) -> IndexFigures:
        """The figures: ``index.plot()`` draws the ladder, ``index.plot.map()`` and others stand by name."""
        return IndexFigures(self)

    # as a collection of units ---------------------------------------------------

    def __len__(self) -> int:
        """How many units there are, with a score or without."""
        return len(self.units)

    def __iter__(self) -> Iterator[str]:
        """Codes of the units, best first."""
        return iter(self.table.index)

    def __contains__(self, unit: object) -> bool:
        """Whether there is such a unit, by code or name."""
        try:
            return isinstance(unit, str) and bool(self.dataset.find(unit))
        except UnknownUnit:
            return False

    @overload
    def __getitem__(self, unit: str) -> pd.Series: ...
    @overload
    def __getitem__(self, unit: list[str]) -> pd.DataFrame: ...
    def __getitem__(self, unit: str | list[str]) -> pd.Series | pd.DataFrame:
        """Return the row of a unit in `table`, by code or name; of a list of units, their rows.

        Raises
        ------
        UnknownUnit
            No such unit, with the nearest.
        """
        if isinstance(unit, str):
            return self.table.loc[self.dataset.find(unit)]
        return self.table.loc[[self.dataset.find(item) for item in names("unit", unit, "['KAZ', 'UZB']")]]
