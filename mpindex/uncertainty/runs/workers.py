"""Handing out the blocks of a run to the workers of an executor: the same counts, however many workers there are."""

from __future__ import annotations

import pickle
import secrets
import tempfile
import zlib
from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, wait
from pathlib import Path
from typing import TypeAlias

from mpindex.errors import OptionError
from mpindex.typing import Executor
from mpindex.uncertainty.counts.tallies import Tally
from mpindex.uncertainty.runs.task import Task

#: How many blocks are handed to a worker at a time, and how many parts wait to be done or fetched.
BLOCKS_A_PART = 4
PARTS_AT_ONCE = 32
#: Seconds in which workers that share this machine stop when a run is broken off; longer is not waited for them.
STOPPING = 10

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
    payload = packed(task)
    waiting: _Waiting = deque()
    stop = Path(tempfile.gettempdir(), f"mpindex-{secrets.token_hex(8)}.stop")
    try:
        for start in range(0, task.blocks, BLOCKS_A_PART):
            part = range(start, min(start + BLOCKS_A_PART, task.blocks))
            waiting.append((len(part), executor.submit(work, payload, part, stop)))
            if len(waiting) == PARTS_AT_ONCE:  # results that wait take memory
                yield _fetched(waiting)
        while waiting:
            yield _fetched(waiting)
    finally:
        _break_off([future for _, future in waiting], stop)


def packed(task: Task) -> bytes:
    """Return a task as it travels to a worker."""
    return zlib.compress(pickle.dumps(task.slim()))


def work(payload: bytes, blocks: range, stop: Path) -> Tally:
    """Count some blocks of a packed task, until a file says that the run has been broken off."""
    if payload not in _TASKS:
        _TASKS.clear()
        _TASKS[payload] = pickle.loads(zlib.decompress(payload))
    task = _TASKS[payload]
    tally = task.empty()

    def check() -> None:
        if stop.exists():
            raise KeyboardInterrupt

    task.count(blocks, tally, check)
    return tally


def _break_off(futures: list[Future[Tally]], stop: Path) -> None:
    """Take back what no worker has begun; tell those at work to stop, and wait until they have."""
    begun = [future for future in futures if not future.cancel()]
    if not begun:
        return
    try:
        stop.touch()
        wait(begun, STOPPING)
    finally:
        stop.unlink(missing_ok=True)


def _fetched(waiting: _Waiting) -> tuple[int, Tally]:
    many, future = waiting.popleft()
    return many, future.result()
