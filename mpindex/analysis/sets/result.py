"""The result of `set_relations`: conditions one by one, the truth table, the solutions, any expression."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from mpindex.analysis.sets import words
from mpindex.analysis.sets.expressions import parsed, union
from mpindex.analysis.sets.figures import SetFigures
from mpindex.analysis.sets.fit import fit
from mpindex.analysis.sets.solutions import KINDS, many_models
from mpindex.answers.answer import Answer
from mpindex.answers.record import Material
from mpindex.arguments import named_arguments
from mpindex.dataset.dataset import Dataset
from mpindex.grammar.definition import Definition
from mpindex.typing import Array
from mpindex.wording import counted, listed

METHOD = "Ragin (2008), Redesigning Social Inquiry; Schneider & Wagemann (2012), Set-Theoretic Methods"


@dataclass(frozen=True, eq=False, repr=False)
class SetRelations(Answer):
    """How some conditions stand to an outcome. Made by `set_relations`.

    Attributes
    ----------
    outcome : str
        What the outcome is called.
    sets : DataFrame
        Units x conditions, memberships of the units that have all.
    memberships : Series
        By unit, in the outcome.
    truth_table : DataFrame
        By the conditions (0 or 1): n, consistency, pri, outcome (missing for a remainder), cases.
    solutions : DataFrame
        kind, model, term, consistency, pri, coverage, unique_coverage, cases; the term "solution" is a whole model.
    cuts : mapping
        frequency, consistency and pri, as they were asked for.
    definition : Definition or None
        Whose conditions they are.
    dataset : Dataset
        Whose units they are.
    """

    outcome: str
    sets: pd.DataFrame
    memberships: pd.Series
    truth_table: pd.DataFrame
    solutions: pd.DataFrame
    cuts: Mapping[str, Any]
    definition: Definition | None
    dataset: Dataset

    @property
    def material(self) -> Material:
        """What it rests on: data, and a definition where there is one."""
        definitions = {} if self.definition is None else {self.definition.id: self.definition}
        return Material(self.dataset, definitions, tables={"sets": self.sets, "outcome": self.memberships})

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        whose = "" if self.definition is None else f" of {self.definition.id}"
        many = counted(len(self.sets.columns), "condition")
        return f"Set relations: {many}{whose} and {self.outcome}, {counted(len(self.sets), 'unit')}"

    @cached_property
    def table(self) -> pd.DataFrame:
        """Each condition and its absence, by name: as necessary and as enough (see `fit`)."""
        literals = [*self.sets.columns, *(f"~{name}" for name in self.sets.columns)]
        return pd.DataFrame(
            [self._fit(name) for name in literals], index=pd.Index(literals, name="condition")
        )

    def to_frame(self) -> pd.DataFrame:
        """Return `table` as a plain table: condition, then its figures."""
        return self.table.reset_index()

    @named_arguments
    def fit(self, expression: str) -> pd.Series:
        """Return how any expression over the conditions stands to the outcome.

        Parameters
        ----------
        expression : str
            Conditions joined by ``*`` (and), terms joined by ``+`` (or), ``~`` before what must be absent.

        Returns
        -------
        Series
            necessity_consistency, relevance (of necessity), necessity_coverage, sufficiency_consistency, pri,
            sufficiency_coverage.

        Raises
        ------
        OptionError
            It is no expression, or names a condition that there is not.
        """
        return pd.Series(self._fit(expression), name=expression)

    def in_words(self) -> str:
        """Return what is necessary and what is enough, in sentences."""
        enough = [
            words.sufficiency(self.solutions, self.outcome, kind) for kind in KINDS if len(self.solutions)
        ]
        none = words.insufficiency(self.truth_table, self.outcome)
        return "\n".join([words.necessity(self.table, self.outcome), *(enough or [none])])

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know besides: who is left out, combinations that nobody has, units in none."""
        left = [unit for unit in self.dataset.units if unit not in set(self.sets.index)]
        free = int(self.truth_table["outcome"].isna().sum())
        undecided = sorted(self.sets.index[(self.sets == 0.5).any(axis=1)])
        notes = [
            f"{free} of {len(self.truth_table)} combinations have fewer than {self.cuts['frequency']} units: the complex"
            " solution uses none of them, the parsimonious one any that makes it shorter"
        ]
        if self.definition is not None and left:
            notes.append(
                f"{counted(len(left), 'unit')} lack a membership and are left out: {listed(left[:8])}"
                + ("" if len(left) < 9 else ", ...")
            )
        if undecided:
            notes.append(f"in no combination, with a membership of exactly .5: {listed(undecided)}")
        if many_models(self.solutions):
            notes.append("more models are equally short than are listed")
        return tuple(notes)

    def cite(self) -> str:
        """Return the references of the method, of the definition and of its figures."""
        return METHOD if self.definition is None else f"{METHOD}\n{self.definition.cite(self.dataset)}"

    @property
    def plot(self) -> SetFigures:
        """``.plot()`` draws units by their membership in a formula and in the outcome."""
        return SetFigures(self)

    @named_arguments
    def membership(self, expression: str | None = None) -> pd.Series:
        """Return the membership of each unit in an expression.

        Parameters
        ----------
        expression : str, optional
            As in `fit`; the first parsimonious solution when None, or without one the condition most nearly necessary.

        Returns
        -------
        Series
            By unit, named by the expression.

        Raises
        ------
        OptionError
            It is no expression, or names a condition that there is not.
        """
        text = self._first() if expression is None else expression
        return pd.Series(
            union(parsed(text, list(self.arrays)), self.arrays), index=self.sets.index, name=text
        )

    def __str__(self) -> str:
        figures = self.table.to_string(float_format="{:.3f}".format)
        formulas = self.solutions.to_string(
            index=False, na_rep="", float_format="{:.3f}".format, max_colwidth=60
        )
        found = formulas if len(self.solutions) else "no solution"
        notes = [f"note: {note}" for note in self.notes]
        return "\n".join([f"<{self.heading}>", figures, "", found, "", self.in_words(), *notes])

    @cached_property
    def arrays(self) -> dict[str, Array]:
        """By condition (units,): its memberships."""
        return {str(name): self.sets[name].to_numpy(dtype=float) for name in self.sets}

    def _fit(self, expression: str) -> dict[str, float]:
        members = union(parsed(expression, list(self.arrays)), self.arrays)
        return asdict(fit(members, self.memberships.to_numpy(dtype=float)))

    def _first(self) -> str:
        rows = self.solutions[(self.solutions["kind"] == KINDS[-1]) & (self.solutions["model"] == 1)]
        if rows.empty:
            return str(self.table["necessity_consistency"].head(len(self.arrays)).idxmax())
        return words.formula(rows)
