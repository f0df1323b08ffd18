"""Index: what a definition says of every unit of a dataset. Frozen, replayable, handed out as plain pandas objects."""

from __future__ import annotations

import os
import warnings
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from mpindex.dataset.bundled import load
from mpindex.dataset.dataset import require_dataset
from mpindex.engine.plan import Plan
from mpindex.errors import MpindexWarning
from mpindex.grammar.definition import Definition
from mpindex.index.explain import explain, unit_weights
from mpindex.index.notes import notes
from mpindex.index.result import Result
from mpindex.index.sheets import sheets
from mpindex.index.table import table
from mpindex.index.workbook import write
from mpindex.typing import Array, DatasetLike


class Index(Result):
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

        Indicators without information are named in a warning, at the line that called `Definition.apply`.

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
            warnings.warn(f"{definition.id}: {sentence}", MpindexWarning, stacklevel=4)
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
        notes = (*self.notes, *report.findings)
        return write(path, sheets(self, table=self.table, version=self.version, audit=audited, notes=notes))

    def __repr__(self) -> str:
        head = f"<Index {self.definition.id}: {self.n} of {len(self.units)} units scored>"
        return f"{head}\n{self.table.head(10).to_string(float_format='{:.4g}'.format)}"

    def _repr_html_(self) -> str:
        top = self.table.head(10).to_html(float_format="{:.4g}".format)
        return f"<p><b>{self.definition.title}</b>: {self.n} of {len(self.units)} units scored</p>{top}"
