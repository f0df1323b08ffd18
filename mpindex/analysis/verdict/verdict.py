"""The verdict on one unit: definitions by tiers, each with share of draws, range and base rate. Never pooled unasked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

import numpy as np
import pandas as pd

from mpindex.analysis.figures import VerdictFigures
from mpindex.analysis.inputs import references
from mpindex.analysis.side_by_side import SideBySide
from mpindex.analysis.verdict.sentences import disagreements, verdict_sentence, verdict_title
from mpindex.analysis.verdict.tiers import COLUMNS, Tiers
from mpindex.analysis.where.standing import Standing
from mpindex.analysis.where.where import where
from mpindex.answers.answer import Answer
from mpindex.answers.frames import ordered, with_units
from mpindex.answers.record import Material
from mpindex.arguments import mapping, named_arguments, seed_number, weight, whole_number
from mpindex.dataset.dataset import Dataset
from mpindex.errors import OptionError
from mpindex.grammar import MIDDLE_OF_PACK
from mpindex.grammar.library import HEADLINES
from mpindex.typing import DatasetLike, DefinitionLike, Executor
from mpindex.uncertainty.choices.assumed import is_assumed
from mpindex.uncertainty.choices.factors import factors
from mpindex.uncertainty.robustness.result import Robustness
from mpindex.uncertainty.robustness.robustness import robustness
from mpindex.uncertainty.runs.workers import require_executor


@dataclass(frozen=True, eq=False, repr=False)
class Verdict(Answer):
    """What several definitions say of one unit, and how far each answer depends on choices. Made by `verdict`.

    Attributes
    ----------
    unit : str
        Code of the unit.
    dataset : Dataset
        The data that all were applied to.
    standings : mapping of str to Standing
        The unit under every definition as it stands, by label.
    runs : mapping of str to Robustness
        The robustness run of every definition in which something can vary; others are taken as they stand.
    """

    unit: str
    dataset: Dataset
    standings: Mapping[str, Standing]
    runs: Mapping[str, Robustness]

    @property
    def name(self) -> str:
        """Display name of the unit."""
        return self.dataset.names.get(self.unit, self.unit)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row for each definition and tier (and the middle of the pack).

        verdict : whether it is the unit's tier as the definition stands.
        share, error : acceptability, the share of draws, and its Monte Carlo error; 1 or 0 where nothing varies.
        low, high : least and most over the single alternatives (0 or 1: whether any, whether all, give this tier).
        base_rate : share of all units that are in the tier as the definition stands.
        """
        rows = [row for answer in self._answers for row in answer.rows]
        return pd.DataFrame(rows).set_index(["definition", "tier"])

    @cached_property
    def matrix(self) -> pd.DataFrame:
        """Definitions by tiers: shares of draws."""
        return self._wide("share")

    @cached_property
    def one_at_a_time(self) -> pd.DataFrame:
        """Every definition's table of one choice changed at a time (definition, factor, alternative)."""
        tables = {answer.name: answer.alone for answer in self._answers if answer.alone is not None}
        return pd.concat(tables, names=["definition"]) if tables else pd.DataFrame()

    @cached_property
    def changes(self) -> pd.DataFrame:
        """Every definition's single changes in words, the largest first: choice, rank ("from 53rd to 49th"), band."""
        tables = {answer.name: answer.changes for answer in self._answers if answer.changes is not None}
        return pd.concat(tables, names=["definition"]).droplevel(1) if tables else pd.DataFrame()

    def disagreements(self) -> list[str]:
        """Say which definitions call the unit something that others do not, and what only they count.

        "small" and "unclassified" are no disagreement: both say that it is neither a great nor a middle power. Definitions
        that speak of the pack, and not of power, are left out.

        Returns
        -------
        list of str
            A sentence for each pair of definitions that disagree; one on the middle of the pack last.
        """
        return disagreements(self._answers)

    def pooled(self, weights: Mapping[str, float]) -> pd.Series:
        """Return the shares of tiers averaged over definitions by weights that the caller states; there is no default.

        Definitions that speak of the pack alone count for that column only.

        Parameters
        ----------
        weights : mapping of str to float
            A number of at least 0 for each definition, not all zero.

        Returns
        -------
        Series
            By tier, the middle of the pack last.

        Raises
        ------
        OptionError
            A definition without a weight, a weight without a definition, negative weights or weights that are all zero.
        """
        stated = mapping("weights", weights, "{'capability': 1, 'rankings': 1}")
        if set(stated) != set(self.standings):
            raise OptionError(
                f"weights: state a weight for each of {', '.join(self.standings)}, and for no other"
            )
        values = np.array([weight(f"the weight of {name!r}", stated[name]) for name in self.matrix.index])
        if not values.any():
            raise OptionError("weights of definitions must be at least 0, and not all zero")
        speaks = self.matrix.notna().mul(values, axis=0)
        return self.matrix.mul(values, axis=0).sum() / speaks.sum()

    @cached_property
    def errors(self) -> pd.DataFrame:
        """Definitions by tiers: Monte Carlo errors of the shares."""
        return self._wide("error")

    @property
    def how(self) -> str:
        """How often it was drawn, for the foot of a figure."""
        draws = ", ".join(f"{many:,}" for many in sorted({run.draws for run in self.runs.values()}))
        return f"{draws} draws by definition" if draws else "nothing varied"

    @property
    def title(self) -> str:
        """The verdict as the title of a figure."""
        return verdict_title(self.name, self._answers)

    # as every answer --------------------------------------------------------------

    @property
    def material(self) -> Material:
        """What it rests on: definitions on data, and their draws."""
        indexes = {label: standing.index for label, standing in self.standings.items()}
        return Material.of(self.dataset, indexes, self.runs.values())

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        return f"Verdict on {self.name} ({self.unit}) by {', '.join(self.standings)}"

    def to_frame(self) -> pd.DataFrame:
        """Return one tidy row for each definition and tier.

        Returns
        -------
        DataFrame
            unit, name, definition, tier (ordered, the best the largest; the middle of the pack stands apart, below), and the
            columns of `table`.
        """
        rows = self.table.reset_index()
        rows = rows.assign(unit=self.unit, tier=ordered(rows["tier"], list(self.matrix.columns)))
        return with_units(rows, self.dataset.names)

    def in_words(self) -> str:
        """Return the sentence that a careful journalist could print."""
        return verdict_sentence(self.name, self._answers)

    def cite(self) -> str:
        """Return the references of the definitions and of every figure that they use."""
        return references(standing.index for standing in self.standings.values())

    @property
    def plot(self) -> VerdictFigures:
        """The figure: ``.plot()`` draws the shares of tiers, a row for each definition."""
        return VerdictFigures(self)

    def preview(self) -> pd.DataFrame:
        """Return the rows that are printed: shares of draws by definition and tier."""
        return self.matrix.rename_axis(columns=None).reset_index()

    def __str__(self) -> str:
        shares = self.matrix.to_string(float_format="{:.0%}".format)
        head = f"{self.name}: share of draws by definition and {self._kind}"
        notes = [f"note: {note}" for note in self.notes]
        return "\n".join([head, shares, "", self.in_words(), *self.disagreements(), *notes])

    @property
    def notes(self) -> tuple[str, ...]:
        """What must be known of the runs: what was varied unasked, and units that mostly have no score."""
        return tuple(note for run in self.runs.values() for note in run.notes)

    @cached_property
    def _answers(self) -> list[Tiers]:
        return [Tiers(name, standing, self.runs.get(name)) for name, standing in self.standings.items()]

    def _wide(self, column: str) -> pd.DataFrame:
        """One column of the table as definitions by tiers."""
        wide = self.table[column].unstack("tier")  # noqa: PD010
        bands = list(dict.fromkeys(tier for answer in self._answers for tier in answer.tiers))
        columns = [*COLUMNS, MIDDLE_OF_PACK] if self.dataset.is_countries else [*bands, MIDDLE_OF_PACK]
        return wide.reindex(index=list(self.standings), columns=columns).rename_axis(columns=self._kind)

    @property
    def _kind(self) -> str:
        """What the shares are of: tiers of power, or bands where units are no states."""
        return "tier" if self.dataset.is_countries else "band"


