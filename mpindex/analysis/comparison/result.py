"""The result of `compare`: ranks and bands by definition, how alike they rank, who moves between two of them and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, islice
from typing import Any

import numpy as np
import pandas as pd

from mpindex.analysis.comparison.agreement import Agreement, agreement
from mpindex.analysis.comparison.movers import Movers, Part
from mpindex.analysis.figures import ComparisonFigures
from mpindex.analysis.inputs import references
from mpindex.answers.answer import MOST_ROWS, Answer
from mpindex.answers.frames import common_order, ordered, with_units
from mpindex.answers.record import Material
from mpindex.arguments import option, whole_number
from mpindex.dataset.dataset import Dataset
from mpindex.errors import OptionError, suggest
from mpindex.grammar.model import TIERS
from mpindex.index.frame import band_order
from mpindex.index.index import Index
from mpindex.wording import counted, listed

KINDS = ("spearman", "kendall", "pearson")
#: So many moves are told when a comparison is printed.
MOST_TOLD = 6


@dataclass(frozen=True, eq=False, repr=False)
class Comparison(Answer):
    """What several definitions say of the same units. Made by `compare`.

    Attributes
    ----------
    dataset : Dataset
        The data that all were applied to.
    indexes : mapping of str to Index
        The result of each definition, by label: its id, numbered where two share one.
    failed : mapping of str to str
        Definitions that could not be applied, with the reason.
    """

    dataset: Dataset
    indexes: Mapping[str, Index]
    failed: Mapping[str, str] = field(default_factory=dict)

    @property
    def labels(self) -> tuple[str, ...]:
        """The definitions that could be applied."""
        return tuple(self.indexes)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row for each unit; for each definition its rank, position from the top, and band.

        Columns have two levels, definition and figure: ``table.loc["KAZ"].unstack()`` is one state by definition,
        ``table.xs("rank", axis=1, level=1)`` the ranks alone.
        """
        parts = {
            label: pd.DataFrame(
                {"rank": index.ranks.astype("Int64"), "position": index.positions, "band": index.bands}
            ).reindex(list(self.dataset.units))
            for label, index in self.indexes.items()
        }
        frame = pd.concat(parts, axis=1, names=["definition", "figure"])
        return frame.rename_axis(index="unit").sort_values((self.labels[0], "rank"), kind="stable")

    @cached_property
    def tidy(self) -> pd.DataFrame:
        """Ranks and positions as `read` takes them: unit, indicator (``wood_rank``), year, value, source, direction."""
        parts = [
            pd.DataFrame({"indicator": f"{label}_{figure}", "value": column.astype(float), "source": label})
            for label, index in self.indexes.items()
            for figure, column in (("rank", index.ranks), ("position", index.positions))
        ]
        rows = (
            pd.concat(parts).rename_axis(index="unit").reset_index().dropna(subset="value", ignore_index=True)
        )
        return rows.assign(year=self.dataset.reference_year, direction=-1)  # the first is at the top

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Ranks alone (units x definitions), NaN without a score."""
        return self._wide({label: index.ranks for label, index in self.indexes.items()})

    @cached_property
    def positions(self) -> pd.DataFrame:
        """Positions from the top alone (units x definitions)."""
        return self._wide({label: index.positions for label, index in self.indexes.items()})

    def of(self, unit: str) -> pd.DataFrame:
        """Return one unit by definition.

        Parameters
        ----------
        unit : str
            Code, or for countries a name.

        Returns
        -------
        DataFrame
            A row for each definition: rank, of (how many), position, band, and the tier that the band stands for.

        Raises
        ------
        UnknownUnit
            No such unit, with the nearest.
        """
        rows = {}
        for label, index in self.indexes.items():
            place = index.row(unit)
            band = index.bands.iloc[place]
            rows[label] = {
                "rank": index.ranks.iloc[place],
                "of": index.n,
                "position": index.positions.iloc[place],
                "band": band,
                "tier": None if band is None else index.definition.tier(band),
            }
        frame = pd.DataFrame.from_dict(rows, orient="index").rename_axis("definition")
        return frame.astype({"rank": "Int64"})

    def correlations(self, kind: str = "spearman") -> pd.DataFrame:
        """Return how alike each two definitions rank the units that both score, -1 to 1.

        Parameters
        ----------
        kind : {"spearman", "kendall", "pearson"}
            spearman or kendall: of ranks. pearson: of scores, better always counted as more.

        Returns
        -------
        DataFrame
            Definitions by definitions; missing where fewer than three units have both scores, or one of the two scores
            them all alike.

        Raises
        ------
        OptionError
            No such kind.
        """
        option("kind", kind, KINDS)
        frame = self._wide({label: index.directed_scores for label, index in self.indexes.items()})
        with np.errstate(invalid="ignore", divide="ignore"):
            return frame.corr(method=kind, min_periods=3)  # type: ignore[arg-type]

    def shifts(self, many: int = 5) -> pd.DataFrame:
        """Return who changes rank most between each two definitions, the biggest change first.

        Parameters
        ----------
        many : int
            At most so many for each pair.

        Returns
        -------
        DataFrame
            first, second (definitions), unit, name, rank in each, and shift: by how many ranks the unit is better off
            under the second. Only units that both score are ranked against each other here.
        """
        most = whole_number("many", many, least=0)
        parts = [self._movers(a, b).shifts.head(most) for a, b in combinations(self.labels, 2)]
        return pd.concat(parts, ignore_index=True) if parts else self._nobody()

    def why(self, first: str, second: str, unit: str) -> pd.DataFrame:
        """Say which indicators move a unit between two definitions.

        The unit has a position in every indicator (0 first, 1 last), and a definition weighs these positions. With
        p the position and w the weight in a definition, and m the mean of both weighted means, an indicator's effect
        is  w1 (p1 - m) - w2 (p2 - m);  effects sum to the change of the weighted mean position. What is left of
        the change in position is the last row: how values are scaled and combined. Positive effects lift the unit
        in the second definition. Weights are those after the rule for missing values; what counts as zero counts
        as last.

        Parameters
        ----------
        first, second : str
            Labels of two of the definitions.
        unit : str
            Code, or for countries a name.

        Returns
        -------
        DataFrame
            A row for each indicator: name, of (first, second or both), position, weights in each, effect (in
            positions), ranks (effect times the number of units that the second definition scores).

        Raises
        ------
        OptionError
            A definition that is not compared here.
        UnknownUnit
            No such unit, with the nearest.
        """
        for label in (first, second):
            self._require(label)
        movers = self._movers(first, second)
        frame = pd.DataFrame(movers.reasons(unit)).set_index("indicator")
        indicators = frame.iloc[:-1].sort_values("effect", key=np.abs, ascending=False, kind="stable")
        frame = pd.concat([indicators, frame.iloc[-1:]])
        return frame.assign(ranks=frame["effect"] * self.indexes[second].n)

    @cached_property
    def movers(self) -> pd.DataFrame:
        """For each two definitions the unit that gains and the one that loses most, and what explains it.

        Columns: first, second, unit, name, ranks in each, shift, why: the indicators with the largest effects (see
        `why`), in ranks.
        """
        return pd.DataFrame(list(self._moves()), columns=[*self._nobody().columns, "why"])

    @cached_property
    def agreement(self) -> Agreement:
        """How far each definition agrees with each expert list, in the world of the list's year; see `Agreement`."""
        return agreement([(label, index) for label, index in self.indexes.items()], self.dataset)

    def __str__(self) -> str:
        lines = [f"{self.heading}", *(f"note: {note}" for note in self.notes)]
        if len(self.labels) > 1:
            lines += ["", "Rank correlations", self.correlations().to_string(float_format="{:.2f}".format)]
            lines += ["", "Who moves most, and why", *self._sentences()]
        return "\n".join(lines)

    # as every answer --------------------------------------------------------------

    @property
    def material(self) -> Material:
        """What it rests on: definitions on data."""
        return Material.of(self.dataset, self.indexes)

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        many = f"{counted(len(self.labels), 'definition')}, {counted(len(self.dataset.units), 'unit')}"
        return f"{many}: {listed(self.labels)}"

    @property
    def notes(self) -> tuple[str, ...]:
        """Definitions that could not be applied, and why."""
        return tuple(f"not applied: {label}: {reason}" for label, reason in self.failed.items())

    def to_frame(self) -> pd.DataFrame:
        """Return one tidy row for each unit and definition, best by the first definition first.

        Returns
        -------
        DataFrame
            unit, name, definition, year, score, rank, of (how many have a score), position, band and tier (ordered, the
            best the largest), next_band, gap, coverage. ``read(frame, choose={"definition": "wood"})`` takes those of one
            definition back; `tidy` has all of them as `read` takes them.
        """
        parts = [index.to_frame().assign(definition=label) for label, index in self.indexes.items()]
        frame = pd.concat(
            [part.astype({n: object for n in part if part[n].dtype == "category"}) for part in parts]
        )
        orders = [band_order(index) for index in self.indexes.values()]
        for column, order in (
            ("band", common_order(orders)),
            ("next_band", common_order(orders)),
            ("tier", TIERS),
        ):
            if column in frame:
                frame[column] = ordered(frame[column], order).set_axis(frame.index)
        places = {unit: place for place, unit in enumerate(parts[0]["unit"])}
        return frame.sort_values("unit", key=lambda units: units.map(places), kind="stable").reset_index(
            drop=True
        )

    def preview(self) -> pd.DataFrame:
        """Return the rows that are printed: ranks by every definition of the ten best by the first."""
        ranks = self.ranks.astype("Int64").loc[self.table.index].head(MOST_ROWS).reset_index()
        return with_units(ranks, self.dataset.names)

    def in_words(self) -> str:
        """Return how alike the definitions rank, and who moves most between them and why."""
        if len(self.labels) < 2:
            return f"{self.labels[0]} alone: nothing to compare."
        table = self.correlations()
        pairs = {(a, b): float(table[a][b]) for a, b in combinations(self.labels, 2)}
        order = sorted((pair for pair in pairs if not np.isnan(pairs[pair])), key=lambda pair: -pairs[pair])
        if not order:
            return "No two of the definitions score three units alike: nothing to compare."
        text = f"{listed(order[0])} rank most alike ({pairs[order[0]]:.2f})"
        text += f", {listed(order[-1])} least ({pairs[order[-1]]:.2f})" if len(order) > 1 else ""
        return "\n".join([f"{text}. Who moves most:", *(line.strip() for line in self._sentences())])

    def cite(self) -> str:
        """Return the references of the definitions and of every figure that they use."""
        return references(self.indexes.values())

    @property
    def plot(self) -> ComparisonFigures:
        """The figures: ``.plot()`` draws how alike the definitions rank; ``.plot.bump("KAZ")`` and others stand by name."""
        return ComparisonFigures(self)

    # --------------------------------------------------------------------

    def _wide(self, columns: Mapping[str, pd.Series]) -> pd.DataFrame:
        """Series by definition as one table with all units."""
        return pd.DataFrame(dict(columns)).reindex(list(self.dataset.units))

    def _require(self, label: str) -> None:
        if label not in self.indexes:
            raise OptionError(
                f"{label!r} is not compared here.{suggest(label, self.labels)} There is: {', '.join(self.labels)}"
            )

    def _movers(self, first: str, second: str) -> Movers:
        indexes = (self.indexes[first], self.indexes[second])
        return Movers(first, second, indexes, self.dataset.names, self._parts)

    @cached_property
    def _parts(self) -> dict[tuple[str, str], dict[str, Part]]:
        """What has been looked up of a unit's indicators, shared by all pairs of definitions."""
        return {}

    def _nobody(self) -> pd.DataFrame:
        """The columns of `shifts` without a row."""
        return self._movers(self.labels[0], self.labels[0]).shifts.head(0)

    def _moves(self) -> Iterator[dict[str, Any]]:
        """The rows of `movers`."""
        for a, b in combinations(self.labels, 2):
            yield from self._movers(a, b).extremes()

    def _sentences(self) -> list[str]:
        rows = list(islice(self._moves(), MOST_TOLD + 1))
        sentences = [
            f"  {row['first']} to {row['second']}: {row['name']} from {row['rank_1']} to {row['rank_2']}: {row['why']}"
            for row in rows[:MOST_TOLD]
        ]
        return sentences + (["  and more in .movers"] if len(rows) > MOST_TOLD else [])
