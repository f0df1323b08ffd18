"""``python -m mpindex.bundle SOURCES_DIR [--out DIR]``: compiles the bundled tables from their files."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from mpindex.bundle import build
from mpindex.errors import MpindexError

DATA = Path(__file__).resolve().parents[2] / "data"


def main(arguments: Sequence[str] | None = None) -> int:
    """Compile and report how many rows were written; 1 if a file is missing or a value wrong."""
    parser = argparse.ArgumentParser(prog="python -m mpindex.bundle", description=__doc__)
    parser.add_argument(
        "sources", metavar="SOURCES_DIR", type=Path, help="a folder with one folder per source"
    )
    parser.add_argument(
        "--out", metavar="DIR", type=Path, default=DATA, help="where to write (default: %(default)s)"
    )
    options = parser.parse_args(arguments)
    try:
        frame = build.build(options.sources, options.out)
    except (MpindexError, OSError) as fault:
        print(fault, file=sys.stderr)
        return 1
    print(f"{len(frame):,} values of {frame['indicator'].nunique()} indicators written to {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
