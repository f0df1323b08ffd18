"""How sure is the verdict? In what share of the choices that could reasonably be made otherwise a unit has a rank, a band.

A share of draws is not the probability that the world is so: it says how much of a verdict is the maker's choice.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.errors import DataError, DefinitionError
from mpindex.uncertainty.factors import Factor, LeaveOut, Weights
from mpindex.uncertainty.replicates import Outcome
from mpindex.uncertainty.tallies import Tally, quantile, share_error
from mpindex.uncertainty.task import Task, make_task, on_workers

if TYPE_CHECKING:
    from mpindex.dataset.dataset import Dataset
    from mpindex.grammar.definition import Definition

Array = NDArray[np.float64]

#: Runs of at least so many blocks show a progress bar in a terminal.
LONG = 100
#: Most scores and ranks that are kept on demand (2 GB).
MOST_KEPT = 1 << 28


@dataclass(frozen=True, eq=False, repr=False)
class Robustness:
    """Shares of draws in which each unit has each band and rank. Made by `robustness`."""

    task: Task = field(repr=False)
    tally: Tally = field(repr=False)
    runs: pd.DataFrame | None = field(default=None, repr=False)

    @property
    def definition(self) -> Definition:
        return self.task.definition

    @property
    def draws(self) -> int:
        return self.task.draws

    @property
    def seed(self) -> int:
        return self.task.seed

    @property
    def factors(self) -> tuple[Factor, ...]:
        """The choices that were varied."""
        return self.task.replicates.factors

    @cached_property
    def bands(self) -> pd.DataFrame:
        """Acceptability: share of draws in which a unit is in a band (units x bands). Rows sum to 1.

        The last column, `no score`, stands only where some draw gives some unit no score.
        """
        shares = self.tally.bands / self.draws
        frame = pd.DataFrame(
            shares[:, 1:], index=self._units, columns=pd.Index(self.task.replicates.labels, name="band")
        )
        if self.tally.bands[:, 0].any():
            frame["no score"] = shares[:, 0]
        return frame

    @cached_property
    def errors(self) -> pd.DataFrame:
        """Monte Carlo standard error of each share in `bands`, sqrt(p (1 - p) / draws)."""
        errors: pd.DataFrame = share_error(self.bands, self.draws)
        return errors

    @cached_property
    def rank_shares(self) -> pd.DataFrame:
        """Rank acceptability: share of draws in which a unit has a rank (units x ranks)."""
        ranks = pd.Index(np.arange(1, len(self._units) + 1), name="rank")
        return pd.DataFrame(self.tally.ranks / self.draws, index=self._units, columns=ranks)

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Ranks over the draws, by unit.

        reference : as the definition stands. mean, error : over the draws, and its Monte Carlo error. median, low, high :
        50, 5 and 95 % quantile (type 7). lowest, highest : of all draws. shift : mean distance from the reference.
        """
        counts = self.tally.ranks
        n = counts.sum(axis=1)
        rank = np.arange(1, counts.shape[1] + 1)
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = counts @ rank / n
            variance = np.maximum(counts @ rank**2 / n - mean**2, 0) * n / np.maximum(n - 1, 1)
            columns = {
                "reference": self.task.reference.ranks[0],
                "mean": mean,
                "error": np.sqrt(variance / n),
                "median": quantile(counts, 0.5),
                "low": quantile(counts, 0.05),
                "high": quantile(counts, 0.95),
                "lowest": quantile(counts, 0.0),
                "highest": quantile(counts, 1.0),
                "shift": self.tally.shifts / n,
            }
        return pd.DataFrame(columns, index=self._units)

    @cached_property
    def middle_of_pack(self) -> pd.Series:
        """Share of draws in which a unit stands in the middle third of all units."""
        return pd.Series(self.tally.middle / self.draws, index=self._units, name="middle_of_pack")

    @property
    def mean_shift(self) -> float:
        """Mean over draws and units of |rank - reference rank|."""
        return float(self.tally.shifts.sum() / max(self.tally.ranks.sum(), 1))

    def of(self, unit: str) -> pd.DataFrame:
        """One unit: each band's acceptability with its Monte Carlo error, and the middle of the pack."""
        code = self.task.dataset.find(unit)
        frame = pd.DataFrame({"share": self.bands.loc[code], "error": self.errors.loc[code]})
        middle = self.middle_of_pack[code]
        frame.loc["middle of the pack"] = [middle, share_error(middle, self.draws)]
        return frame

    def above(self, first: str, second: str) -> tuple[float, float]:
        """Share of draws in which `first` ranks above `second` (ties count half), and its Monte Carlo error."""
        a, b = (self.task.dataset.units.index(self.task.dataset.find(unit)) for unit in (first, second))
        wins = np.concatenate([_wins(outcome.ranks, a, b) for outcome in self._replayed()])
        wins = wins[~np.isnan(wins)]
        if not len(wins):
            raise DataError(f"{first} and {second} are never both ranked")
        return float(wins.mean()), float(wins.std() / np.sqrt(len(wins)))

    def above_all(self) -> pd.DataFrame:
        """Share of draws in which the unit of the row ranks above that of the column; ties count half."""
        units = len(self._units)
        won, met = np.zeros((units, units)), np.zeros((units, units))
        for outcome in self._replayed():
            for ranks in outcome.ranks:
                there = ~np.isnan(ranks)
                pair = np.outer(there, there)
                with np.errstate(invalid="ignore"):
                    won += (ranks[:, None] < ranks) + 0.5 * (ranks[:, None] == ranks) * pair
                met += pair
        shares = np.divide(won, met, out=np.full(won.shape, np.nan), where=met > 0)
        np.fill_diagonal(shares, np.nan)
        return pd.DataFrame(shares, index=self._units, columns=self._units)

    def central_weights(self, unit: str) -> pd.DataFrame:
        """What one must believe: mean effective weight of each indicator over the draws that put a unit in each band.

        Columns are bands that occur, and `all`: the mean over all draws. Only where weights are among the factors.
        """
        replicates = self.task.replicates
        if not any(isinstance(factor, Weights | LeaveOut) for factor in replicates.factors):
            raise DefinitionError(f"{self.definition.id}: the weights were not varied")
        u = self.task.dataset.units.index(self.task.dataset.find(unit))
        leaves = [leaf.id for leaf in replicates.base.leaves]
        total = np.zeros((len(replicates.labels), len(leaves)))
        count = np.zeros(len(replicates.labels))
        for block in range(self.task.blocks):
            values, size = self.task.values(block)
            codes = replicates.run(values, size).codes[:, u]
            effective = replicates.effective(values, size)
            for code in np.unique(codes[codes >= 0]):
                total[code] += effective[codes == code].sum(axis=0)
                count[code] += (codes == code).sum()
        frame = pd.DataFrame(
            {label: total[i] / count[i] for i, label in enumerate(replicates.labels) if count[i]},
            index=leaves,
        )
        frame["all"] = total.sum(axis=0) / count.sum()
        return frame

    def plot(self, unit: str | None = None, *, around: int = 4, ax: Any = None) -> Any:
        """Draw the shares of bands of a unit and of those ranked around it (see `mpindex.plots.acceptability_bars`)."""
        from mpindex.plots import acceptability_bars

        order = self.ranks["median"].sort_values(kind="stable").dropna().index
        code = str(order[0]) if unit is None else self.task.dataset.find(unit)
        place = list(order).index(code) if code in order else 0
        shown = order[max(0, place - around) : place + around + 1].union([code], sort=False)
        return acceptability_bars(
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
        return f"{head}\n{frame.sort_values('rank').head(12).to_string(float_format='{:.3g}'.format)}"

    def _repr_html_(self) -> str:
        frame = self.bands.join(self.ranks[["reference", "low", "high"]]).sort_values("reference")
        return (
            f"<p><b>{self.definition.title}</b>: {self.draws:,} draws, seed {self.seed}</p>"
            + frame.to_html(float_format="{:.3g}".format, max_rows=20)
        )

    @property
    def _units(self) -> pd.Index:
        return pd.Index(self.task.dataset.units, name="unit")

    def _replayed(self) -> Iterator[Outcome]:
        """All draws once more, block by block: the same seed gives the same draws."""
        for block in range(self.task.blocks):
            yield self.task.run(block)


def robustness(
    definition: str | Definition,
    dataset: Dataset | None = None,
    *,
    draws: int = 10_000,
    seed: int | np.random.Generator = 0,
    uncertainty: Mapping[str, Any] | None = None,
    chains: Mapping[str, Any] | None = None,
    only: tuple[str, ...] | list[str] | None = None,
    design: pd.DataFrame | None = None,
    executor: Executor | None = None,
    keep: bool = False,
    progress: bool | None = None,
    **parameters: Any,
) -> Robustness:
    """Run a definition many times with its choices made otherwise, and count what each unit gets.

    Parameters
    ----------
    definition : id, path or `Definition` with a tree.
    dataset : the bundled world when None.
    draws : how many; the memory does not grow with it.
    seed : an int, or a Generator to take one from. The same seed gives the same result whatever the executor.
    uncertainty, chains : choices to vary, in the words of the YAML file, instead of the definition's own. Paths to lists of
        alternatives, ``{uniform: [low, high]}`` for bounds of bands, ``weights: {concentration: 50}`` or ``{uniform: true}``
        or ``{spread: 0.25}`` or a table of weight sets, ``leave_one_out: true``, ``noise: true``.
    only : names of the factors to vary, of those there are.
    design : instead of drawing, the values to run: a column for each factor (numbers of alternatives from 0, numbers of
        weight sets from 0, values of thresholds), a row for each run.
    executor : any `concurrent.futures.Executor`: a process pool, or ``dask.distributed.Client(...).get_executor()``.
    keep : keep scores and ranks of every draw, as `.runs` (draws x (what, unit)).
    progress : show a bar; by default for long runs in a terminal.
    **parameters : of the definition, as in `Definition.apply`.

    Raises
    ------
    DefinitionError
        Nothing varies, a path leads nowhere, an alternative is refused, or the design does not fit.

    >>> result = robustness("wood", draws=2000, seed=1)
    >>> result.of("KAZ").loc["small", "share"] > 0.7
    np.True_
    """
    task = make_task(
        definition, dataset, parameters,
        draws=draws, seed=seed, uncertainty=uncertainty, chains=chains, only=only, design=design,
    )  # fmt: skip
    cells = 2 * task.draws * len(task.dataset.units)
    if keep and cells > MOST_KEPT:
        raise DefinitionError(
            f"keep=True would take {cells * 8 / 1e9:.0f} GB for {task.draws:,} draws; leave it out (shares and quantiles"
            f" need no draws kept), or keep at most {MOST_KEPT // 2 // len(task.dataset.units):,} draws"
        )
    tally = task.empty()
    kept: list[Outcome] = []
    with _bar(task.blocks, progress) as bar:
        if executor is not None and not keep:
            for many, part in on_workers(task, executor):
                tally.merge(part)
                bar.update(many)
        else:
            for block in range(task.blocks):
                if keep:
                    kept.append(task.run(block))
                    tally.add(kept[-1].ranks, kept[-1].codes, task.reference.ranks[0])
                else:
                    task.count(block, tally)
                bar.update(1)
    return Robustness(task, tally, _runs(task, kept) if keep else None)


# small -----------------------------------------------------------------------


def _bar(blocks: int, shown: bool | None) -> Any:
    """A progress bar, or None's silence: by default for long runs in a terminal."""
    from tqdm import tqdm

    quiet = not (shown if shown is not None else blocks >= LONG and sys.stderr.isatty())
    return tqdm(total=blocks, unit="block", leave=False, disable=quiet)


def _wins(ranks: Array, a: int, b: int) -> Array:
    both = ~np.isnan(ranks[:, a]) & ~np.isnan(ranks[:, b])
    with np.errstate(invalid="ignore"):
        wins = (ranks[:, a] < ranks[:, b]) + 0.5 * (ranks[:, a] == ranks[:, b])
    return np.where(both, wins, np.nan)


def _runs(task: Task, kept: list[Outcome]) -> pd.DataFrame:
    units = list(task.dataset.units)
    columns = pd.MultiIndex.from_product([["score", "rank"], units], names=["what", "unit"])
    arrays = [
        np.concatenate([outcome.scores for outcome in kept]),
        np.concatenate([outcome.ranks for outcome in kept]),
    ]
    return pd.DataFrame(np.hstack(arrays), columns=columns)
