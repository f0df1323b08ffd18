"""The figures of answers about units: across definitions, over draws, through the years, by pools and by initiatives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Protocol

import pandas as pd

from mpindex.answers.figures import Figures, draw, sources
from mpindex.arguments import option
from mpindex.dataset.dataset import Dataset
from mpindex.engine.plan import Plan
from mpindex.grammar.definition import Definition
from mpindex.index.index import Index
from mpindex.plots.band_spans import band_ranges, disjoint
from mpindex.wording import counted, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from mpindex.analysis.standing import Standing


#: What the correlations of `ComparisonFigures.agreement` are called.
MEASURES = {
    "spearman": "rank correlation (Spearman)",
    "kendall": "rank correlation (Kendall)",
    "pearson": "correlation (Pearson)",
}


def titles(indexes: Mapping[str, Index]) -> dict[str, str]:
    """Return what definitions are called in a figure: by title, or by the label where the caller chose one."""
    return {
        label: index.definition.title if label == index.definition.id else label
        for label, index in indexes.items()
    }


class Standings(Protocol):
    """One unit under several definitions."""

    @property
    def unit(self) -> str: ...
    @property
    def indexes(self) -> Mapping[str, Index]: ...


class WhereFigures(Figures[Standings]):
    """What can be drawn of a unit under several definitions; each takes the options of every figure too."""

    default = "bump"

    def bump(self, *, peers: Iterable[str] | None = None, **options: Any) -> Axes:
        """Draw the unit and its peers across the definitions (see `mpindex.plots.bump`).

        Parameters
        ----------
        peers : list of str, optional
            Units drawn beside it; those around it in rank when None.
        **options
            Of the figure; see `mpindex.plots.layout.Layout`.
        """
        return draw("bump", self.result.indexes, self.result.unit, peers=peers, **options)

    def ladder(self, definition: str | None = None, **options: Any) -> Axes:
        """Draw all units by one definition, this one named (see `mpindex.plots.ladder`).

        Parameters
        ----------
        definition : str, optional
            Its label; the first when None.
        **options
            Of the figure.
        """
        return self._index(definition).plot.ladder(self.result.unit, **options)

    def map(self, definition: str | None = None, **options: Any) -> Axes:
        """Draw the bands of one definition on a map of the world, this unit stressed (see `mpindex.plots.world_map`).

        Parameters
        ----------
        definition : str, optional
            Its label; the first when None.
        **options
            Of the figure.
        """
        return self._index(definition).plot.map(self.result.unit, **options)

    def waterfall(self, definition: str | None = None, **options: Any) -> Axes:
        """Draw what lifts the unit and what holds it back by one definition (see `mpindex.plots.waterfall`).

        Parameters
        ----------
        definition : str, optional
            Its label; the first when None.
        **options
            Of the figure.
        """
        return self._index(definition).plot.waterfall(self.result.unit, **options)

    def _index(self, definition: str | None) -> Index:
        indexes = self.result.indexes
        return indexes[
            next(iter(indexes)) if definition is None else option("definition", definition, indexes)
        ]


class Compared(Protocol):
    """Several definitions of the same units."""

    @property
    def indexes(self) -> Mapping[str, Index]: ...
    @property
    def dataset(self) -> Dataset: ...
    @property
    def ranks(self) -> pd.DataFrame: ...
    def correlations(self, kind: str = "spearman") -> pd.DataFrame: ...


class ComparisonFigures(Figures[Compared]):
    """What can be drawn of definitions side by side."""

    default = "agreement"

    def agreement(self, kind: str = "spearman", **options: Any) -> Axes:
        """Draw how alike each two definitions rank (see `mpindex.plots.agreement`).

        Parameters
        ----------
        kind : {"spearman", "kendall", "pearson"}
            Of the correlation.
        **options
            Of the figure; see `mpindex.plots.layout.Layout`.
        """
        about = {"names": titles(self.result.indexes), "measure": MEASURES.get(kind, kind), **options}
        return draw("agreement", self.result.correlations(kind), source=self._source(), **about)

    def bump(self, unit: str, *, peers: Iterable[str] | None = None, **options: Any) -> Axes:
        """Draw a unit and its peers across the definitions (see `mpindex.plots.bump`).

        Parameters
        ----------
        unit : str
            By code or name.
        peers : list of str, optional
            Units drawn beside it; those around it in rank when None.
        **options
            Of the figure.
        """
        return draw("bump", self.result.indexes, self.result.dataset.find(unit), peers=peers, **options)

    def scatter(
        self,
        first: str | None = None,
        second: str | None = None,
        unit: str | Iterable[str] = (),
        **options: Any,
    ) -> Axes:
        """Draw the ranks by two of the definitions against each other (see `mpindex.plots.scatter`).

        Parameters
        ----------
        first, second : str, optional
            Labels of two definitions; the first two when None.
        unit : str or list of str
            Units to name, by code or name.
        **options
            Of the figure.
        """
        ranks, find = self.result.ranks, self.result.dataset.find
        x, y = ([*self.result.indexes] * 2)[:2]
        x, y = (
            option(name, label, self.result.indexes)
            for name, label in (("first", first or x), ("second", second or y))
        )
        codes = [find(unit)] if isinstance(unit, str) else [find(item) for item in unit]
        called, data = titles(self.result.indexes), self.result.dataset
        rests = sources(self.result.indexes[x], self.result.indexes[y])
        return draw(
            "scatter", ranks[x], ranks[y], codes, labels=(called[x], called[y]), ranks=True, source=rests, noun=data.noun,
            names=data.names, **options,
        )  # fmt: skip

    def _source(self) -> tuple[str, ...]:
        return sources(*self.result.indexes.values())


class Shares(Protocol):
    """Shares of draws by definition and tier."""

    @property
    def unit(self) -> str: ...
    @property
    def standings(self) -> Mapping[str, Standing]: ...
    @property
    def matrix(self) -> pd.DataFrame: ...
    @property
    def errors(self) -> pd.DataFrame: ...
    @property
    def how(self) -> str: ...
    @property
    def title(self) -> str: ...


class VerdictFigures(Figures[Shares]):
    """What can be drawn of a verdict."""

    default = "acceptability"

    def acceptability(self, **options: Any) -> Axes:
        """Draw the shares of tiers, a row for each definition (see `mpindex.plots.acceptability_bars`).

        Parameters
        ----------
        **options
            Of the figure; see `mpindex.plots.layout.Layout`.
        """
        shares, errors = self.result.matrix, self.result.errors
        indexes = {label: standing.index for label, standing in self.result.standings.items()}
        given = {
            "title": self.result.title,
            "names": titles(indexes),
            "rows": "definition",
            "source": sources(*indexes.values(), how=self.result.how),
            **options,
        }
        return draw("acceptability_bars", shares, errors, **given)

    def map(self, definition: str | None = None, **options: Any) -> Axes:
        """Draw the bands of one definition on a map of the world, this unit stressed (see `mpindex.plots.world_map`).

        Parameters
        ----------
        definition : str, optional
            Its label; the first when None.
        **options
            Of the figure.
        """
        standings = self.result.standings
        label = next(iter(standings)) if definition is None else option("definition", definition, standings)
        return standings[label].index.plot.map(self.result.unit, **options)


class Drawn(Protocol):
    """Units through the years."""

    @property
    def unit(self) -> str: ...
    @property
    def drawn(self) -> tuple[str, ...]: ...
    @property
    def dataset(self) -> Dataset: ...
    @property
    def ranks(self) -> pd.DataFrame: ...
    @property
    def scores(self) -> pd.DataFrame: ...
    @property
    def positions(self) -> pd.DataFrame: ...
    @property
    def coverage(self) -> pd.DataFrame: ...
    @property
    def bands(self) -> pd.DataFrame: ...
    @property
    def definition(self) -> Definition: ...
    @property
    def events(self) -> Mapping[int, str]: ...
    @property
    def how(self) -> str: ...
    @property
    def title(self) -> str: ...


class TrajectoryFigures(Figures[Drawn]):
    """What can be drawn of units through the years."""

    default = "ranks"

    def ranks(self, **options: Any) -> Axes:
        """Draw the ranks of all that are drawn over the years, bands behind (see `mpindex.plots.trajectory_lines`).

        Parameters
        ----------
        **options
            Of the figure; see `mpindex.plots.layout.Layout`.
        """
        bands = (
            disjoint(band_ranges(self.result.ranks, self.result.bands))
            if self.result.definition.bands
            else {}
        )
        return self._lines(self.result.ranks, **{"quantity": "rank", "bands": bands, **options})

    def positions(self, **options: Any) -> Axes:
        """Draw the positions from the top, which new states do not move."""
        return self._lines(self.result.positions, quantity="position", **options)

    def scores(self, **options: Any) -> Axes:
        """Draw the scores of all that are drawn over the years."""
        return self._lines(self.result.scores, quantity="score", low_is_best=False, **options)

    def _lines(self, table: pd.DataFrame, **options: Any) -> Axes:
        path = self.result
        drawn = list(path.drawn)
        years = f"{table.index[0]} to {table.index[-1]}"
        about = {
            "source": sources(Plan.compile(path.definition, path.dataset), when=years, how=path.how),
            "about": path.title,
            "coverage": path.coverage[drawn],
            "events": path.events,
            "names": path.dataset.names,
        }
        return draw("trajectory_lines", table[drawn], path.unit, **{**about, **options})


class Pools(Protocol):
    """Shares of pools in which a claim holds."""

    @property
    def table(self) -> pd.DataFrame: ...
    @property
    def name(self) -> str: ...
    @property
    def plan(self) -> Plan: ...
    @property
    def how(self) -> str: ...


class GuardFigures(Figures[Pools]):
    """What can be drawn of a claim under other pools of rankings."""

    default = "pools"

    def pools(self, **options: Any) -> Axes:
        """Draw in what share of each kind of pools the claim holds, and for a state picked at random.

        Parameters
        ----------
        **options
            Of the figure (see `mpindex.plots.acceptability_bars`).
        """
        table, name = self.result.table, self.result.name
        shares = table[["share", "random_state"]].set_axis([name, "a state at random"], axis=1)
        errors = table[["error"]].assign(other=float("nan")).set_axis(list(shares.columns), axis=1)
        given = {
            "title": f"{name} is in the middle in {_span(table['share'])} % of pools of rankings,"
            f" a state at random in {_span(table['random_state'])} %",
            "subtitle": "Share of the pools of each kind that put it into the middle third. Whiskers: two standard errors.",
            "rows": "pools",
            "source": sources(self.result.plan, how=self.result.how),
            **options,
        }
        return draw("acceptability_bars", shares, errors.fillna(0.0), **given)


def _span(shares: pd.Series) -> str:
    low, high = round(100 * shares.min()), round(100 * shares.max())
    return f"{low}" if low == high else f"{low} to {high}"


class Kept(Protocol):
    """Initiatives of several units."""

    @property
    def initiatives(self) -> pd.DataFrame: ...
    @property
    def rows(self) -> pd.DataFrame: ...
    @property
    def names(self) -> Mapping[str, str]: ...


class LedgerFigures(Figures[Kept]):
    """What can be drawn of a ledger."""

    default = "furthest"

    def furthest(self, **options: Any) -> Axes:
        """Draw for each state how far its initiatives got, as shares of them (see `mpindex.plots.acceptability_bars`).

        Parameters
        ----------
        **options
            Of the figure.
        """
        furthest = self.result.initiatives["furthest"]
        counts = furthest.groupby(level="unit").value_counts().unstack(fill_value=0)  # noqa: PD010
        kinds = [kind for kind in ("outcome", "platform", "declared") if kind in counts]
        shares = counts[kinds].div(counts.sum(axis=1), axis=0)
        from mpindex import __version__

        first = str(counts.index[0])
        names = {code: f"{self.result.names[code]} ({counts.loc[code].sum()})" for code in counts.index}
        got = percent(float(shares["outcome"][first])) if "outcome" in shares else "0 %"
        many = counted(int(counts.loc[first].sum()), "initiative")
        given = {
            "title": f"Of {self.result.names[first]}'s {many} {got} had an outcome",
            "subtitle": "How far each got: only declared, a platform that works, or an outcome. In brackets: how many.",
            "source": f"ledger of initiatives, kept by hand; {self._years()}; mpindex {__version__}.",
            "names": names,
            **options,
        }
        return draw("acceptability_bars", shares, unit=first, **given)

    def _years(self) -> str:
        years = self.result.rows["year"].dropna()
        return f"entries of {int(years.min())} to {int(years.max())}" if len(years) else "no entries"
