"""A Dataset as every answer: its table, figures, words and references."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import pandas as pd

from mpindex.answers.answer import Answer
from mpindex.answers.figures import Figures, draw
from mpindex.answers.frames import with_units
from mpindex.answers.record import Material
from mpindex.dataset.digest import digest
from mpindex.dataset.observations import Observations
from mpindex.dataset.summary import as_html, as_text, lines, title

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class DatasetFigures(Figures[Observations]):
    """What can be drawn of data; each takes the options of every figure too (`mpindex.plots.sheet.layout.Layout`)."""

    default = "lines"

    def lines(self, indicator: str, unit: str | Iterable[str], **options: Any) -> Axes:
        """Draw one indicator of some units over the years (see `mpindex.plots.indicator_lines`).

        Parameters
        ----------
        indicator : str
            Its id.
        unit : str or list of str
            By code or name, at most nine; the first is stressed.
        **options
            Of the figure.
        """
        data = self.result
        years, values = data.series(indicator)
        table = pd.DataFrame(values.T, index=years, columns=list(data.units))
        codes = [data.find(unit)] if isinstance(unit, str) else [data.find(item) for item in unit]
        about = {"label": self._label(indicator), "source": self._source(indicator), "names": data.names}
        return draw("indicator_lines", table, codes, **{**about, **options})

    def map(self, indicator: str, unit: str | None = None, **options: Any) -> Axes:
        """Draw one indicator on a map of the world (see `mpindex.plots.world_map`).

        Parameters
        ----------
        indicator : str
            Its id.
        unit : str, optional
            A unit to stress, by code or name.
        **options
            Of the figure.
        """
        data = self.result
        code = None if unit is None else data.find(unit)
        about = {
            "about": self._label(indicator),
            "source": self._dated(indicator),
            "names": data.names,
            "noun": data.noun,
        }
        return draw("world_map", self._values(indicator), code, **{**about, **options})

    def scatter(self, x: str, y: str, unit: str | Iterable[str] = (), **options: Any) -> Axes:
        """Draw two indicators against each other (see `mpindex.plots.scatter`).

        Parameters
        ----------
        x, y : str
            Ids of the indicators.
        unit : str or list of str
            Units to name, by code or name.
        **options
            Of the figure.
        """
        data = self.result
        codes = [data.find(unit)] if isinstance(unit, str) else [data.find(item) for item in unit]
        about = {
            "labels": (self._label(x), self._label(y)),
            "source": self._dated(x, y),
            "names": data.names,
            "noun": data.noun,
        }
        return draw("scatter", self._values(x), self._values(y), codes, **{**about, **options})

    def _values(self, indicator: str) -> pd.Series:
        data = self.result
        return pd.Series(data.values([indicator])[:, 0], index=list(data.units), name=indicator)

    def _label(self, indicator: str) -> str:
        entry = self.result.indicator(indicator)
        return f"{entry.label}, {entry.unit}" if entry.unit else entry.label

    def _source(self, indicator: str) -> str:
        entry = self.result.indicator(indicator)
        return (entry.citation or entry.source or "the user's own figures").rstrip(". ")

    def _dated(self, *indicators: str) -> str:
        """Where the newest figures are from, each source once, and of which years."""
        years: dict[str, set[int]] = {}
        for indicator in indicators:
            years.setdefault(self._source(indicator), set()).update(
                int(year) for year in self.result.years[indicator].dropna()
            )
        return "; ".join(f"{source}{_span(of)}" for source, of in years.items())


def _span(years: set[int]) -> str:
    """Of which years figures are; nothing where none has a year."""
    if not years:
        return ""
    first, last = min(years), max(years)
    return f"; figures of {first}" if first == last else f"; figures of {first} to {last}"


class DatasetAnswer(Observations, Answer):
    """What a Dataset has as every answer."""

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of its figures, the same on every machine: another one tells other data (`digest.digest`)."""
        return digest(self)

    @property
    def material(self) -> Material:
        """What it rests on: itself."""
        return Material(self)

    @property
    def heading(self) -> str:
        """What it is, in one line."""
        return title(self)

    def to_frame(self) -> pd.DataFrame:
        """Return one tidy row for each value of every year; `read` takes it back, from a CSV too.

        Returns
        -------
        DataFrame
            unit, name, indicator, year, value, source.
        """
        return with_units(self.tidy, self.names)

    def in_words(self) -> str:
        """Return how many units and indicators there are, as of when, and how full the table is."""
        return f"{title(self)}. " + "; ".join(f"{what}: {text}" for what, text in lines(self)[:2]) + "."

    def cite(self) -> str:
        """Return the references of every indicator."""
        return "\n".join(
            f"{entry.id}: {entry.citation or entry.source or 'no source given'} [{entry.licence or 'no licence given'}]"
            for entry in self.entries
        )

    @property
    def plot(self) -> DatasetFigures:
        """The figures: ``world.plot("gdp", ["KAZ", "UZB"])`` draws lines, ``world.plot.map("gdp")`` a map."""
        return DatasetFigures(self)

    def __str__(self) -> str:
        return as_text(self)

    def _repr_html_(self) -> str:
        return as_html(self)
