"""The figures of answers about units: across definitions, over draws and through the years."""

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
from mpindex.plots.sheet.band_spans import band_ranges, disjoint

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from mpindex.analysis.where.standing import Standing


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
            Of the figure; see `mpindex.plots.sheet.layout.Layout`.
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
            Of the figure; see `mpindex.plots.sheet.layout.Layout`.
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
            Of the figure; see `mpindex.plots.sheet.layout.Layout`.
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
            Of the figure; see `mpindex.plots.sheet.layout.Layout`.
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
