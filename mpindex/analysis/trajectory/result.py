"""The result of `trajectory`: every unit through the years, what entered and left on the way, and the sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

import mpindex.analysis.trajectory.words as words
from mpindex.analysis.figures import TrajectoryFigures
from mpindex.analysis.titles import titles
from mpindex.analysis.trajectory.full_places import FullPlaces
from mpindex.answers.answer import Answer
from mpindex.answers.frames import common_order, ordered, with_units
from mpindex.answers.markup import page
from mpindex.answers.record import Material
from mpindex.arguments import whole_number
from mpindex.dataset.dataset import Dataset
from mpindex.errors import OptionError
from mpindex.grammar.definition import Definition
from mpindex.grammar.model import GREAT_BY_RULE, UNCLASSIFIED
from mpindex.steps.rank import competition
from mpindex.typing import Bools
from mpindex.wording import counted, listed, percent

#: The distance to so many peers can be read in one sentence.
MOST_PEERS = 3


@dataclass(frozen=True)
class CommonFigures:
    """A unit's ranks in its first and last year on what it has in both, where that is not all it has.

    Attributes
    ----------
    without : tuple of str
        Indicators that it has in one of the two years alone.
    first, last : int or None
        Its ranks with those taken from all units; None where it has none left.
    """

    without: tuple[str, ...]
    first: int | None
    last: int | None


@dataclass(frozen=True, eq=False, repr=False)
class Trajectory(Answer):
    """Every unit through the years by one definition; `unit` and its `peers` are drawn. Made by `trajectory`.

    Attributes
    ----------
    unit : str
        Code of the unit.
    peers : tuple of str
        Codes of those drawn beside it.
    definition : Definition
        The definition, cut down to the basket.
    dataset : Dataset
        The newest data.
    basket : tuple of str
        The indicators used in every year.
    dropped : mapping of str to str
        Indicator and the reason why it is not in the basket.
    share : float
        Of the weight of the whole definition, what the basket has.
    scale : {"frozen", "yearly"}
        Whether the scale of the indicators was learned once or each year.
    base_year : int or None
        The year that a frozen scale was learned from; None for all years pooled.
    scores, ranks, positions, bands, coverage : DataFrame
        Years x all units, missing where a unit has no score or was no state.
    known : array of bool, (years, units, basket)
        Whether there is a figure.
    changes : DataFrame
        Each figure of any unit that enters or leaves from one year to the next, and those behind each move of more than
        15 ranks: unit, since, year, indicator, event, figure_of, value_before, value, weight, before, rank, otherwise
        (the rank without the event), leap.
    full : FullPlaces
        The whole definition's own places as of each year.
    common : mapping of str to CommonFigures
        By unit drawn, its first and last rank on what it has in both years, where it has not the same in both.
    remarks : tuple of str
        What a reader must know besides of the basket, bands and thin years; `notes` has all.
    """

    unit: str
    peers: tuple[str, ...]
    definition: Definition
    dataset: Dataset
    basket: tuple[str, ...]
    dropped: Mapping[str, str]
    share: float
    scale: str
    base_year: int | None
    scores: pd.DataFrame
    ranks: pd.DataFrame
    positions: pd.DataFrame
    bands: pd.DataFrame
    coverage: pd.DataFrame
    known: Bools
    changes: pd.DataFrame
    full: FullPlaces
    common: Mapping[str, CommonFigures]
    remarks: tuple[str, ...] = ()

    @property
    def drawn(self) -> tuple[str, ...]:
        """Codes of the unit and its peers."""
        return (self.unit, *self.peers)

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row for each unit drawn and each year.

        Columns: rank, of (how many have a score that year), position, score, band, coverage (share of the weight of the
        basket for which the unit has figures); full_rank and full_of, the whole definition's own place as of the year, as
        `where(year=)` has it; figures, what enters or leaves for the unit that year, with its weight and its leap.
        """
        many, full = self.scores.notna().sum(axis=1), self.full.ranks
        parts = {
            code: pd.DataFrame(
                {
                    "rank": self.ranks[code].astype("Int64"),
                    "of": many,
                    "position": self.positions[code],
                    "score": self.scores[code],
                    "band": self.bands[code],
                    "coverage": self.coverage[code],
                    "full_rank": full[code].astype("Int64"),
                    "full_of": full.notna().sum(axis=1),
                    "figures": words.events_of(self._titled, code, self.ranks.index),
                }
            )
            for code in self.drawn
        }
        return pd.concat(parts, names=["unit", "year"])

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What a reader must know: the basket, thin years, and each figure that could be taken for history.

        Of the units drawn every figure of at least a hundredth of the weight that enters or leaves, of all others the
        figures behind each move of more than 15 ranks.
        """
        return (*self._own_notes, *self._notes_of_others)

    @cached_property
    def _titles(self) -> Mapping[str, str]:
        """What the indicators are called, those of the basket and those that are out."""
        return titles(self.full.definition, self.dataset)

    @cached_property
    def _titled(self) -> pd.DataFrame:
        """`changes` with indicators by title."""
        return self.changes.assign(
            indicator=self.changes["indicator"].map(lambda id: self._titles.get(id, id))
        )

    @cached_property
    def _own_notes(self) -> list[str]:
        return [
            *self.remarks,
            *words.thin_years(self.full.coverage),
            *words.leap_notes(self._titled, self.drawn, drawn=True, names=self.dataset.names),
        ]

    @cached_property
    def _notes_of_others(self) -> list[str]:
        others = [unit for unit in self.dataset.units if unit not in self.drawn]
        return words.leap_notes(self._titled, others, drawn=False, names=self.dataset.names)

    def risers(self, since: int | None = None, *, many: int = 5) -> pd.DataFrame:
        """Return who rose and who fell most from a year to the last year, among units ranked in both.

        Ranks are taken among those units alone, so that newborn states push nobody down.

        Parameters
        ----------
        since : int, optional
            A year of the trajectory; the first when None.
        many : int
            So many at each end.

        Returns
        -------
        DataFrame
            By unit: name, rank in both years, rise (ranks gained), band in both years, and same_figures, whether the unit
            has figures of the same indicators in both: if not, a figure that came or left may have made the rise.

        Raises
        ------
        OptionError
            No such year.
        """
        years = list(self.ranks.index)
        most = whole_number("many", many, least=0)
        first, last = years[0] if since is None else since, years[-1]
        if first not in years:
            raise OptionError(
                f"since: {first!r} is not a year of this trajectory: it has {years[0]} to {years[-1]}"
            )
        sign = -1 if self.definition.model.low_is_best else 1
        both = (self.scores.loc[[first, last]] * sign).T.dropna()
        before, after = competition(both.to_numpy().T).astype(int)
        frame = pd.DataFrame(
            {
                "name": [self.dataset.names.get(code, code) for code in both.index],
                f"rank_{first}": before,
                f"rank_{last}": after,
                "rise": before - after,
                f"band_{first}": self.bands.loc[first].reindex(both.index),
                f"band_{last}": self.bands.loc[last].reindex(both.index),
                "same_figures": self._same_figures(years.index(first)).reindex(both.index),
            },
            index=both.index,
        ).sort_values(["rise", "name"], ascending=[False, True], kind="stable")
        ends = frame if len(frame) <= 2 * most else pd.concat([frame.head(most), frame.tail(most)])
        return ends.rename_axis("unit")

    def _same_figures(self, first: int) -> pd.Series:
        """By unit: whether it has figures of the same indicators in a year, by number, and in the last."""
        return pd.Series((self.known[first] == self.known[-1]).all(axis=1), index=self.ranks.columns)

    def in_words(self) -> str:
        """Return the trajectory in one line: the unit's course, its distance to peers, and the definition's own place."""
        name = self.dataset.names[self.unit]
        head = f"{name} by {self.definition.title}"
        rows = self._ranked(self.unit)
        if not len(rows):
            return f"{name} has no rank by {self.definition.title} in any of these years"
        clauses = [f"{head}: {words.course(rows)}", *self._on_common_figures(rows)]
        if not self.common and len(self.peers) <= MOST_PEERS:
            peers = [
                words.distance(self.dataset.names[peer], rows, self._ranked(peer)) for peer in self.peers
            ]
            clauses += [clause for clause in peers if clause]
        last = rows.iloc[-1]
        if self.dropped and pd.notna(last["full_rank"]):
            clauses.append(
                f"by the whole definition {last['full_rank']} of {last['full_of']} in {rows.index[-1]}"
            )
        return "; ".join(clauses)

    def _ranked(self, code: str) -> pd.DataFrame:
        rows = pd.DataFrame(self.table.xs(code, level="unit"))
        return rows[rows["rank"].notna()]

    def _on_common_figures(self, rows: pd.DataFrame) -> list[str]:
        """Compare the first and the last year on what the unit has in both, where that is not all that it has."""
        common = self.common.get(self.unit)
        if common is None:
            return []
        lacking = listed([self._titles.get(name, name) for name in common.without])
        if common.first is None or common.last is None:
            return [f"the two years cannot be compared: {lacking} is known in one of them alone"]
        return [
            f"on what is known of it in both years, so without {lacking},"
            f" {common.first} in {rows.index[0]} and {common.last} in {rows.index[-1]}"
        ]

    @property
    def _shown(self) -> pd.DataFrame:
        return self.ranks[list(self.drawn)].astype("Int64")

    def __str__(self) -> str:
        basket = f"basket: {counted(len(self.basket), 'indicator')}, {percent(self.share)} of the definition's weight"
        lines = [self.in_words(), f"{basket}: {'; '.join(self._titles[name] for name in self.basket)}"]
        if self.dropped:
            lines.append(f"dropped: {counted(len(self.dropped), 'indicator')}:")
            lines += [f"  {self._titles[name]}: {why}" for name, why in self.dropped.items()]
        lines += [f"note: {note}" for note in self._own_notes]
        if self._notes_of_others:
            many = counted(len(self._notes_of_others), "move")
            lines.append(f"note: {many} of more than 15 ranks by units not drawn, each explained in .notes")
        return "\n".join([*lines, "", self._shown.to_string()])

    def _repr_html_(self) -> str:
        out = "; ".join(self._titles[name] for name in self.dropped) or "none"
        basket = f"{len(self.basket)} indicators in every year; dropped: {out}"
        return page(self.heading, self.preview(), f"{self.in_words()}\n{basket}", self._own_notes)

    # as every answer --------------------------------------------------------------

    @property
    def title(self) -> str:
        """What is followed, for the title of a figure."""
        return f"{self.definition.title}, constant basket" if self.dropped else self.definition.title

    @property
    def how(self) -> str:
        """What is kept alike over the years, for the foot of a figure."""
        scale = "one scale for all years" if self.scale == "frozen" else "a scale for each year"
        return f"the same {counted(len(self.basket), 'indicator')} in every year, {scale}"

    @property
    def events(self) -> Mapping[int, str]:
        """What enters and leaves for the unit, by year, in few words."""
        entries = {entry.id: entry.label for entry in self.dataset.entries}
        return words.short_events(self.changes, self.unit, entries)

    @property
    def material(self) -> Material:
        """What it rests on: a definition on data."""
        return Material(self.dataset, {self.definition.id: self.definition})

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        years = self.ranks.index
        span = f"{years[0]}" if len(years) == 1 else f"{years[0]} to {years[-1]}"
        return f"Trajectory of {', '.join(self.drawn)} by {self.definition.id}, {span}"

    def to_frame(self) -> pd.DataFrame:
        """Return one tidy row for each unit drawn and each year; `read` takes it back as figures, from a CSV too.

        Returns
        -------
        DataFrame
            unit, name, definition, year, and the columns of `table`; bands in order, the best the largest.
        """
        rows = self.table.reset_index()
        order = common_order(
            [[*self.definition.bands[:1], GREAT_BY_RULE, *self.definition.bands[1:], UNCLASSIFIED]]
        )
        rows = rows.assign(band=ordered(rows["band"], order))
        rows.insert(1, "definition", self.definition.id)
        return with_units(rows, self.dataset.names)

    def preview(self) -> pd.DataFrame:
        """Return the rows that are printed: ranks by year of all that are drawn."""
        return self._shown.rename_axis(index="year", columns=None).reset_index()

    def cite(self) -> str:
        """Return the references of the definition and of every figure of the basket."""
        return self.definition.cite(self.dataset)

    @property
    def plot(self) -> TrajectoryFigures:
        """The figures: ``.plot()`` draws the ranks over the years; ``.plot.scores()`` and others stand by name."""
        return TrajectoryFigures(self)
