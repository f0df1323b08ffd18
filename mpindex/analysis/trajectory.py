"""A unit through the years by one definition, on a basket of indicators that stays the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.analysis.basket import availability, dropped_from, in_being, spans, without
from mpindex.dataset.bundled import load
from mpindex.dataset.dataset import Dataset
from mpindex.engine.banding import Banding
from mpindex.engine.plan import Levels, Plan
from mpindex.engine.stages import _alike
from mpindex.errors import DataError, DefinitionError, MpindexError, suggest
from mpindex.grammar.definition import Definition
from mpindex.grammar.definition import definition as find_definition
from mpindex.steps.rank import competition, position_of

if TYPE_CHECKING:
    from mpindex.grammar import Call

Array = NDArray[np.float64]
Bools = NDArray[np.bool_]

SCALES = ("frozen", "yearly")
#: Normalisations that say a share of a total: of the year's own, as a total of many years is nobody's.
OF_THE_YEAR = ("share", "log_share")
#: Below this share of the basket's weight a unit's rank is worth a note.
THIN = 0.8
#: An indicator is in the basket if at least this share of the units has a figure in every year.
ENOUGH = 0.5


@dataclass(frozen=True, eq=False, repr=False)
class Trajectory:
    """Every unit through the years by one definition; `unit` and its `peers` are shown. Made by `trajectory`.

    Attributes
    ----------
    definition : the definition, cut down to the basket.
    basket : the indicators used in every year.
    dropped : indicator and the reason why it is not in the basket.
    scale, base_year : what the scale of the indicators was learned from.
    scores, ranks, positions, bands, coverage : years x all units, missing where a unit has no score or was no state.
    notes : what a reader must know besides.
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

        Parameters
        ----------
        since : a year of the trajectory; the first when None.
        many : so many at each end.

        Ranks are taken among those units alone, so that newborn states push nobody down. Columns: name, rank in
        both years, rise (ranks gained), band in both years.
        """
        years = list(self.ranks.index)
        first, last = years[0] if since is None else since, years[-1]
        if first not in years:
            raise DataError(f"{first!r} is not a year of this trajectory: it has {years[0]} to {years[-1]}")
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
        ends = frame if len(frame) <= 2 * many else pd.concat([frame.head(many), frame.tail(many)])
        return ends.rename_axis("unit")

    def sentence(self) -> str:
        """Return the trajectory in one line."""
        name = self.dataset.names.get(self.unit, self.unit)
        own = self.table.xs(self.unit, level="unit")
        own = own[own["rank"].notna()]
        if not len(own):
            return f"{name} has no rank by {self.definition.title} in any of these years"
        first, last = own.iloc[0], own.iloc[-1]
        best, worst = own["rank"].idxmin(), own["rank"].idxmax()
        return (
            f"{name} by {self.definition.title}: {first['rank']} of {first['of']} in {own.index[0]},"
            f" {last['rank']} of {last['of']} in {own.index[-1]}; best {own['rank'].min()} in {best},"
            f" worst {own['rank'].max()} in {worst}"
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
        from html import escape

        table = self._shown.to_html()
        told = f"{len(self.basket)} indicators in every year; dropped: {', '.join(self.dropped) or 'none'}"
        return f"<p>{escape(self.sentence())}</p><p>{escape(told)}</p>{table}"


def trajectory(
    unit: str,
    definition: Any,
    years: Iterable[int],
    dataset: Dataset | None = None,
    *,
    scale: str = "frozen",
    base_year: int | None = None,
    peers: Sequence[str] = (),
    enough: float = ENOUGH,
    parameters: Mapping[str, Any] | None = None,
) -> Trajectory:
    """Follow a unit and its peers through the years, each year from what was known then.

    The basket is constant: an indicator that fewer than `enough` of a year's units have is out of every year, or
    a rank would move because a figure appeared. What is out is named, with the reason.

    Parameters
    ----------
    unit, peers : codes or, for countries, names.
    definition : id, path, mapping or `Definition`.
    years : whole numbers; sorted, each once.
    dataset : the bundled world when None.
    scale : "frozen": outliers are treated and indicators normalised with what is learned once, from `base_year`, or
        from all these years pooled when None, so that scores can be compared between years (a share of a total stays
        one of the year's total). "yearly": from each year itself.
    enough : share of the units, above 0 and at most 1.
    parameters : of the definition.

    A country has no score for a year at whose end it was no state, though publishers carry figures back. A result
    normalised ``then`` is so year by year. Weights found from the data are those of the newest.

    Raises
    ------
    UnknownUnit, DataError, DefinitionError
        No such unit; no years, or none that the data reach; no indicator reaches all of them; a definition that is
        not a tree of indicators (a Python one).

    >>> rise = trajectory("KAZ", "wood", [2000, 2020])
    >>> rise.ranks["KAZ"].to_dict()
    {2000: 71.0, 2020: 52.0}
    """
    if scale not in SCALES:
        raise DataError(f"scale is one of {', '.join(SCALES)}; not {scale!r}.{suggest(scale, SCALES)}")
    if not 0 < enough <= 1:
        raise DataError(f"enough is a share above 0 and at most 1, not {enough!r}")
    world = (load() if dataset is None else dataset).at(None)
    chosen = _years(years)
    codes = [world.find(code) for code in (unit, *peers)]
    whole = find_definition(definition)
    if not isinstance(whole, Definition):
        raise DefinitionError(f"{whole.id!r} is written in Python: it has no tree of indicators to follow")
    worlds = {year: world.at(year) for year in chosen}
    there = availability(whole, worlds, parameters or {})
    dropped = dropped_from(there, enough)
    cut = without(whole, set(dropped))
    run = _Run(cut, world, worlds, parameters or {}, scale, base_year)
    scores, ranks, positions, bands, coverage = run.frames()
    shown = tuple(dict.fromkeys(codes))
    return Trajectory(
        shown[0], shown[1:], cut, world, tuple(name for name in there if name not in dropped), dropped, scale,
        base_year, scores, ranks, positions, bands, coverage, (*run.notes, *_thin(coverage[list(shown)])),
    )  # fmt: skip


def _years(years: Iterable[int]) -> list[int]:
    import operator

    try:
        chosen = sorted({operator.index(year) for year in ([years] if isinstance(years, int) else years)})
    except TypeError:
        raise DataError(f"years are whole numbers, as in range(1995, 2025); not {years!r}") from None
    if not chosen:
        raise DataError("no year is given")
    return chosen


def _thin(coverage: pd.DataFrame) -> list[str]:
    """Say in which years the units shown lack so much that their rank is one of other things."""
    years = list(coverage.index)
    found = []
    for code in coverage:
        short = list(coverage.index[coverage[code] < THIN])
        if short:
            found.append(
                f"{code} has figures for less than {THIN:.0%} of the basket's weight in {spans(short, years)};"
                " its rank there rests on the others"
            )
    return found


class _Run:
    """The years of one definition: a plan for each, and the steps after imputation on all of them at once."""

    def __init__(
        self,
        definition: Definition,
        world: Dataset,
        worlds: Mapping[int, Dataset],
        parameters: Mapping[str, Any],
        scale: str,
        base_year: int | None,
    ):
        self.world, self.years, self.scale, self.base_year = world, list(worlds), scale, base_year
        self.newest = Plan.compile(definition, world, parameters)
        self.plans = [Plan.compile(definition, then, parameters) for then in worlds.values()]
        self.inside = np.stack([in_being(world, year) for year in worlds])
        self.notes: list[str] = []
        self._parameters = parameters

    def frames(self) -> tuple[pd.DataFrame, ...]:
        """Scores, ranks, positions, bands and coverage, years x units."""
        levels = self.newest.levels(self._normalised())
        scores = np.where(self.inside, levels.score, np.nan)
        ranks = Banding(self.newest, self.newest.model.bands).rank(scores)
        coverage = np.stack([plan.coverage() for plan in self.plans])
        bands = self._bands(levels, scores, ranks)
        arrays = (scores, ranks, position_of(ranks), bands, np.where(np.isnan(scores), np.nan, coverage))
        index = pd.Index(self.years, name="year")
        return tuple(pd.DataFrame(array, index=index, columns=list(self.world.units)) for array in arrays)

    def _normalised(self) -> Array:
        """(years, units, leaves): every year by itself, or with what is learned from the base."""
        stages = self.newest.stages
        x = self._imputed(self.plans, self.inside)
        if self.scale == "yearly":
            return stages._each("normalise", stages._each("treat", x, None), None)
        base = x if self.base_year is None else self._base(self.base_year)
        treated, learned = (stages._each("treat", part, _rows(base)) for part in (x, base))
        result = treated.copy()
        for call, where in _alike([leaf.settings.normalise for leaf in stages.leaves]):
            result[..., where] = self._scaled(call, treated[..., where], learned[..., where], where)
        return result

    def _scaled(self, call: Call, x: Array, base: Array, where: NDArray[np.intp]) -> Array:
        """Normalise x (years, units, leaves) with what is learned from base (its years, units, leaves), call by call."""
        for i, one in enumerate(call.keywords["calls"] if call.name == "chain" else (call,)):
            rows = None if one.name in OF_THE_YEAR else _rows(base)
            x, base = (
                self.newest.stages._call("normalise", one, part, where, rows, directed=i > 0)
                for part in (x, base)
            )
        return x

    def _imputed(self, plans: list[Plan], inside: Bools) -> Array:
        x = np.stack([plan.stage("imputed") for plan in plans])
        return np.where(inside[:, :, None], x, np.nan)

    def _base(self, year: int) -> Array:
        """(1, units, leaves) of the base year."""
        plan = Plan.compile(self.newest.definition, self.world.at(year), self._parameters)
        return self._imputed([plan], in_being(self.world, year)[None])

    def _bands(self, levels: Levels, scores: Array, ranks: Array) -> NDArray[np.object_]:
        """Bands by each year's own figures; a year in which a rule cannot be applied has none, and a note."""
        bands = np.full(scores.shape, None, dtype=object)
        failed: dict[str, list[int]] = {}
        for i, plan in enumerate(self.plans):
            nodes = [np.where(self.inside[i], node[i], np.nan) for node in levels.nodes]
            banding = Banding(plan, plan.model.bands)
            try:
                codes = banding.assign(Levels(levels.leaves[i], nodes), ranks[i])
                if banding.undrawn:
                    raise DefinitionError(banding.why_undrawn())
            except MpindexError as fault:
                failed.setdefault(str(fault).split("\n")[0], []).append(self.years[i])
                continue
            bands[i] = np.array([*banding.labels, None], dtype=object)[codes]
        self.notes += [f"no bands in {spans(years, self.years)}: {why}" for why, years in failed.items()]
        return bands


def _rows(x: Array) -> Array:
    """(years * units, leaves): all years under each other."""
    return x.reshape(-1, x.shape[-1])
