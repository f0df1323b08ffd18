"""A census of powers: every unit by every definition, in tiers, with how many share each; the two middles kept apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from mpindex.analysis.comparison.comparison import compare
from mpindex.analysis.figures import titles
from mpindex.analysis.inputs import references
from mpindex.answers.answer import MOST_ROWS, Answer
from mpindex.answers.figures import Figures, draw, sources
from mpindex.answers.frames import ordered, with_units
from mpindex.answers.record import Material
from mpindex.arguments import named_arguments
from mpindex.dataset.dataset import Dataset
from mpindex.grammar.library import HEADLINES
from mpindex.grammar.model import MIDDLE_OF_PACK, TIERS
from mpindex.index.index import Index
from mpindex.typing import DatasetLike, DefinitionLike
from mpindex.wording import counted, listed, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

#: So many units are named in a sentence.
MOST_NAMED = 12
#: What a cell can be: a tier, neither of the tiers that the definition speaks of, a place in the pack, no score.
NEITHER, PACK, OUT_OF_PACK, NO_SCORE = "no tier", MIDDLE_OF_PACK, "not the middle", "no score"


class CensusFigures(Figures["Census"]):
    """What can be drawn of a census."""

    default = "shares"

    def shares(self, **options: Any) -> Axes:
        """Draw for each definition what share of all units it puts into each tier (see `mpindex.plots.acceptability_bars`).

        Parameters
        ----------
        **options
            Of the figure; see `mpindex.plots.sheet.layout.Layout`.
        """
        census, noun = self.result, self.result.dataset.noun
        rates = census.base_rates
        rates = rates.loc[:, rates.sum() > 0].astype(float)
        pack = rates.columns.isin([PACK, OUT_OF_PACK])
        of_pack = rates.index.isin(list(census.of_pack))
        speaks = (of_pack[:, None] == pack) | (rates.columns == NO_SCORE)
        rates = rates.where(speaks)
        middle = rates["middle"].dropna() if "middle" in rates else pd.Series(dtype=float)
        given = {
            "title": _finding(middle, titles(census.indexes), noun),
            "subtitle": f"Share of all {noun} that each definition puts into each tier. –: it does not speak of it.",
            "rows": "definition",
            "names": titles(census.indexes),
            "source": sources(*census.indexes.values()),
            **options,
        }
        return draw("acceptability_bars", rates, **given)


def _finding(middle: pd.Series, called: Mapping[str, str], noun: str) -> str:
    """From how few to how many middle powers."""
    if not len(middle):
        return f"What share of all {noun} each definition puts into each tier"
    least, most = str(middle.idxmin()), str(middle.idxmax())
    if least == most:
        return f"{called[least]} calls {percent(middle[least])} of {noun} middle powers"
    low, high = percent(middle[least]), percent(middle[most])
    return f"From {low} ({called[least]}) to {high} ({called[most]}) of {noun} are middle powers"


@dataclass(frozen=True, eq=False, repr=False)
class Census(Answer):
    """Every unit by every definition, in tiers. Made by `census`.

    Definitions that speak of tables of rankings and not of power stand apart: being in the middle of the pack is no
    statement about power, and is never counted with the tier.

    Attributes
    ----------
    dataset : Dataset
        The data that all were applied to.
    indexes : mapping of str to Index
        The result of each definition, by label.
    failed : mapping of str to str
        Definitions that could not be applied, with the reason.
    """

    dataset: Dataset
    indexes: Mapping[str, Index]
    failed: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def of_pack(self) -> tuple[str, ...]:
        """Labels of the definitions that speak of the middle of the pack, and not of tiers of power."""
        return tuple(
            label
            for label, index in self.indexes.items()
            if any(index.definition.tier(band) == MIDDLE_OF_PACK for band in index.definition.bands)
        )

    @cached_property
    def of_power(self) -> tuple[str, ...]:
        """Labels of the definitions that call some of their bands middle powers."""
        return tuple(
            label
            for label, index in self.indexes.items()
            if any(index.definition.tier(band) == "middle" for band in index.definition.bands)
        )

    @cached_property
    def matrix(self) -> pd.DataFrame:
        """Units x definitions: great, middle, minor, small, "no tier", or the place in the pack, or "no score"."""
        return pd.DataFrame({label: self._cells(label) for label in self.indexes}, index=self._units)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row for each unit, those that most definitions of power call middle powers first.

        middle : how many definitions of power call it a middle power. asked : how many of them give it a score. share :
        middle / asked. great : how many call it a great power. pack : how many definitions of the pack put it into the
        middle. by : labels of those that call it a middle power.
        """
        power, pack = self.matrix[list(self.of_power)], self.matrix[list(self.of_pack)]
        middle, asked = (power == "middle").sum(axis=1), (power != NO_SCORE).sum(axis=1)
        frame = pd.DataFrame(
            {
                "name": [self.dataset.names.get(str(unit), str(unit)) for unit in self._units],
                "middle": middle,
                "asked": asked,
                "share": middle / asked.where(asked > 0),
                "great": (power == "great").sum(axis=1),
                "pack": (pack == PACK).sum(axis=1),
                "by": [", ".join(power.columns[row]) for row in (power == "middle").to_numpy(dtype=bool)],
            },
            index=self._units,
        )
        return frame.sort_values(["middle", "share", "name"], ascending=[False, False, True], kind="stable")

    @cached_property
    def counts(self) -> pd.DataFrame:
        """Definitions x what they say: how many units each puts where."""
        words = [*TIERS, NEITHER, PACK, OUT_OF_PACK, NO_SCORE]
        counted_cells = {label: self.matrix[label].value_counts() for label in self.indexes}
        return (
            pd.DataFrame(counted_cells)
            .T.reindex(columns=words)
            .fillna(0)
            .astype(int)
            .rename_axis("definition")
        )

    @cached_property
    def base_rates(self) -> pd.DataFrame:
        """Definitions x what they say: shares of the units with a score."""
        scored = self.counts.drop(columns=NO_SCORE)
        return scored.div(scored.sum(axis=1), axis=0)

    def by_all(self) -> list[str]:
        """Return the units that every definition of power calls middle powers, by code; nobody where there is none."""
        many = len(self.of_power)
        return self._called(lambda table: (table["middle"] == many) & (many > 0))

    def by_most(self) -> list[str]:
        """Return the units that more than half of the definitions of power, but not all, call middle powers."""
        many = len(self.of_power)
        return self._called(lambda table: (table["middle"] > many / 2) & (table["middle"] < many))

    def by_one(self) -> list[str]:
        """Return the units that one definition of power alone calls middle powers."""
        return self._called(lambda table: (table["middle"] == 1) & (len(self.of_power) > 1))

    # as every answer --------------------------------------------------------------

    @property
    def material(self) -> Material:
        """What it rests on: definitions on data."""
        return Material.of(self.dataset, self.indexes)

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        many = f"{counted(len(self._units), 'unit')} by {counted(len(self.indexes), 'definition')}"
        return f"Census of {many}: {', '.join(self.indexes)}"

    @property
    def notes(self) -> tuple[str, ...]:
        """Which definitions could not be applied, and which say nothing of middle powers."""
        silent = [label for label in self.indexes if label not in (*self.of_power, *self.of_pack)]
        said = [f"not counted, as they call no band a middle power: {', '.join(silent)}"] if silent else []
        return (*(f"not applied: {label}: {reason}" for label, reason in self.failed.items()), *said)

    def to_frame(self) -> pd.DataFrame:
        """Return one tidy row for each unit and definition.

        Returns
        -------
        DataFrame
            unit, name, definition, sense ("power" or "pack"), tier (ordered; missing where the definition speaks of none),
            says (the cell of `matrix`), base_rate (share of the scored units of which the definition says the same).
        """
        wide = self.matrix.loc[self.table.index].reset_index()
        rows = wide.melt("unit", var_name="definition", value_name="says")
        rates = [
            np.nan if says == NO_SCORE else self._rate(label, says)
            for label, says in zip(rows["definition"], rows["says"], strict=True)
        ]
        sense = ["pack" if label in self.of_pack else "power" for label in rows["definition"]]
        rows = rows.assign(sense=sense, tier=ordered(rows["says"], TIERS), base_rate=rates)
        return with_units(
            rows[["unit", "definition", "sense", "tier", "says", "base_rate"]], self.dataset.names
        )

    def preview(self) -> pd.DataFrame:
        """Return the rows that are printed: the units that most definitions call middle powers."""
        return self.table.head(MOST_ROWS).rename_axis("unit").reset_index()

    def in_words(self) -> str:
        """Return who is a middle power by all, by most and by one of the definitions, and, apart, who is amid the pack."""
        many = len(self.of_power)
        if not many:
            return f"None of these definitions calls anybody a middle power. {self._pack_words()}".strip()
        lines = [
            f"By all of {counted(many, 'definition')} of power ({listed(list(self.of_power))}) {self._named(self.by_all())}."
        ]
        if many > 2:
            lines.append(f"By most, not all, {self._named(self.by_most())}.")
        if many > 1:
            lines.append(f"By one alone {self._named(self.by_one())}.")
        rates = [f"{percent(self._rate(label, 'middle'))} by {label}" for label in self.of_power]
        lines.append(f"Of all units are middle powers {listed(rates)}.")
        return "\n".join([*lines, *filter(None, [self._pack_words()])])

    def cite(self) -> str:
        """Return the references of the definitions and of every figure that they use."""
        return references(self.indexes.values())

    @property
    def plot(self) -> CensusFigures:
        """The figure: ``.plot()`` draws what share of all units each definition puts into each tier."""
        return CensusFigures(self)

    def __str__(self) -> str:
        return f"{super().__str__()}\n\n{self.in_words()}"

    # ------------------------------------------------------------------------------

    @property
    def _units(self) -> pd.Index:
        return pd.Index(self.dataset.units, name="unit")

    def _cells(self, label: str) -> list[str]:
        """What one definition says of every unit."""
        index = self.indexes[label]
        said = {band: index.definition.tier(band) for band in index.banding.labels}
        other = OUT_OF_PACK if label in self.of_pack else NEITHER
        words = {band: tier if tier in (*TIERS, PACK) else other for band, tier in said.items()}
        bands = index.bands.reindex(list(self._units))
        scored = index.scores.reindex(list(self._units)).notna()
        return [
            words.get(str(band), other) if has_score else NO_SCORE
            for band, has_score in zip(bands, scored, strict=True)
        ]

    def _called(self, test: Any) -> list[str]:
        return [str(unit) for unit in self.table.index[test(self.table)]] if self.of_power else []

    def _named(self, units: list[str]) -> str:
        names = [self.dataset.names.get(unit, unit) for unit in units]
        if not names:
            return "nobody is a middle power"
        more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
        verb = "is a middle power" if len(names) == 1 else f"{len(names)} are middle powers"
        return f"{verb}: {', '.join(names[:MOST_NAMED])}{more}"

    def _rate(self, label: str, says: str) -> float:
        return float(self.base_rates[says].to_dict()[label])

    def _pack_words(self) -> str:
        """The other sense of middle, apart."""
        rates = [f"{percent(self._rate(label, PACK))} by {label}" for label in self.of_pack]
        if not rates:
            return ""
        return f"Another thing is the middle of the pack, the middle third of tables: {listed(rates)} of all units."


@named_arguments
def census(
    definitions: DefinitionLike | Iterable[DefinitionLike] = HEADLINES,
    dataset: DatasetLike = None,
    *,
    parameters: Mapping[str, Any] | None = None,
) -> Census:
    """Say which units are middle powers by all definitions, by most, by one, and how many each definition lets in.

    Parameters
    ----------
    definitions : str, path, mapping, Definition or list of these
        What is asked; the four headline definitions by default.
    dataset : Dataset, optional
        The bundled world when None.
    parameters : mapping of str to object, optional
        Values for the definitions' own parameters; each takes those that it has.

    Returns
    -------
    Census
        Units x definitions by tier, with counts and base rates; the tier and the middle of the pack apart.

    Raises
    ------
    OptionError, DefinitionError
        As in `compare`.

    Examples
    --------
    >>> result = census(["wood", "beckley"])
    >>> int(result.counts.loc["wood", "middle"]), "TUR" in result.by_all()
    (29, True)
    """
    compared = compare(definitions, dataset=dataset, parameters=parameters)
    return Census(compared.dataset, compared.indexes, compared.failed)
