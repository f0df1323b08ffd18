"""Which choice moves the verdict: Sobol indices of every factor, and a table of one choice changed at a time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from mpindex.answers.answer import Answer
from mpindex.answers.frames import with_units
from mpindex.answers.record import Material
from mpindex.arguments import named_arguments, option, whole_number
from mpindex.typing import Array, DatasetLike, DefinitionLike
from mpindex.uncertainty.figures import SensitivityFigures
from mpindex.uncertainty.notes import assumption, held_fixed, mixed_scales
from mpindex.uncertainty.runs.replicates import Outcome
from mpindex.uncertainty.runs.task import BLOCK, Task, make_task
from mpindex.uncertainty.sensitivity.one_at_a_time import changes, one_at_a_time
from mpindex.uncertainty.sensitivity.sobol import indices_table
from mpindex.uncertainty.words import of_choices


@dataclass(frozen=True, eq=False, repr=False)
class Sensitivity(Answer):
    """What each choice does to one unit's verdict. Made by `sensitivity`.

    Attributes
    ----------
    task : Task
        What was run: definition, data, parameters, seed and rows of each sample.
    unit : str
        Code of the unit whose rank, score and band are looked at.
    outputs : mapping of str to ndarray
        (runs, factors + 2) by name of output: columns A, B, then A with one factor from B each.
    """

    task: Task
    unit: str
    outputs: Mapping[str, Array]

    @cached_property
    def table(self) -> pd.DataFrame:
        """Sobol indices by output and factor, with 95 % intervals.

        first : share of the output's variance that goes if the choice alone were settled.
        total : share that stays if all others were settled.
        note : "never varies" where the output is the same in every run, so that there is nothing to divide up.

        See `mpindex.uncertainty.sensitivity.sobol.indices` for the formulas; intervals by resampling rows.
        """
        names = [factor.name for factor in self.task.replicates.factors]
        rng = np.random.default_rng(self.task.seed)
        frames = [indices_table(name, values, names, rng) for name, values in self.outputs.items()]
        return pd.concat(frames).set_index(["output", "factor"])

    @cached_property
    def one_at_a_time(self) -> pd.DataFrame:
        """The verdict with one choice changed, all others as they stand: rank, change, score and band by alternative."""
        return one_at_a_time(self.task, self.unit)

    def deciding(self, output: str = "rank") -> str:
        """Return the factor with the largest total index.

        Parameters
        ----------
        output : {"rank", "score", "band", "ordering"}
            Of which output.

        Returns
        -------
        str
            Name of the factor; "none" where the output never varies.

        Raises
        ------
        OptionError
            No such output.
        """
        part = self.table.loc[option("output", output, self.outputs)]
        return "none" if part["total"].isna().all() else str(part["total"].idxmax())

    @property
    def name(self) -> str:
        """Display name of the unit."""
        return self.task.dataset.names.get(self.unit, self.unit)

    # as every answer --------------------------------------------------------------

    @property
    def material(self) -> Material:
        """What it rests on: a definition whose choices were varied, on data."""
        return self.task.material

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        runs = len(next(iter(self.outputs.values()))) * (len(self.task.replicates.factors) + 2)
        return (
            f"Sensitivity of {self.task.definition.id} for {self.unit}: {runs:,} runs, seed {self.task.seed}"
        )

    def to_frame(self) -> pd.DataFrame:
        """Return one tidy row for each output and factor.

        Returns
        -------
        DataFrame
            unit, name, definition, output, factor, and the columns of `table`.
        """
        rows = self.table.reset_index()
        rows.insert(0, "definition", self.task.definition.id)
        rows.insert(0, "unit", self.unit)
        return with_units(rows, self.task.dataset.names)

    def preview(self) -> pd.DataFrame:
        """Return the rows that are printed: all."""
        return self.table.reset_index()

    def in_words(self, most: int = 8) -> str:
        """Return which choice decides the unit's rank, and the largest single changes: "from 53rd to 49th".

        Parameters
        ----------
        most : int
            At most so many single changes, at least 1.
        """
        table = changes(self.one_at_a_time, self.task).head(whole_number("most", most, least=1))
        lines = [f"{choice}: {', '.join(filter(None, outcome))}" for choice, *outcome in table.to_numpy()]
        text = "\n".join(lines) or "No single change moves the unit."
        totals = pd.Series(self.table["total"].xs("rank", level="output"))
        return of_choices(self.task, self.name, totals, text)

    def cite(self) -> str:
        """Return the references of the definition and of every figure that it uses."""
        return self.task.definition.cite(self.task.dataset)

    @property
    def plot(self) -> SensitivityFigures:
        """The figure: ``.plot()`` draws how far each choice alone moves the unit's rank."""
        return SensitivityFigures(self)

    @property
    def notes(self) -> tuple[str, ...]:
        """What was varied unasked, what was held fixed, and that indices of the score mix scales where they do."""
        return (*assumption(self.task), *held_fixed(self.task), *mixed_scales(self.task))

    def __str__(self) -> str:
        return f"{super().__str__()}\n\n{self.in_words()}"


