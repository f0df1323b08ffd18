"""Handing out the blocks of a run to the workers of an executor: the same counts, however many workers there are."""

from __future__ import annotations

import pickle
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from typing import TypeAlias

from mpindex.errors import OptionError
from mpindex.typing import Executor
from mpindex.uncertainty.tallies import Tally
from mpindex.uncertainty.task import Task

#: Least number of blocks handed to a worker at a time; many parts of a run; how many of them wait to be done or fetched.
BLOCKS_A_PART = 4
PARTS = 128
PARTS_AT_ONCE = 32

_Waiting: TypeAlias = "deque[tuple[int, Future[Tally]]]"

_TASKS: dict[bytes, Task] = {}  # in a worker: the task at hand, so that its plans are made once


def require_executor(value: object) -> None:
    """Raise an OptionError if a value is neither None nor something that work can be submitted to."""
    if value is not None and (isinstance(value, type) or not callable(getattr(value, "submit", None))):
        raise OptionError(
            "executor is an executor of concurrent.futures, as in executor=ProcessPoolExecutor(4), a Dask client's"
            f" get_executor(), or None; not {value!r}"
        )


def on_workers(task: Task, executor: Executor) -> Iterator[tuple[int, Tally]]:
    """Hand out blocks a few at a time; numbers of blocks and their tallies come back in order."""
    payload = pickle.dumps(task.slim())
    waiting: _Waiting = deque()
    many = max(BLOCKS_A_PART, task.blocks // PARTS)
    for start in range(0, task.blocks, many):
        part = range(start, min(start + many, task.blocks))
        waiting.append((len(part), executor.submit(work, payload, part)))
        if len(waiting) == PARTS_AT_ONCE:  # results that wait take memory
            yield _fetched(waiting)
    while waiting:
        yield _fetched(waiting)


def work(payload: bytes, blocks: range) -> Tally:
    """Count some blocks of a pickled task."""
    if payload not in _TASKS:
        _TASKS.clear()
        _TASKS[payload] = pickle.loads(payload)
    task = _TASKS[payload]
    tally = task.empty()
    task.count(blocks, tally)
    return tally


def _fetched(waiting: _Waiting) -> tuple[int, Tally]:
    many, future = waiting.popleft()
    return many, future.result()
