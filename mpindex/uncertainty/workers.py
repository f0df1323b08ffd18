"""Handing out the blocks of a run to the workers of an executor: the same counts, however many workers there are."""

from __future__ import annotations

import pickle
import secrets
import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future
from typing import TypeAlias

from mpindex.errors import OptionError
from mpindex.typing import Executor
from mpindex.uncertainty.tallies import Tally
from mpindex.uncertainty.task import Task

#: How many blocks are handed to a worker at a time: a run that is broken off waits for the parts at hand. And how many parts
#: wait to be done or fetched.
BLOCKS_A_PART = 4
PARTS_AT_ONCE = 32

_Waiting: TypeAlias = "deque[tuple[int, Future[Tally]]]"

_BROKEN_OFF: set[bytes] = (
    set()
)  # in a worker: runs of which it was told to stop, with parts of them still to come
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
    payload = packed(task)
    waiting: _Waiting = deque()
    run = secrets.token_bytes(8)
    try:
        for start in range(0, task.blocks, BLOCKS_A_PART):
            part = range(start, min(start + BLOCKS_A_PART, task.blocks))
            waiting.append((len(part), executor.submit(work, payload, part, run)))
            if len(waiting) == PARTS_AT_ONCE:  # results that wait take memory
                yield _fetched(waiting)
        while waiting:
            yield _fetched(waiting)
    finally:  # where the run is broken off, nobody waits for the rest
        for _, future in waiting:
            future.cancel()


def packed(task: Task) -> bytes:
    """Return a task as it travels to a worker."""
    return zlib.compress(pickle.dumps(task.slim()))


def work(payload: bytes, blocks: range, run: bytes) -> Tally:
    """Count some blocks of a packed task, unless its run has been broken off here."""
    if run in _BROKEN_OFF:
        raise KeyboardInterrupt
    try:
        return _counted(payload, blocks)
    except KeyboardInterrupt:
        _BROKEN_OFF.add(run)
        raise


def _counted(payload: bytes, blocks: range) -> Tally:
    if payload not in _TASKS:
        _TASKS.clear()
        _TASKS[payload] = pickle.loads(zlib.decompress(payload))
    task = _TASKS[payload]
    tally = task.empty()
    task.count(blocks, tally)
    return tally


def _fetched(waiting: _Waiting) -> tuple[int, Tally]:
    many, future = waiting.popleft()
    return many, future.result()
