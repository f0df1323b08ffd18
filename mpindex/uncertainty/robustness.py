"""How sure is the verdict? In what share of the choices that could reasonably be made otherwise a unit has a rank, a band.

A share of draws is not the probability that the world is so: it says how much of a verdict is the maker's choice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

import mpindex.plots as plots
from mpindex.arguments import named_arguments, whole_number
from mpindex.errors import DataError, DefinitionError
from mpindex.grammar.definition import Definition
from mpindex.typing import DatasetLike, DefinitionLike, Executor
from mpindex.uncertainty.choices import Factor, LeaveOut, Weights
from mpindex.uncertainty.notes import notes
from mpindex.uncertainty.replays import pair_share, pair_shares, weights_by_band
from mpindex.uncertainty.runs import counted, kept
from mpindex.uncertainty.tallies import Tally, rank_statistics, share_error
from mpindex.uncertainty.task import Task, make_task
from mpindex.uncertainty.workers import require_executor

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, eq=False, repr=False)
class Robustness:
    """Shares of draws in which each unit has each band and rank. Made by `robustness`.

    Attributes
    ----------
    task : Task
        What was run: definition, data, parameters, seed and number of draws.
    tally : Tally
        What was counted.
    runs : DataFrame or None
        Scores and ranks of every draw (draws x (what, unit)), if ``keep=True`` was asked for.
    """

    task: Task = field(repr=False)
    tally: Tally = field(repr=False)
    runs: pd.DataFrame | None = field(default=None, repr=False)

    @property
    def definition(self) -> Definition:
        """The definition whose choices were varied."""
        return self.task.definition

    @property
    def draws(self) -> int:
        """How many draws there were."""
        return self.task.draws

    @property
    def seed(self) -> int:
        """The seed: with it, the same call gives the same result."""
        return self.task.seed

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The choices that were varied."""
        return self.task.replicates.factors

    @cached_property
    def bands(self) -> pd.DataFrame:
        """Acceptability: share of draws in which a unit is in a band (units x bands). Rows sum to 1.

        The last column, `no score`, stands only where some draw gives some unit no score. A definition without bands has
        no other column.
        """
        shares = self.tally.bands / self.draws
        labels = pd.Index(self.task.replicates.labels, name="band")
        frame = pd.DataFrame(shares[:, 1:], index=self._units, columns=labels)
        if not self.definition.bands:
            frame = pd.DataFrame(index=self._units)
        if self.tally.bands[:, 0].any():
            frame["no score"] = shares[:, 0]
        return frame

    @cached_property
    def errors(self) -> pd.DataFrame:
        """Monte Carlo standard error of each share in `bands`, sqrt(p (1 - p) / draws)."""
        return share_error(self.bands, self.draws)

    @cached_property
    def rank_shares(self) -> pd.DataFrame:
        """Rank acceptability: share of draws in which a unit has a rank (units x ranks)."""
        ranks = pd.Index(np.arange(1, len(self._units) + 1), name="rank")
        return pd.DataFrame(self.tally.ranks.table / self.draws, index=self._units, columns=ranks)

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Ranks over the draws, by unit.

        reference : as the definition stands. mean, error : over the draws, and its Monte Carlo error. median, low, high :
        50, 5 and 95 % quantile (type 7). lowest, highest : of all draws. shift : mean distance from the reference.
        """
        columns = {
            "reference": self.task.reference.ranks[0],
            **rank_statistics(self.tally.ranks),
            "shift": self.tally.mean_shifts(self.task.reference.ranks[0]),
        }
        return pd.DataFrame(columns, index=self._units)

    @cached_property
    def middle_of_pack(self) -> pd.Series:
        """Share of draws in which a unit stands in the middle third of all units."""
        return pd.Series(self.tally.middle / self.draws, index=self._units, name="middle_of_pack")

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What must be known beside the shares: what was varied unasked, and units that mostly have no score."""
        return notes(self.task, self.tally)

    @property
    def mean_shift(self) -> float:
        """Mean over draws and units of |rank - reference rank|."""
        return self.tally.mean_shift(self.task.reference.ranks[0])

    def of(self, unit: str) -> pd.DataFrame:
        """Return one unit: each band's acceptability with its Monte Carlo error, and the middle of the pack.

        Parameters
        ----------
        unit : str
            Code, or for countries a name.

        Returns
        -------
        DataFrame
            A row for each band and one for the middle of the pack; columns share and error.

        Raises
        ------
        UnknownUnit
            No such unit, with the nearest.
        """
        code = self.task.dataset.find(unit)
        frame = pd.DataFrame({"share": self.bands.loc[code], "error": self.errors.loc[code]})
        middle = float(self.middle_of_pack[code])
        frame.loc["middle of the pack"] = [middle, share_error(middle, self.draws)]
        return frame

    def above(self, first: str, second: str) -> tuple[float, float]:
        """Return the share of draws in which `first` ranks above `second`, ties counting half, and its error.

        Parameters
        ----------
        first, second : str
            Codes, or for countries names.

        Returns
        -------
        share, error : float
            The share of the draws that rank both, and its Monte Carlo standard error.

        Raises
        ------
        UnknownUnit
            No such unit, with the nearest.
        DataError
            No draw ranks both.
        """
        share, error = pair_share(self.task, self.task.place(first), self.task.place(second))
        if np.isnan(share):
            raise DataError(f"{first} and {second} are never both ranked")
        return share, error

    def above_all(self) -> pd.DataFrame:
        """Return the share of draws in which the unit of the row ranks above that of the column; ties count half."""
        return pd.DataFrame(pair_shares(self.task), index=self._units, columns=self._units)

    def central_weights(self, unit: str) -> pd.DataFrame:
        """Say what one must believe: mean effective weights over the draws that put a unit in each band.

        Parameters
        ----------
        unit : str
            Code, or for countries a name.

        Returns
        -------
        DataFrame
            A row for each indicator, a column for each band that occurs, and `all`: the mean over all draws.

        Raises
        ------
        UnknownUnit
            No such unit, with the nearest.
        DefinitionError
            Neither weights nor leaving out are among the factors.
        """
        if not any(isinstance(factor, Weights | LeaveOut) for factor in self.factors):
            raise DefinitionError(f"{self.definition.id}: the weights were not varied")
        return weights_by_band(self.task, self.task.place(unit))

    def plot(self, unit: str | None = None, *, around: int = 4, ax: Axes | None = None) -> Axes:
        """Draw the shares of bands of a unit and of those ranked around it (see `mpindex.plots.acceptability_bars`).

        A definition without bands gets the ranks of all units instead (see `mpindex.plots.caterpillar`).

        Parameters
        ----------
        unit : str, optional
            Code, or for countries a name; the first by median rank when None.
        around : int
            How many units on each side.
        ax : Axes, optional
            Axes to draw on; a new figure when None.

        Returns
        -------
        Axes
            The axes drawn on.
        """
        many = whole_number("around", around, least=0)
        if not self.definition.bands:
            asked = () if unit is None else self.task.dataset.find(unit)
            names, about = self.task.dataset.names, self.definition.title
            return plots.caterpillar(self.ranks, asked, source=self.source, about=about, names=names, ax=ax)
        order = self.ranks["median"].sort_values(kind="stable").dropna().index
        code = str(order[0]) if unit is None else self.task.dataset.find(unit)
        place = list(order).index(code) if code in order else 0
        shown = order[max(0, place - many) : place + many + 1].union([code], sort=False)
        return plots.acceptability_bars(
            self.bands.loc[shown], self.errors.loc[shown], source=self.source, about=self.definition.title,
            unit=code, names=self.task.dataset.names, ax=ax,
        )  # fmt: skip

    @property
    def source(self) -> str:
        """What the shares rest on, for the foot of a figure."""
        from mpindex import __version__

        return f"{self.definition.id}; {self.draws:,} draws, seed {self.seed}; mpindex {__version__}"

    def __repr__(self) -> str:
        names = ", ".join(factor.name for factor in self.factors) or "nothing"
        head = (
            f"<Robustness of {self.definition.id}: {self.draws:,} draws, seed {self.seed}; varied: {names}>"
        )
        frame = self.bands.assign(
            rank=self.ranks["reference"], low=self.ranks["low"], high=self.ranks["high"]
        )
        table = frame.sort_values("rank").head(12).to_string(float_format="{:.3g}".format)
        return "\n".join([head, table, *(f"note: {note}" for note in self.notes)])

    def _repr_html_(self) -> str:
        frame = self.bands.join(self.ranks[["reference", "low", "high"]]).sort_values("reference")
        return (
            f"<p><b>{escape(self.definition.title)}</b>: {self.draws:,} draws, seed {self.seed}</p>"
            + frame.to_html(float_format="{:.3g}".format, max_rows=20)
            + "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        )

    @property
    def _units(self) -> pd.Index:
        return pd.Index(self.task.dataset.units, name="unit")


@named_arguments
def robustness(
    definition: DefinitionLike,
    dataset: DatasetLike = None,
    *,
    parameters: Mapping[str, Any] | None = None,
    draws: int = 10_000,
    seed: int | np.random.Generator = 0,
    uncertainty: Mapping[str, Any] | None = None,
    chains: Mapping[str, Any] | None = None,
    only: str | tuple[str, ...] | list[str] | None = None,
    design: pd.DataFrame | None = None,
    executor: Executor | None = None,
    keep: bool = False,
    progress: bool | None = None,
) -> Robustness:
    """Run a definition many times with its choices made otherwise, and count what each unit gets.

    Where neither the definition nor `uncertainty` says what could be otherwise, what any index leaves open is varied: each
    weight by up to 25 %, the scaling (minmax, zscore, percentile rank), one indicator left out. The result's notes say so.

    Parameters
    ----------
    definition : str, path, mapping or Definition
        A definition with a tree.
    dataset : Dataset, optional
        The bundled world when None.
    parameters : mapping of str to object, optional
        Of the definition, as in `Definition.apply`.
    draws : int
        How many, at least 1; the memory does not grow with it.
    seed : int or numpy.random.Generator
        A whole number of at least 0, or a Generator to take one from. The same seed gives the same result whatever the
        executor.
    uncertainty, chains : mapping, optional
        Choices to vary, in the words of the YAML file, instead of the definition's own. Paths to lists of alternatives,
        ``{uniform: [low, high]}`` for bounds of bands, ``weights: {concentration: 50}`` or ``{uniform: true}`` or
        ``{spread: 0.25}`` or a table of weight sets, ``leave_one_out: true``, ``noise: true``.
    only : str or list of str, optional
        Names of the factors to vary, of those there are.
    design : DataFrame, optional
        Instead of drawing, the values to run: a column for each factor (numbers of alternatives from 0, numbers of weight
        sets from 0, values of thresholds), a row for each run.
    executor : concurrent.futures.Executor, optional
        Any executor: a process pool, or ``dask.distributed.Client(...).get_executor()``.
    keep : bool
        Keep scores and ranks of every draw, as `.runs` (draws x (what, unit)).
    progress : bool, optional
        Show a bar; by default for long runs in a terminal.

    Returns
    -------
    Robustness
        Shares of bands and ranks, with their Monte Carlo errors.

    Raises
    ------
    OptionError
        A wrong argument: draws, seed, only, a design that does not fit, an executor that is none, too much to keep.
    DefinitionError
        Nothing varies, a path leads nowhere, or an alternative is refused.

    Examples
    --------
    >>> result = robustness("wood", draws=2000, seed=1)
    >>> result.of("KAZ").loc["minor", "share"] > 0.7
    np.True_
    """
    require_executor(executor)
    task = make_task(
        definition, dataset, parameters,
        draws=draws, seed=seed, uncertainty=uncertainty, chains=chains, only=only, design=design,
    )  # fmt: skip
    if keep:
        return Robustness(task, *kept(task, progress))
    return Robustness(task, counted(task, executor, progress))
