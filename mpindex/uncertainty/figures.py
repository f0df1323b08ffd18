"""The figures of a robustness run and of a sensitivity analysis."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import pandas as pd

from mpindex.answers.figures import Figures, draw, sources
from mpindex.arguments import names, whole_number
from mpindex.errors import DataError, OptionError
from mpindex.plots.sheet.band_spans import band_ranges, disjoint
from mpindex.uncertainty.choices.words import factor_in_words
from mpindex.uncertainty.runs.task import Task

if TYPE_CHECKING:
    from matplotlib.axes import Axes


class Run(Protocol):
    """What the figures of a robustness run are drawn from."""

    @property
    def task(self) -> Task: ...
    @property
    def how(self) -> str: ...
    @property
    def bands(self) -> pd.DataFrame: ...
    @property
    def errors(self) -> pd.DataFrame: ...
    @property
    def ranks(self) -> pd.DataFrame: ...
    @property
    def rank_shares(self) -> pd.DataFrame: ...


class Alone(Protocol):
    """What the figure of a sensitivity analysis is drawn from."""

    @property
    def task(self) -> Task: ...
    @property
    def name(self) -> str: ...
    @property
    def one_at_a_time(self) -> pd.DataFrame: ...


class RobustnessFigures(Figures[Run]):
    """What can be drawn of a robustness run; each takes the options of every figure too."""

    default = "acceptability"

    def acceptability(self, unit: str | None = None, *, around: int = 4, **options: Any) -> Axes:
        """Draw the shares of bands of a unit and of those ranked around it (see `mpindex.plots.acceptability_bars`).

        A definition without bands gets the ranks of all units instead.

        Parameters
        ----------
        unit : str, optional
            Code, or for countries a name; the first by median rank when None.
        around : int
            How many units on each side.
        **options
            Of the figure.
        """
        run = self.result
        whole_number("around", around, least=0)
        if not run.task.definition.bands:
            return self.caterpillar(() if unit is None else unit, **options)
        code, shown = self._near(unit, around)
        return draw(
            "acceptability_bars",
            run.bands.loc[shown],
            run.errors.loc[shown],
            unit=code,
            **{**self._about(), **options},
        )

    def caterpillar(self, unit: str | Iterable[str] = (), **options: Any) -> Axes:
        """Draw the interval of ranks of every unit, and the rank as the definition stands (see `mpindex.plots.caterpillar`).

        Parameters
        ----------
        unit : str or list of str
            Units to stress and name, by code or name.
        **options
            Of the figure.
        """
        task, reference = self.result.task, self.result.task.reference
        codes = [task.dataset.find(item) for item in names("unit", unit, "['KAZ', 'UZB']")]
        labels = np.array([*task.replicates.labels, None], dtype=object)[reference.codes[0]]
        units = list(task.dataset.units)
        spans = disjoint(
            band_ranges(pd.DataFrame(reference.ranks, columns=units), pd.DataFrame([labels], columns=units))
        )
        bands = {
            label: (float(np.ravel(first)[0]), float(np.ravel(last)[0]))
            for label, (first, last) in spans.items()
        }
        about = {"bands": bands if task.definition.bands else {}, **self._about()}
        return draw("caterpillar", self.result.ranks, codes, **{**about, **options})

    def heatmap(self, unit: str | None = None, *, around: int = 10, **options: Any) -> Axes:
        """Draw the shares of ranks of a unit and of those ranked around it as shades (see `mpindex.plots.rank_heatmap`).

        Parameters
        ----------
        unit : str, optional
            Code, or for countries a name; the first by median rank when None.
        around : int
            How many units on each side.
        **options
            Of the figure.
        """
        code, shown = self._near(unit, whole_number("around", around, least=0))
        return draw(
            "rank_heatmap", self.result.rank_shares.loc[shown], unit=code, **{**self._about(), **options}
        )

    def _about(self) -> dict[str, Any]:
        run, data = self.result, self.result.task.dataset
        rests = sources(run.task.replicates.base, how=run.how)
        return {"source": rests, "about": run.task.definition.title, "names": data.names, "noun": data.noun}

    def _near(self, unit: str | None, around: int) -> tuple[str, pd.Index]:
        """The unit's code, and the codes of those around it by median rank."""
        run = self.result
        order = run.ranks["median"].sort_values(kind="stable").dropna().index
        if unit is None and not len(order):
            raise OptionError(f"there is nothing to draw: {run.task.definition.id} gives no unit a score")
        code = str(order[0]) if unit is None else run.task.dataset.find(unit)
        place = list(order).index(code) if code in order else 0
        return code, order[max(0, place - around) : place + around + 1].union([code], sort=False)


class SensitivityFigures(Figures[Alone]):
    """What can be drawn of a sensitivity analysis."""

    default = "tornado"

    def tornado(self, **options: Any) -> Axes:
        """Draw how far each choice alone moves the unit's rank (see `mpindex.plots.tornado`).

        Parameters
        ----------
        **options
            Of the figure; see `mpindex.plots.sheet.layout.Layout`.

        Raises
        ------
        DataError
            The unit has no rank as the definition stands, so there is nothing to measure from.
        """
        result, task = self.result, self.result.task
        alone, reference = result.one_at_a_time, result.one_at_a_time.attrs["rank"]
        if reference is None:
            raise DataError(
                f"{result.name} has no rank by {task.definition.id}: no change of it can be drawn"
            )
        ranks = alone["rank"].groupby(level="factor", sort=False)
        ends = pd.DataFrame(
            {"low": np.minimum(ranks.min(), reference), "high": np.maximum(ranks.max(), reference)}
        )
        ends = ends.assign(label=[factor_in_words(str(name)) for name in ends.index], reference=reference)
        about = {
            "source": sources(task.replicates.base, how="one choice changed at a time"),
            "outcome": f"rank of {result.name}",
            "about": task.definition.title,
        }
        return draw("tornado", ends, low_is_best=True, **{**about, **options})
