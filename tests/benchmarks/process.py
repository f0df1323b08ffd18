"""A question asked at the command line, as a process, beside one that only imports pandas.

    python tests/benchmarks/process.py [ARGUMENT ...] [--processes 15]

The arguments are those of ``mpindex`` (``where KAZ`` by default). CPU time, user and system, on one BLAS thread, with the
bytecode cached; the two take turns, and the median of their ratios is printed. Nothing here asserts a time.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys

PANDAS = ("-c", "import pandas")


def seconds(*arguments: str) -> float:
    """CPU time of a Python process."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run([sys.executable, *arguments], env=environment, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("arguments", nargs="*", default=["where", "KAZ"], metavar="ARGUMENT")
    parser.add_argument("--processes", type=int, default=15)
    given = parser.parse_args()
    question = ("-m", "mpindex", *given.arguments)
    seconds(*question)
    runs = [(seconds(*question), seconds(*PANDAS)) for _ in range(given.processes)]
    ratios = [asked / imported for asked, imported in runs]
    asked, imported = (statistics.median(times) for times in zip(*runs, strict=True))
    print(
        f"mpindex {' '.join(given.arguments)}: {asked:.3f} s, import pandas {imported:.3f} s:"
        f" {statistics.median(ratios):.2f} times ({min(ratios):.2f} to {max(ratios):.2f})"
    )


if __name__ == "__main__":
    main()
