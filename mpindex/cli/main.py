"""The command line: answers of the library as text for people, or as CSV or JSON for programs.

Exit status: 0 all right; 1 what was checked is wrong; 2 a wrong call, such as an unknown country.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Sequence
from typing import Any

from mpindex.cli.parser import parser
from mpindex.cli.speech import spoken
from mpindex.errors import MpindexError

RIGHT, MISUSED, INTERRUPTED = 0, 2, 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace")  # type: ignore[union-attr]
    options = parser().parse_args(arguments)
    try:
        with warnings.catch_warnings():
            warnings.showwarning = _show_warning
            status, text = options.command(options)
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


def _show_warning(message: Warning | str, *where: Any, **also: Any) -> None:
    """Print a warning as a person reads it: what it says, not where in the code."""
    print(f"mpindex: {message}", file=sys.stderr)
