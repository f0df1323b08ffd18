"""The result of `types`: who is of which type, what sets types apart, how far they hold, who is near whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from mpindex.analysis.types import words
from mpindex.analysis.types.agreement import silhouettes
from mpindex.analysis.types.figures import TypeFigures
from mpindex.answers.answer import Answer
from mpindex.answers.frames import with_units
from mpindex.answers.record import Material
from mpindex.arguments import named_arguments, whole_number
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DataError
from mpindex.grammar.definition import Definition
from mpindex.wording import counted, listed

METHOD = "Ward (1963), Lloyd (1982), Fraley & Raftery (2002), Rousseeuw (1987), Hubert & Arabie (1985)"


@dataclass(frozen=True, eq=False, repr=False)
class Types(Answer):
    """Groups of units with like profiles. Made by `types`.

    Attributes
    ----------
    labels : Series
        By unit, its type from 1; type 1 has the highest mean over all features.
    z : DataFrame
        Units x features, in standard deviations from the mean of the units.
    method : str
        ward, kmeans or mixture.
    bic : Series
        By number of types, of a mixture with one covariance for all; smaller is better.
    asked : bool
        Whether the number of types was asked for, and not chosen by the BIC.
    samples : Series
        Adjusted Rand index of each sample of four fifths of the units with the types.
    held : Series
        By unit, share of the samples in which its type is the same.
    choices : DataFrame
        choice, agreement (adjusted Rand index), units: other methods, scales, features, and the definitions' own
        alternatives.
    titles : mapping of str to str
        What the features are called.
    definitions : tuple of Definition
    dataset : Dataset
    seed : int
        Of the samples and of the starts of k-means.
    """

    labels: pd.Series
    z: pd.DataFrame
    method: str
    bic: pd.Series
    asked: bool
    samples: pd.Series
    held: pd.Series
    choices: pd.DataFrame
    titles: Mapping[str, str]
    definitions: tuple[Definition, ...]
    dataset: Dataset
    seed: int

    @property
    def k(self) -> int:
        """How many types."""
        return int(self.labels.max())

    @property
    def material(self) -> Material:
        """What it rests on: definitions on data."""
        return Material(
            self.dataset, {item.id: item for item in self.definitions}, draws=len(self.samples), seed=self.seed,
            tables={'features': self.z},
        )  # fmt: skip

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        whose = listed([definition.id for definition in self.definitions]) if self.definitions else "a table"
        return f"{counted(self.k, 'type')} of {counted(len(self.labels), 'unit')} by {whose} ({self.method})"

    @cached_property
    def means(self) -> pd.DataFrame:
        """Types x features: mean of each type, in standard deviations from that of all units."""
        return self.z.groupby(self.labels).mean().rename_axis("type")

    @cached_property
    def silhouettes(self) -> pd.Series:
        """By unit: how much nearer it is to its own type than to the next, from -1 to 1."""
        return pd.Series(silhouettes(self.z.to_numpy(), self.labels.to_numpy() - 1), index=self.labels.index)

    def to_frame(self) -> pd.DataFrame:
        """Return a row for each unit: unit, name, type, distance (to the middle of its type), silhouette, held."""
        table = pd.DataFrame(
            {
                "type": self.labels,
                "distance": self._distance,
                "silhouette": self.silhouettes,
                "held": self.held,
            }
        )
        return with_units(table.rename_axis("unit").sort_values(["type", "distance"]), self.dataset.names)

    @cached_property
    def _distance(self) -> pd.Series:
        away = self.z.to_numpy() - self.means.loc[self.labels].to_numpy()
        return pd.Series(np.sqrt((away**2).sum(axis=1)), index=self.labels.index)

    @named_arguments
    def prototypes(self, many: int = 3) -> Mapping[int, list[str]]:
        """Return the codes of the units nearest the middle of each type, the nearest first.

        Parameters
        ----------
        many : int, default 3
            How many of each.
        """
        most = whole_number("many", many, least=1)
        rows = self._distance.groupby(self.labels)
        return {int(number): [str(unit) for unit in part.nsmallest(most).index] for number, part in rows}

    @named_arguments
    def nearest(self, unit: str, many: int = 5) -> pd.DataFrame:
        """Return the units whose profiles are nearest to that of one.

        Parameters
        ----------
        unit : str
            Code or name.
        many : int, default 5
            How many.

        Returns
        -------
        DataFrame
            unit, name, distance (in standard deviations), type.

        Raises
        ------
        UnknownUnit
            No such unit.
        DataError
            It lacks a figure, and has no profile.
        """
        code, most = self._with_profile(unit), whole_number("many", many, least=1)
        away = np.sqrt(((self.z - self.z.loc[code]) ** 2).sum(axis=1)).drop(code).nsmallest(most)
        table = pd.DataFrame({"distance": away, "type": self.labels.reindex(away.index)})
        return with_units(table.rename_axis("unit"), self.dataset.names)

    @named_arguments
    def in_words(self, unit: str | None = None) -> str:
        """Return the types in sentences, and where one unit is.

        Parameters
        ----------
        unit : str, optional
            Code or name.
        """
        names = self.dataset.names
        sizes = self.labels.value_counts()
        lines = [words.clarity(float(self.silhouettes.mean()), float(self.samples.mean()))]
        lines += [line for line in [words.by_choices(self.choices)] if line]
        for number, codes in self.prototypes().items():
            named = [names.get(code, code) for code in codes]
            lines.append(words.description(self._titled(number), int(sizes[number]), named))
        if unit is not None:
            code = self._with_profile(unit)
            row = pd.Series(self.to_frame().set_index("unit").loc[code])
            lines.append(words.of_unit(names.get(code, code), row, self.nearest(code)["name"].to_list()))
        return "\n".join(lines)

    def _titled(self, number: int) -> pd.Series:
        return pd.Series(self.means.loc[number].rename(self.titles), name=number)

    @property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know besides: how many types pay, and whom it leaves out."""
        best, left = int(self.bic.index[int(self.bic.argmin())]), len(self.dataset.units) - len(self.labels)
        most = int(self.bic.index[-1])
        notes = [
            f"by the BIC of mixtures {counted(best, 'type')} would do"
            if self.asked or best != self.k
            else "",
            f"the BIC is lowest at the most types that are tried, {most}: it names no number"
            if best == most
            else "",
        ]
        if self.definitions and left:
            notes.append(f"without a profile, for want of a figure: {counted(left, 'unit')}")
        return tuple(note for note in notes if note)

    def cite(self) -> str:
        """Return the references of the methods, the definitions and their figures."""
        return "\n".join([METHOD, *(definition.cite(self.dataset) for definition in self.definitions)])

    @property
    def plot(self) -> TypeFigures:
        """``.plot()`` draws the map of profiles."""
        return TypeFigures(self)

    def _with_profile(self, unit: str) -> str:
        code = self.dataset.find(unit) if self.definitions else str(unit)
        if code not in self.z.index:
            raise DataError(
                f"{code} lacks one of {', '.join(map(str, self.z.columns))}, so it has no profile"
            )
        return code
