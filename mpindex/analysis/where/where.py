"""Where one unit stands: every definition's answer, with what it rests on and who else gets the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, overload

import pandas as pd

from mpindex.analysis.figures import WhereFigures
from mpindex.analysis.inputs import (
    applied,
    codes_of,
    definitions_by_label,
    references,
    several,
    values_of,
    world_of,
)
from mpindex.analysis.side_by_side import SideBySide
from mpindex.analysis.where.as_of import as_of_notes
from mpindex.analysis.where.paragraph import paragraph
from mpindex.analysis.where.profile import Profile
from mpindex.analysis.where.regions import regions
from mpindex.analysis.where.single_figures import single_figure_notes
from mpindex.analysis.where.standing import Standing
from mpindex.answers.answer import Answer
from mpindex.answers.frames import common_order, ordered, with_units
from mpindex.answers.record import Material
from mpindex.arguments import named_arguments
from mpindex.dataset.dataset import Dataset
from mpindex.dataset.states import states_of
from mpindex.errors import DataError
from mpindex.grammar.library import HEADLINES
from mpindex.grammar.model import TIERS
from mpindex.index.frame import band_order
from mpindex.index.index import Index
from mpindex.typing import DatasetLike, DefinitionLike
from mpindex.units.statehood import beginnings


@dataclass(frozen=True, eq=False, repr=False)
class Where(Answer):
    """Where a unit stands under several definitions, never averaged into one. Made by `where`.

    Attributes
    ----------
    unit : str
        Code of the unit.
    dataset : Dataset
        The data that all were applied to.
    standings : mapping of str to Standing
        What each definition says, by its label: the id, numbered where two share one.
    """

    unit: str
    dataset: Dataset
    standings: Mapping[str, Standing]

    @property
    def name(self) -> str:
        """Display name of the unit."""
        return self.dataset.names.get(self.unit, self.unit)

    @property
    def indexes(self) -> dict[str, Index]:
        """What each definition says of every unit, by label."""
        return {label: standing.index for label, standing in self.standings.items()}

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row for each definition: score, rank of n, position, band, base rate, gap, coverage, lifts, drags, peers."""
        return pd.DataFrame([standing.row() for standing in self.standings.values()]).set_index("definition")

    @cached_property
    def regions(self) -> pd.DataFrame:
        """The verdict of `regional` by rule for the region and by grouping; see `mpindex.analysis.where.regions.regions`.

        Empty where `regional` was not asked, or has no parameter `region`.
        """
        standing = self.standings.get("regional")
        return pd.DataFrame() if standing is None else regions(standing)

    @property
    def plot(self) -> WhereFigures:
        """The figures: ``.plot()`` draws the unit and its peers across the definitions, others stand by name."""
        return WhereFigures(self)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What must be known besides, definition by definition.

        What an answer as of a year lacks of the newest one; and each single figure without which the unit's rank would be
        more than twenty places away.
        """
        standings = self.standings.values()
        lacking = [note for standing in standings for note in as_of_notes(standing)]
        return (*lacking, *(note for standing in standings for note in single_figure_notes(standing)))

    @property
    def material(self) -> Material:
        """What it rests on: definitions on data."""
        return Material.of(self.dataset, self.indexes)

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        return f"Where {self.name} ({self.unit}) sits by {', '.join(self.standings)}"

    def to_frame(self) -> pd.DataFrame:
        """Return one tidy row for each definition.

        Returns
        -------
        DataFrame
            unit, name, definition, year, score, rank, of (how many have a score), position, middle_of_pack, band and tier
            (ordered, the best the largest), same_band, base_rate, next_band, gap, coverage, lifts, drags, peers,
            stand_ins, oldest and newest year of the figures.
        """
        rows = [
            {**standing.row(), "definition": label, "tier": standing.tier}
            for label, standing in self.standings.items()
        ]
        frame = pd.DataFrame(rows).rename(columns={"n": "of"})
        order = common_order([band_order(index) for index in self.indexes.values()])
        bands, others = ordered(frame["band"], order), ordered(frame["next_band"], order)
        frame = frame.assign(band=bands, tier=ordered(frame["tier"], TIERS), next_band=others, unit=self.unit)
        frame = frame.assign(year=self.dataset.reference_year).astype(
            dict.fromkeys(["rank", "oldest", "newest"], "Int64")
        )
        front = [
            "unit",
            "definition",
            "year",
            "score",
            "rank",
            "of",
            "position",
            "middle_of_pack",
            "band",
            "tier",
        ]
        rest = [name for name in frame.columns if name not in front]
        return with_units(frame[[*front, *rest]], self.dataset.names)

    def in_words(self) -> str:
        """Return one paragraph in words, made from the numbers: at most five sentences."""
        return paragraph(self.name, list(self.standings.values()), self.regions)

    def brief(self) -> str:
        """Return the paragraph and the notes, wrapped for a terminal."""
        return self._profile.brief()

    def cite(self) -> str:
        """Return the references of the definitions and of every figure that they use."""
        return references(self.indexes.values())

    def __str__(self) -> str:
        return self._profile.text()

    def _repr_html_(self) -> str:
        return self._profile.html()

    @property
    def _profile(self) -> Profile:
        standings = tuple(self.standings.values())
        year, words = self.dataset.year, self.in_words()
        return Profile(self.unit, self.name, year, standings, self.regions, words, self.notes)


@overload
def where(
    unit: str,
    definitions: DefinitionLike | Iterable[DefinitionLike] = ...,
    dataset: DatasetLike = ...,
    *,
    year: int | None = ...,
    parameters: Mapping[str, Any] | None = ...,
) -> Where: ...
@overload
def where(
    unit: list[str] | tuple[str, ...],
    definitions: DefinitionLike | Iterable[DefinitionLike] = ...,
    dataset: DatasetLike = ...,
    *,
    year: int | None = ...,
    parameters: Mapping[str, Any] | None = ...,
) -> SideBySide[Where]: ...
@named_arguments
def where(
    unit: str | list[str] | tuple[str, ...],
    definitions: DefinitionLike | Iterable[DefinitionLike] = HEADLINES,
    dataset: DatasetLike = None,
    *,
    year: int | None = None,
    parameters: Mapping[str, Any] | None = None,
) -> Where | SideBySide[Where]:
    """Say where a unit stands under each definition, who else gets the same verdict, and what it rests on.

    Parameters
    ----------
    unit : str or list of str
        A code, or for countries a name in any usual spelling; a list is answered side by side.
    definitions : str, path, mapping, Definition or list of these
        What is asked; the four headline definitions by default.
    dataset : Dataset, optional
        The bundled world when None.
    year : int, optional
        The world as of that year, nothing later used, among the states of that year; the newest figures when None. The
        answer says what it lacks of the newest one (`notes`).
    parameters : mapping of str to object, optional
        Values for the definitions' own parameters, as in ``{"region": "SCO"}``; each takes those that it has.

    Returns
    -------
    Where or SideBySide
        The standing under each definition; prints as a table, details and a paragraph. Of a list of units, their answers
        side by side: ``result["KAZ"]`` is the one of Kazakhstan.

    Raises
    ------
    UnknownUnit
        No such unit, with the nearest name; of a list, every one that there is not.
    OptionError
        The data are no Dataset (a year is named: ``year=2010``), no definition is given, the year is no whole number, or
        none of the definitions has such a parameter.
    DataError
        No figure reaches the year, it is beyond the newest figures, or the unit was no state at its end.
    DefinitionError
        No such definition, or a faulty one.

    Examples
    --------
    >>> kaz = where("Kazakhstan", definitions=["wood"])
    >>> kaz.table.loc["wood", "band"]
    'minor'
    """
    world = world_of(dataset, year)
    codes = codes_of(world, unit)
    if world.year is not None:
        world = _as_of(world, codes, world.year)
    chosen = definitions_by_label(several(definitions))
    values = values_of(parameters, chosen.values())
    indexes = {label: applied(item, world, values) for label, item in chosen.items()}
    answers = {
        code: Where(code, world, {label: Standing(index, code) for label, index in indexes.items()})
        for code in codes
    }
    return SideBySide(answers) if isinstance(unit, list | tuple) else answers[codes[0]]


def _as_of(world: Dataset, codes: list[str], year: int) -> Dataset:
    """The world with the states of the year alone, as `trajectory` counts them."""
    present = states_of(world, year)
    for code in [code for code in codes if code not in present.units]:
        raise DataError(
            f"{world.names[code]} was no state at the end of {year}, though publishers carry its figures back:"
            f" ask for {beginnings()[code]} or later"
        )
    return present
