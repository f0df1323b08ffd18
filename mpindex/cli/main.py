"""The command line: answers of the library as text for people, as tables for programs, as files.

Exit status: 0 all right; 1 what was checked is wrong; 2 a wrong call, such as an unknown country; 130 interrupted.
"""

from __future__ import annotations

import argparse
import atexit
import gc
import os
import sys
import warnings
from collections.abc import Sequence
from contextlib import nullcontext
from typing import Any

from mpindex.cli.parser import parse, parser
from mpindex.cli.progress import clock
from mpindex.cli.speech import spoken
from mpindex.cli.verbs import VERBS
from mpindex.errors import MpindexError

RIGHT, MISUSED, INTERRUPTED = 0, 2, 130

# What a call makes mostly lives until its end: to look for circles at every 700th object finds next to nothing, and is a
# thirtieth of the time of a short call.
gc.set_threshold(100_000)
# When the process ends the system takes its memory: that Python first looks through all of it for circles, several times
# over, is a tenth of the time of a short call.
atexit.register(gc.freeze)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    try:
        options = parse(arguments)
        with warnings.catch_warnings():
            warnings.showwarning = _show_warning
            status, text = run(options)
        if text:
            print(text, flush=True)
    except BrokenPipeError:
        # The reader (`head`, say) has had enough; Python's own flush at exit must not complain about it.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return RIGHT
    except (MpindexError, OSError) as fault:
        print(f"mpindex: {spoken(str(fault))}", file=sys.stderr)
        return MISUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    return int(status)


def run(options: argparse.Namespace) -> tuple[int, str]:
    """Return the exit status of a call, and what it prints.

    Parameters
    ----------
    options : Namespace
        The call, read.
    """
    if options.verb is None:
        from mpindex.cli.completion import script

        return RIGHT, script(parser(), options.print_completion)
    from mpindex.cli.answering import answered
    from mpindex.cli.checking import check

    verb = VERBS[options.verb]
    if verb.name == "check":
        return check(options)
    with clock(f"mpindex {verb.name}") if verb.slow else nullcontext():
        return RIGHT, answered(verb, options)


def _show_warning(message: Warning | str, *where: Any, **also: Any) -> None:
    """Print a warning as a person reads it: what it says, not where in the code."""
    print(f"mpindex: {message}", file=sys.stderr)