@overload
def verdict(
    unit: str,
    definitions: DefinitionLike | Iterable[DefinitionLike] = ...,
    dataset: DatasetLike = ...,
    *,
    parameters: Mapping[str, Any] | None = ...,
    draws: int = ...,
    seed: int | np.random.Generator = ...,
    executor: Executor | None = ...,
    progress: bool | None = ...,
) -> Verdict: ...
@overload
def verdict(
    unit: list[str] | tuple[str, ...],
    definitions: DefinitionLike | Iterable[DefinitionLike] = ...,
    dataset: DatasetLike = ...,
    *,
    parameters: Mapping[str, Any] | None = ...,
    draws: int = ...,
    seed: int | np.random.Generator = ...,
    executor: Executor | None = ...,
    progress: bool | None = ...,
) -> SideBySide[Verdict]: ...
@named_arguments
def verdict(
    unit: str | list[str] | tuple[str, ...],
    definitions: DefinitionLike | Iterable[DefinitionLike] = HEADLINES,
    dataset: DatasetLike = None,
    *,
    parameters: Mapping[str, Any] | None = None,
    draws: int = 10_000,
    seed: int | np.random.Generator = 0,
    executor: Executor | None = None,
    progress: bool | None = None,
) -> Verdict | SideBySide[Verdict]:
    """Say what each definition calls a unit, in what share of reasonable choices, and how many others get the same.

    Parameters
    ----------
    unit : str or list of str
        A code, or for countries a name in any usual spelling; a list is answered side by side, from the same draws.
    definitions : str, path, mapping, Definition or list of these
        What is asked; the four headline definitions by default.
    dataset : Dataset, optional
        The bundled world when None.
    parameters : mapping of str to object, optional
        Values for the definitions' own parameters; each takes those that it has.
    draws : int
        How many for each definition, at least 1.
    seed : int or numpy.random.Generator
        As in `robustness`; all definitions take the same one.
    executor : concurrent.futures.Executor, optional
        As in `robustness`.
    progress : bool, optional
        Show bars; by default for long runs in a terminal.

    Returns
    -------
    Verdict or SideBySide
        Shares of draws, ranges and base rates by definition and tier, and sentences made from them.

    Raises
    ------
    UnknownUnit
        No such unit, with the nearest name.
    OptionError
        No definition, or a wrong number of draws, seed or executor.
    DefinitionError
        No such definition, or a faulty one.

    Examples
    --------
    >>> result = verdict("KAZ", definitions=["wood", "beckley"], draws=1024, seed=1)
    >>> bool(result.matrix.loc["wood", "minor"] > 0.7)
    True
    """
    require_executor(executor)
    many, number = whole_number("draws", draws, least=1), seed_number(seed)
    codes = list(unit) if isinstance(unit, list | tuple) else [unit]
    answers = where(codes, definitions, dataset, parameters=parameters).answers
    answer = next(iter(answers.values()))
    runs = {}
    for name, standing in answer.standings.items():
        definition = standing.index.definition
        if _has_choices(standing):
            runs[name] = robustness(
                definition, answer.dataset, parameters=standing.index.parameters,
                draws=many, seed=number, executor=executor, progress=progress,
            )  # fmt: skip
    verdicts = {code: Verdict(code, each.dataset, each.standings, runs) for code, each in answers.items()}
    return SideBySide(verdicts) if isinstance(unit, list | tuple) else verdicts[answer.unit]


def _has_choices(standing: Standing) -> bool:
    """Whether there is anything to vary: what a file says, or what any index of one's own leaves open.

    A replica that says nothing is taken as published.
    """
    definition = standing.index.definition
    if not hasattr(definition, "spec") or (
        definition.fidelity == "replica" and is_assumed(definition, None, None)
    ):
        return False
    return bool(factors(standing.index.plan))
