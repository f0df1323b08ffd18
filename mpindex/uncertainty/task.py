"""A robustness run as a parcel: all that a worker needs to run any block of draws, and the handing out of blocks."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.engine.plan import Plan
from mpindex.errors import DefinitionError, suggest
from mpindex.grammar.definition import definition as find_definition
from mpindex.uncertainty.factors import Noise, Threshold, Weights, factors
from mpindex.uncertainty.replicates import Outcome, Replicates
from mpindex.uncertainty.tallies import Tally

if TYPE_CHECKING:
    from mpindex.dataset.dataset import Dataset
    from mpindex.grammar.definition import Definition

#: Draws come in blocks of this size, each with its own generator: a worker takes whole blocks, so that the result does
#: not depend on how many workers there are.
BLOCK = 1024
#: Least number of blocks handed to a worker at a time; many parts of a run; how many of them wait to be done or fetched.
BLOCKS_A_PART = 4
PARTS = 128
PARTS_AT_ONCE = 32


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
        """The definition as it stands."""
        return self.replicates.reference()

    @property
    def blocks(self) -> int:
        return -(-self.draws // BLOCK)

    def values(self, block: int) -> tuple[dict[str, NDArray[Any]], int]:
        """Values of all factors in a block, the same whoever asks; and how many draws the block has."""
        size = min(BLOCK, self.draws - block * BLOCK)
        if self.design is not None:
            part = self.design.iloc[block * BLOCK : block * BLOCK + size]
            return {str(name): part[name].to_numpy() for name in part}, size
        sequence = np.random.SeedSequence(self.seed, spawn_key=(block,))
        values = self.replicates.draw(np.random.default_rng(sequence), BLOCK)
        return {name: value[:size] for name, value in values.items()}, size

    def run(self, block: int) -> Outcome:
        """Scores, ranks and bands of every draw of a block."""
        return self.replicates.run(*self.values(block))

    def empty(self) -> Tally:
        return Tally.empty(len(self.dataset.units), len(self.replicates.labels))

    def count(self, block: int, tally: Tally) -> None:
        """Add a block to the counts."""
        self.replicates.count(*self.values(block), tally, self.reference.ranks[0])

    def slim(self) -> Task:
        """The same task with the indicators that it needs, and no others."""
        needed = self.replicates.indicators
        chosen = [name for name in self.dataset.indicators if name in needed]
        return replace(self, dataset=self.dataset.subset(indicators=chosen))

    def __getstate__(self) -> dict[str, Any]:
        names = set(self.__dataclass_fields__)
        return {key: value for key, value in self.__dict__.items() if key in names}


def make_task(
    definition: Any,
    dataset: Dataset | None,
    parameters: Mapping[str, Any],
    *,
    draws: int,
    seed: int | np.random.Generator,
    uncertainty: Mapping[str, Any] | None = None,
    chains: Mapping[str, Any] | None = None,
    only: tuple[str, ...] | list[str] | None = None,
    design: pd.DataFrame | None = None,
) -> Task:
    """Check a call, and bring definition and data into a form that travels."""
    from mpindex.dataset.bundled import load

    found = find_definition(definition)
    if not hasattr(found, "model"):
        raise DefinitionError(
            f"{found.id} is a definition in Python, without a tree whose choices could be varied"
        )
    draws = draws if design is None else len(design)
    if isinstance(draws, bool) or not isinstance(draws, int | np.integer) or draws < 1:
        raise DefinitionError(f"draws must be a whole number of at least 1, not {draws!r}")
    chosen = None if only is None else tuple([only] if isinstance(only, str) else only)
    world = load() if dataset is None else dataset
    task = Task(
        found, world, dict(parameters), uncertainty, chains, _seed(seed), int(draws), design, chosen
    )  # fmt: skip
    _check_names(task)
    _check_design(task)
    return task


def _seed(seed: int | np.random.Generator) -> int:
    if isinstance(seed, np.random.Generator):
        return int(seed.integers(2**62))
    if isinstance(seed, bool) or not isinstance(seed, int | np.integer) or seed < 0:
        raise DefinitionError(f"seed must be a whole number of at least 0, or a Generator, not {seed!r}")
    return int(seed)


def _check_names(task: Task) -> None:
    found = task.replicates.factors
    if task.only is not None and len(found) < len(set(task.only)):
        every = [one.name for one in factors(task.replicates.base, task.uncertainty, task.chains)]
        wrong = next(name for name in task.only if name not in every)
        known = f"{suggest(wrong, every)} There are: {', '.join(every) or 'none'}"
        raise DefinitionError(f"{task.definition.id}: only: no factor {wrong!r}.{known}")
    if not found:
        raise DefinitionError(
            f"{task.definition.id} says nothing of what could reasonably vary; give uncertainty={{...}}"
        )


def _check_design(task: Task) -> None:
    """All faults of a design at once: columns that are no factor, numbers that no alternative has."""
    if task.design is None:
        return
    found = {factor.name: factor for factor in task.replicates.factors}
    faults = [
        f"no factor {name!r}.{suggest(str(name), found)} There are: {', '.join(found)}"
        for name in task.design
        if name not in found
    ]
    for name in [name for name in found if name in task.design]:
        factor, column = found[name], task.design[name].to_numpy()
        if isinstance(factor, Noise) or (isinstance(factor, Weights) and factor.kind != "sets"):
            faults.append(f"{name!r} is drawn and has no numbered alternatives; weights can be given as sets")
        elif isinstance(factor, Threshold):
            if not (np.issubdtype(column.dtype, np.number) and np.isfinite(column).all()):
                faults.append(f"{name!r} takes finite numbers")
        else:
            size = len(factor.sets) if isinstance(factor, Weights) else len(factor.labels)
            if not np.isin(column, np.arange(size)).all():
                faults.append(f"{name!r} takes whole numbers from 0 to {size - 1}")
    if faults:
        raise DefinitionError("\n".join(f"design: {fault}" for fault in faults))


# workers ---------------------------------------------------------------------

_TASKS: dict[bytes, Task] = {}  # in a worker: the task at hand, so that its plans are made once


def on_workers(task: Task, executor: Executor) -> Iterator[tuple[int, Tally]]:
    """Hand out blocks a few at a time; numbers of blocks and their tallies come back in order."""
    payload = pickle.dumps(task.slim())
    waiting: deque[Any] = deque()
    many = max(BLOCKS_A_PART, task.blocks // PARTS)
    for start in range(0, task.blocks, many):
        part = range(start, min(start + many, task.blocks))
        waiting.append((len(part), executor.submit(work, payload, part)))
        if len(waiting) == PARTS_AT_ONCE:  # results that wait take memory
            yield _fetched(waiting)
    while waiting:
        yield _fetched(waiting)


def _fetched(waiting: deque[Any]) -> tuple[int, Tally]:
    many, future = waiting.popleft()
    return many, future.result()


def work(payload: bytes, blocks: range) -> Tally:
    """Count some blocks of a pickled task."""
    if payload not in _TASKS:
        _TASKS.clear()
        _TASKS[payload] = pickle.loads(payload)
    task = _TASKS[payload]
    tally = task.empty()
    for block in blocks:
        task.count(block, tally)
    return tally
