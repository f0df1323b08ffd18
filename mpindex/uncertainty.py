"""How sure is the verdict? In what share of the choices that could reasonably be made otherwise a unit has a rank, a band.

A share of draws is not the probability that the world is so: it says how much of a verdict is the maker's choice.
"""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.define import definition as find_definition
from mpindex.errors import DataError, DefinitionError
from mpindex.factors import Choice, Factor, LeaveOut, Threshold, Weights, factors
from mpindex.plan import Plan
from mpindex.replicates import Outcome, Replicates
from mpindex.standing import MIDDLE_THIRD

if TYPE_CHECKING:
    from mpindex.dataset import Dataset
    from mpindex.define import Definition

Array = NDArray[np.float64]
Counts = NDArray[np.int64]

#: Draws come in blocks of this size, each with its own generator: a worker takes whole blocks, so that the result does
#: not depend on how many workers there are.
BLOCK = 1024
#: Blocks handed to a worker at a time.
BLOCKS_A_TASK = 4
#: Runs of at least so many blocks show a progress bar in a terminal.
LONG = 100


@dataclass(frozen=True, eq=False)
class Task:
    """All that a worker needs to run any block: picklable, and small."""

    definition: Definition
    dataset: Dataset
    parameters: Mapping[str, Any]
    uncertainty: Mapping[str, Any] | None
    chains: Mapping[str, Any] | None
    seed: int
    draws: int
    design: pd.DataFrame | None = None
    only: tuple[str, ...] | None = None

    @cached_property
    def replicates(self) -> Replicates:
        plan = Plan.compile(self.definition, self.dataset, self.parameters)
        found = factors(plan, self.uncertainty, self.chains)
        if self.only is not None:
            found = [factor for factor in found if factor.name in self.only]
        return Replicates(plan, tuple(found))

    @cached_property
    def reference(self) -> Outcome:
        return self.replicates.reference()

    @property
    def blocks(self) -> int:
        return -(-self.draws // BLOCK)

    def values(self, block: int) -> tuple[dict[str, NDArray[Any]], int]:
        """Values of all factors in a block, the same whoever asks."""
        size = min(BLOCK, self.draws - block * BLOCK)
        if self.design is not None:
            part = self.design.iloc[block * BLOCK : block * BLOCK + size]
            return {str(name): part[name].to_numpy() for name in part}, size
        sequence = np.random.SeedSequence(self.seed, spawn_key=(block,))
        values = self.replicates.draw(np.random.default_rng(sequence), BLOCK)
        return {name: value[:size] for name, value in values.items()}, size

    def run(self, block: int) -> Outcome:
        return self.replicates.run(*self.values(block))

    def __getstate__(self) -> dict[str, Any]:
        names = set(self.__dataclass_fields__)
        return {key: value for key, value in self.__dict__.items() if key in names}


@dataclass(eq=False)
class Tally:
    """What is counted over draws; whole numbers only, so that the order of adding does not matter."""

    ranks: Counts
    bands: Counts
    middle: Counts
    shifts: Counts
    total_shift: int = 0

    @classmethod
    def empty(cls, units: int, bands: int) -> Tally:
        zeros = np.zeros
        return cls(
            zeros((units, units), np.int64),
            zeros((units, bands + 1), np.int64),
            zeros(units, np.int64),
            zeros(units, np.int64),
        )

    def add(self, outcome: Outcome, reference: Outcome) -> None:
        """Count one block."""
        draws, units = outcome.ranks.shape
        there = ~np.isnan(outcome.ranks)
        whole = np.where(there, outcome.ranks, 1).astype(np.intp)
        place = np.arange(units) * units + whole - 1
        flat = place.ravel() if there.all() else place[there]
        self.ranks += np.bincount(flat, minlength=units * units).reshape(units, units)
        width = self.bands.shape[1]
        codes = outcome.codes + 1 + np.arange(units) * width
        self.bands += np.bincount(codes.ravel(), minlength=units * width).reshape(units, width)
        n = there.sum(axis=1, keepdims=True)
        # in the middle third: MIDDLE_THIRD[0] <= (rank - 0.5) / n <= MIDDLE_THIRD[1], up to rounding
        with np.errstate(invalid="ignore"):
            inside = (outcome.ranks >= MIDDLE_THIRD[0] * n + 0.5 - 1e-9) & (
                outcome.ranks <= MIDDLE_THIRD[1] * n + 0.5 + 1e-9
            )
        self.middle += inside.sum(axis=0)
        moved = np.abs(np.where(there & ~np.isnan(reference.ranks), outcome.ranks - reference.ranks, 0.0))
        self.shifts += moved.sum(axis=0).astype(np.int64)

    def merge(self, other: Tally) -> None:
        for name in ("ranks", "bands", "middle", "shifts"):
            getattr(self, name).__iadd__(getattr(other, name))


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
        return np.sqrt(self.bands * (1 - self.bands) / self.draws)

    @cached_property
    def rank_shares(self) -> pd.DataFrame:
        """Rank acceptability: share of draws in which a unit has a rank (units x ranks)."""
        ranks = pd.Index(np.arange(1, len(self._units) + 1), name="rank")
        return pd.DataFrame(self.tally.ranks / self.draws, index=self._units, columns=ranks)

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Ranks over the draws, by unit: reference, mean, its error, median, 5 % and 95 % quantile (type 7), lowest, highest, shift."""
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
                "median": _quantile(counts, 0.5),
                "low": _quantile(counts, 0.05),
                "high": _quantile(counts, 0.95),
                "lowest": _quantile(counts, 0.0),
                "highest": _quantile(counts, 1.0),
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
        frame.loc["middle of the pack"] = [middle, np.sqrt(middle * (1 - middle) / self.draws)]
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
    task = _task(definition, dataset, draws, seed, uncertainty, chains, only, design, parameters)
    tally = Tally.empty(len(task.dataset.units), len(task.replicates.labels))
    kept: list[Outcome] = []
    shown = progress if progress is not None else task.blocks >= LONG and sys.stderr.isatty()
    if executor is None or keep:
        for block in _bar(range(task.blocks), shown):
            outcome = task.run(block)
            tally.add(outcome, task.reference)
            if keep:
                kept.append(outcome)
    else:
        for part in _bar(_on_workers(task, executor), shown, -(-task.blocks // BLOCKS_A_TASK)):
            tally.merge(part)
    return Robustness(task, tally, _runs(task, kept) if keep else None)


def _task(
    definition: Any,
    dataset: Dataset | None,
    draws: int,
    seed: int | np.random.Generator,
    uncertainty: Mapping[str, Any] | None,
    chains: Mapping[str, Any] | None,
    only: Any,
    design: pd.DataFrame | None,
    parameters: Mapping[str, Any],
) -> Task:
    """Check the call, and bring definition and data into a form that travels."""
    from mpindex.dataset import load

    found = find_definition(definition)
    if not hasattr(found, "model"):
        raise DefinitionError(
            f"{found.id} is a definition in Python, without a tree whose choices could be varied"
        )
    if design is not None:
        draws = len(design)
    if isinstance(draws, bool) or not isinstance(draws, int) or draws < 1:
        raise DefinitionError(f"draws must be a whole number of at least 1, not {draws!r}")
    number = int(seed.integers(2**62)) if isinstance(seed, np.random.Generator) else int(seed)
    world = load() if dataset is None else dataset
    task = Task(
        found,
        world,
        dict(parameters),
        uncertainty,
        chains,
        number,
        draws,
        design,
        None if only is None else tuple(only),
    )
    _check_factors(task)
    return task


def _check_factors(task: Task) -> None:
    names = [factor.name for factor in task.replicates.factors]
    if task.only is not None and set(task.only) - set(names):
        wrong = sorted(set(task.only) - set(names))[0]
        raise DefinitionError(
            f"{task.definition.id}: no factor {wrong!r}. There are: {', '.join(names) or 'none'}"
        )
    if not names:
        raise DefinitionError(
            f"{task.definition.id} says nothing of what could reasonably vary; give uncertainty={{...}}"
        )
    if task.design is None:
        return
    for factor in task.replicates.factors:
        if factor.name not in task.design:
            continue
        column = task.design[factor.name].to_numpy()
        size = (
            factor.size
            if isinstance(factor, Choice)
            else len(factor.sets)
            if isinstance(factor, Weights) and factor.kind == "sets"
            else None
        )
        if size is None and not isinstance(factor, Threshold | LeaveOut):
            raise DefinitionError(
                f"a design cannot hold the factor {factor.name!r}; give its weights as sets"
            )
        if size is not None and not np.isin(column, np.arange(size)).all():
            raise DefinitionError(f"design: {factor.name!r} takes numbers from 0 to {size - 1}")
    unknown = [name for name in task.design if name not in names]
    if unknown:
        raise DefinitionError(f"design: no factor {unknown[0]!r}. There are: {', '.join(names)}")


# workers ---------------------------------------------------------------------

_TASKS: dict[int, Task] = {}  # in a worker: the task at hand, so that its plans are made once


def _on_workers(task: Task, executor: Executor) -> Iterator[Tally]:
    """Hand out blocks a few at a time; tallies come back in order."""
    payload = pickle.dumps(task)
    parts = [
        range(start, min(start + BLOCKS_A_TASK, task.blocks))
        for start in range(0, task.blocks, BLOCKS_A_TASK)
    ]
    futures = [executor.submit(_work, payload, part) for part in parts]
    for future in futures:
        yield future.result()


def _work(payload: bytes, blocks: range) -> Tally:
    key = hash(payload)
    if key not in _TASKS:
        _TASKS.clear()
        _TASKS[key] = pickle.loads(payload)
    task = _TASKS[key]
    tally = Tally.empty(len(task.dataset.units), len(task.replicates.labels))
    for block in blocks:
        tally.add(task.run(block), task.reference)
    return tally


def _bar(items: Any, shown: bool, total: int | None = None) -> Any:
    if not shown:
        return items
    from tqdm import tqdm

    return tqdm(items, total=total, unit="block", leave=False)


# small -----------------------------------------------------------------------


def _quantile(counts: Counts, q: float) -> Array:
    """Quantile (type 7) of ranks given how often each occurs, exactly as if all were there; NaN where none is."""
    n = counts.sum(axis=1)
    place = np.maximum(n - 1, 0) * q
    cumulative = np.cumsum(counts, axis=1)
    low = (cumulative <= np.floor(place)[:, None]).sum(axis=1) + 1
    high = (cumulative <= np.ceil(place)[:, None]).sum(axis=1) + 1
    return np.where(n > 0, low + (high - low) * (place - np.floor(place)), np.nan)


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
