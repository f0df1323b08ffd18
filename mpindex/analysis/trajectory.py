"""A unit through the years by one definition, on a basket of indicators that stays the same."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import Any

import pandas as pd

from mpindex.analysis.basket import availability, dropped_from, spans, without
from mpindex.analysis.inputs import world_of
from mpindex.analysis.years import Years
from mpindex.arguments import mapping, names, option, share, whole_number
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DefinitionError, OptionError
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import definition as find_definition
from mpindex.steps.rank import competition
from mpindex.typing import DatasetLike, DefinitionLike

SCALES = ("frozen", "yearly")
#: Below this share of the basket's weight a unit's rank is worth a note.
THIN = 0.8
#: An indicator is in the basket if at least this share of the units has a figure in every year.
ENOUGH = 0.5


@dataclass(frozen=True, eq=False, repr=False)
class Trajectory:
    """Every unit through the years by one definition; `unit` and its `peers` are shown. Made by `trajectory`.

    Attributes
    ----------
    unit : str
        Code of the unit.
    peers : tuple of str
        Codes of those shown beside it.
    definition : Definition
        The definition, cut down to the basket.
    dataset : Dataset
        The newest data.
    basket : tuple of str
        The indicators used in every year.
    dropped : mapping of str to str
        Indicator and the reason why it is not in the basket.
    scale : {"frozen", "yearly"}
        Whether the scale of the indicators was learned once or each year.
    base_year : int or None
        The year that a frozen scale was learned from; None for all years pooled.
    scores, ranks, positions, bands, coverage : DataFrame
        Years x all units, missing where a unit has no score or was no state.
    notes : tuple of str
        What a reader must know besides.
    """

    unit: str
    peers: tuple[str, ...]
    definition: Definition
    dataset: Dataset = field(repr=False)
    basket: tuple[str, ...]
    dropped: Mapping[str, str]
    scale: str
    base_year: int | None
    scores: pd.DataFrame = field(repr=False)
    ranks: pd.DataFrame = field(repr=False)
    positions: pd.DataFrame = field(repr=False)
    bands: pd.DataFrame = field(repr=False)
    coverage: pd.DataFrame = field(repr=False)
    notes: tuple[str, ...] = ()

    @cached_property
    def table(self) -> pd.DataFrame:
        """One row for each of the unit and its peers and each year.

        Columns: rank, of (how many have a score that year), position, score, band, coverage (share of the weight of
        the basket for which the unit has figures).
        """
        many = self.scores.notna().sum(axis=1)
        parts = {
            code: pd.DataFrame(
                {
                    "rank": self.ranks[code].astype("Int64"),
                    "of": many,
                    "position": self.positions[code],
                    "score": self.scores[code],
                    "band": self.bands[code],
                    "coverage": self.coverage[code],
                }
            )
            for code in (self.unit, *self.peers)
        }
        return pd.concat(parts, names=["unit", "year"])

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
            By unit: name, rank in both years, rise (ranks gained), band in both years.

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
            },
            index=both.index,
        ).sort_values(["rise", "name"], ascending=[False, True], kind="stable")
        ends = frame if len(frame) <= 2 * most else pd.concat([frame.head(most), frame.tail(most)])
        return ends.rename_axis("unit")

    def sentence(self) -> str:
        """Return the trajectory in one line."""
        name = self.dataset.names.get(self.unit, self.unit)
        rows = self.table.xs(self.unit, level="unit")
        rows = rows[rows["rank"].notna()]
        if not len(rows):
            return f"{name} has no rank by {self.definition.title} in any of these years"
        first, last, ranks = rows.iloc[0], rows.iloc[-1], rows["rank"]
        return (
            f"{name} by {self.definition.title}: {first['rank']} of {first['of']} in {rows.index[0]},"
            f" {last['rank']} of {last['of']} in {rows.index[-1]}; best {ranks.min()} in {ranks.idxmin()},"
            f" worst {ranks.max()} in {ranks.idxmax()}"
        )

    @property
    def _shown(self) -> pd.DataFrame:
        return self.ranks[[self.unit, *self.peers]].astype("Int64")

    def __str__(self) -> str:
        lines = [self.sentence(), f"basket: {len(self.basket)} indicators: {', '.join(self.basket)}"]
        if self.dropped:
            lines.append(f"dropped: {len(self.dropped)} indicators:")
            lines += [f"  {name}: {why}" for name, why in self.dropped.items()]
        lines += [f"note: {note}" for note in self.notes]
        return "\n".join([*lines, "", self._shown.to_string()])

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        table = self._shown.to_html()
        basket = f"{len(self.basket)} indicators in every year; dropped: {', '.join(self.dropped) or 'none'}"
        return f"<p>{escape(self.sentence())}</p><p>{escape(basket)}</p>{table}"


def trajectory(
    unit: str,
    definition: DefinitionLike,
    years: int | Iterable[int],
    dataset: DatasetLike = None,
    *,
    scale: str = "frozen",
    base_year: int | None = None,
    peers: str | Sequence[str] = (),
    enough: float = ENOUGH,
    parameters: Mapping[str, Any] | None = None,
) -> Trajectory:
    """Follow a unit and its peers through the years, each year from what was known then.

    The basket is constant: an indicator that fewer than `enough` of a year's units have is out of every year, or
    a rank would move because a figure appeared. What is out is named, with the reason.

    A country has no score for a year at whose end it was no state, though publishers carry figures back. A result
    normalised ``then`` is so year by year. Weights found from the data are those of the newest.

    Parameters
    ----------
    unit : str
        Code or, for countries, a name.
    definition : str, path, mapping or Definition
        A definition with a tree.
    years : int or list of int
        Whole numbers, as in ``range(1995, 2025)``; sorted, each once.
    dataset : Dataset, optional
        The bundled world when None.
    scale : {"frozen", "yearly"}
        "frozen": outliers are treated and indicators normalised with what is learned once, from `base_year`, or from all
        these years pooled when None, so that scores can be compared between years (a share of a total stays one of the
        year's total). "yearly": from each year itself.
    base_year : int, optional
        The year that a frozen scale is learned from.
    peers : str or list of str
        Units shown beside it, by code or name.
    enough : float
        Share of the units, above 0 and at most 1.
    parameters : mapping of str to object, optional
        Of the definition.

    Returns
    -------
    Trajectory
        Scores, ranks, bands and coverage of all units in every year.

    Raises
    ------
    UnknownUnit
        No such unit, with the nearest.
    OptionError
        No year, years that are no whole numbers, no such scale, a share or parameters that are none.
    DataError
        No value reaches a year, or no indicator reaches all of them.
    DefinitionError
        A faulty definition, or one that is not a tree of indicators (a Python one).

    Examples
    --------
    >>> rise = trajectory("KAZ", "wood", [2000, 2020])
    >>> rise.ranks["KAZ"].to_dict()
    {2000: 71.0, 2020: 52.0}
    """
    option("scale", scale, SCALES)
    threshold, chosen = share("enough", enough), _years(years)
    base = None if base_year is None else whole_number("base_year", base_year)
    values = mapping("parameters", parameters, "{'region': 'SCO'}")
    world = world_of(dataset).at(None)
    codes = tuple(
        dict.fromkeys(world.find(code) for code in (unit, *names("peers", peers, "['UZB', 'TUR']")))
    )
    given = find_definition(definition)
    if not isinstance(given, Definition):
        raise DefinitionError(f"{given.id!r} is written in Python: it has no tree of indicators to follow")
    worlds = {year: world.at(year) for year in chosen}
    shares = availability(given, worlds, values)
    dropped = dropped_from(shares, threshold)
    cut = without(given, set(dropped))
    scored = Years(cut, world, worlds, values, scale, base)
    frames = scored.frames()
    return Trajectory(
        unit=codes[0], peers=codes[1:], definition=cut, dataset=world,
        basket=tuple(name for name in shares if name not in dropped), dropped=dropped, scale=scale, base_year=base,
        notes=(*scored.notes, *_thin(frames["coverage"][list(codes)])), **frames,
    )  # fmt: skip


def _years(years: object) -> list[int]:
    """Years given as one or many, sorted, each once."""
    given = [years] if isinstance(years, int) else years
    try:
        if isinstance(given, str) or not isinstance(given, Iterable):
            raise TypeError
        chosen = sorted({operator.index(year) for year in given})
    except TypeError:
        raise OptionError(f"years are whole numbers, as in years=range(1995, 2025); not {years!r}") from None
    if not chosen:
        raise OptionError("years: no year is given; name some, as in years=range(1995, 2025)")
    return chosen


def _thin(coverage: pd.DataFrame) -> list[str]:
    """Say in which years the units shown lack so much that their rank is one of other things."""
    years = list(coverage.index)
    notes = []
    for code in coverage:
        short = list(coverage.index[coverage[code] < THIN])
        if short:
            notes.append(
                f"{code} has figures for less than {THIN:.0%} of the basket's weight in {spans(short, years)};"
                " its rank there rests on the others"
            )
    return notes