@named_arguments
def sensitivity(
    unit: str,
    definition: DefinitionLike,
    dataset: DatasetLike = None,
    *,
    parameters: Mapping[str, Any] | None = None,
    draws: int = 1024,
    seed: int | np.random.Generator = 0,
    uncertainty: Mapping[str, Any] | None = None,
    chains: Mapping[str, Any] | None = None,
    only: str | tuple[str, ...] | list[str] | None = None,
) -> Sensitivity:
    """Say how much each choice decides a unit's rank, score and band, and the whole ordering.

    Runs ``draws * (factors + 2)`` replicates: two independent samples A and B of all factors, and for each factor A with
    that factor from B (Saltelli's design). Outputs: `rank` and `score` of the unit, `band` (1 where it is the band it has
    as the definition stands; left out where there are no bands) and `ordering` (mean over units of the rank shift from the
    definition as it stands).

    Parameters
    ----------
    unit : str
        Code or, for countries, a name.
    definition : str, path, mapping or Definition
        A definition with a tree.
    dataset : Dataset, optional
        The bundled world when None.
    parameters : mapping of str to object, optional
        Of the definition, as in `Definition.apply`.
    draws : int
        Rows of each sample, at least 1.
    seed : int or numpy.random.Generator
        A whole number of at least 0, or a Generator to take one from.
    uncertainty, chains : mapping, optional
        Choices to vary instead of the definition's own, as in `robustness`.
    only : str or list of str, optional
        Names of the factors to vary, of those there are.

    Returns
    -------
    Sensitivity
        Sobol indices with intervals, and the table of one choice at a time.

    Raises
    ------
    UnknownUnit
        No such unit, with the nearest.
    OptionError
        A wrong argument: draws, seed, only.
    DefinitionError
        Nothing varies, a path leads nowhere, or an alternative is refused.

    Examples
    --------
    >>> result = sensitivity("KAZ", "cinc", draws=64, seed=1)
    >>> result.one_at_a_time.loc[("missing", "zero"), "rank"]
    np.float64(49.0)
    """
    task = make_task(
        definition, dataset, parameters,
        draws=draws, seed=seed, uncertainty=uncertainty, chains=chains, only=only,
    )  # fmt: skip
    code = task.dataset.find(unit)
    columns = [_block_outputs(task, block, task.place(code)) for block in range(task.blocks)]
    outputs = {name: np.concatenate([part[name] for part in columns]) for name in columns[0]}
    if not task.definition.bands:
        del outputs["band"]
    return Sensitivity(task, code, outputs)


def _block_outputs(task: Task, block: int, place: int) -> dict[str, Array]:
    """(runs, factors + 2) of every output in one block of rows, by Saltelli's design."""
    replicates, reference = task.replicates, task.reference
    size = min(BLOCK, task.draws - block * BLOCK)
    rng = np.random.default_rng(np.random.SeedSequence(task.seed, spawn_key=(block,)))
    a, b = replicates.draw(rng, size), replicates.draw(rng, size)
    designs = [a, b, *({**a, factor.name: b[factor.name]} for factor in replicates.factors)]
    runs = [_outputs(replicates.run(values, size), reference, place) for values in designs]
    return {name: np.stack([run[name] for run in runs], axis=1) for name in runs[0]}


def _outputs(outcome: Outcome, reference: Outcome, place: int) -> dict[str, Array]:
    """(draws,) of every output: rank, score and band of a unit, and how far all units are from their reference."""
    moved = np.abs(outcome.ranks - reference.ranks)
    n = np.maximum((~np.isnan(moved)).sum(axis=1), 1)
    return {
        "rank": outcome.ranks[:, place],
        "score": outcome.scores[:, place],
        "band": (outcome.codes[:, place] == reference.codes[0, place]).astype(float),
        "ordering": np.nansum(moved, axis=1) / n,
    }
