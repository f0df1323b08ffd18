"""A clock on the side for what takes over two seconds and shows no bar of its own."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

#: So long nothing is shown; so often it moves, in seconds.
PATIENCE, STEP = 2.0, 0.5


@contextmanager
def clock(name: str, *, shown: bool | None = None, patience: float = PATIENCE) -> Iterator[None]:
    """Show how long a command has been at work, on standard error, until it is done.

    Parameters
    ----------
    name : str
        What is at work.
    shown : bool, optional
        By default only where standard error is a terminal.
    patience : float
        Seconds before anything is shown.
    """
    if not (sys.stderr.isatty() if shown is None else shown):
        yield
        return
    done = threading.Event()
    thread = threading.Thread(target=_tick, args=(name, done, patience), daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()


def _tick(name: str, done: threading.Event, patience: float) -> None:
    if done.wait(patience):
        return
    from tqdm import tqdm

    with tqdm(desc=name, bar_format="{desc}: at work for {elapsed}", leave=False, file=sys.stderr) as bar:
        while not done.wait(STEP):
            bar.update(1)
