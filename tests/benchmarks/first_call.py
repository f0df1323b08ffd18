"""Calls as a user meets them: each the first of its process, beside bare NumPy of the same size in the same process.

    python tests/benchmarks/first_call.py [CASE ...] [--processes 12] [--against PYTHON]

Process CPU time on one BLAS thread, medians over fresh processes; half of them run the bare counterpart first. With
``--against`` the same cases run in turn on the library of another environment. Modules are imported before the clock
starts. Nothing here asserts a time.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd

import mpindex as mp
from mpindex.steps import band

UNITS, INDICATORS, DRAWS = 195, 40, 10_000
FLAT = {f"i{j}": 1 for j in range(INDICATORS)}
TREE = {f"d{d}": {"of": {f"i{8 * d + j}": 1 for j in range(8)}} for d in range(5)}
BY_RANK = [{"great": {"rank": [1, 5]}}, {"middle": {"rank": [6, 36]}}, {"small": {}}]
BY_SCORE = [{"great": {"score": {"min": 53}}}, {"middle": {"score": {"min": 50}}}, {"small": {}}]
HEADLINES = ("capability", "behavioural", "regional", "rankings")

#: What is measured, and its bare counterpart where there is one.
Case = tuple[Callable[[], object], Callable[[], object] | None]


def values(units: int, indicators: int = INDICATORS) -> np.ndarray:
    return 1 + 99 * np.random.default_rng(1).random((units, indicators))


def dataset(x: np.ndarray, **columns: object) -> mp.Dataset:
    frame = pd.DataFrame(x, columns=[f"i{j}" for j in range(x.shape[1])]).assign(**columns)
    frame.insert(0, "unit", [f"u{i}" for i in range(len(x))])
    return mp.read(frame, units="free", groups=list(columns) or None)


def definition(**changes: object) -> mp.Definition:
    return mp.definition({"id": "flat", "normalise": "none", "tree": FLAT, **changes})


def robustness(units: int = UNITS, draws: int = DRAWS, tree: dict = FLAT, bands: object = BY_RANK) -> Case:
    """Ranks and bands of draws of weights beside Dirichlet draws, their matrix product and argsort."""
    indicators = INDICATORS if tree is TREE else len(tree)
    x, varied = values(units, indicators), {"weights": {"uniform": True}}
    spec, world = definition(tree=tree, bands=bands, uncertainty=varied), dataset(x)
    run = mp.robustness

    def ours() -> object:
        result = run(spec, world, draws=draws, seed=1)
        return result.ranks, result.bands

    def bare() -> object:
        weights = np.random.default_rng(1).dirichlet(np.ones(indicators), draws)
        return np.argsort(weights @ x.T, axis=-1)

    return ours, bare


def imputation_by_group(units: int = 6000) -> Case:
    """`apply` with gaps filled from the unit's group, beside the mean of all."""
    x = values(units)
    x[np.random.default_rng(2).random(x.shape) < 0.06] = np.nan
    world = dataset(x, region=[f"r{i % 50}" for i in range(units)])
    _ = mp.Index  # its modules are imported before the clock starts
    grouped, plain = definition(impute={"mean": {"among": "region"}}), definition(impute="mean")
    return (lambda: grouped.apply(world).table), (lambda: plain.apply(world).table)


def natural_breaks(units: int = 6000) -> Case:
    """Classes of one draw."""
    scores = values(units)[:, 0]
    return (lambda: band.natural_breaks(scores, classes=4)), None


def headline(name: str) -> Case:
    run, world = mp.robustness, mp.load()
    return (lambda: run(name, world).ranks), None


def verdict() -> Case:
    ask, world = mp.verdict, mp.load()
    return (lambda: ask("KAZ", dataset=world)), None


CASES: dict[str, Callable[[], Case]] = {
    "flat": robustness,
    "tree": lambda: robustness(tree=TREE),
    "score": lambda: robustness(bands=BY_SCORE),
    "many units": lambda: robustness(20_000, 1000),
    "10 x units": lambda: robustness(10 * UNITS),
    "10 x indicators": lambda: robustness(tree={f"i{j}": 1 for j in range(10 * INDICATORS)}),
    "10 x draws": lambda: robustness(draws=10 * DRAWS),
    "imputation by group": imputation_by_group,
    "natural breaks": natural_breaks,
    **{name: lambda name=name: headline(name) for name in HEADLINES},
    "verdict": verdict,
}


def measure(name: str, bare_first: bool) -> dict[str, float]:
    """Time a case and its counterpart, in this process and now, in seconds; and the peak of memory in MiB."""
    ours, bare = CASES[name]()
    calls = {"ours": ours} if bare is None else {"ours": ours, "bare": bare}
    result = {}
    for key in reversed(calls) if bare_first else calls:
        start = time.process_time()
        calls[key]()
        result[key] = time.process_time() - start
        if key == "ours" and not bare_first:
            result["peak"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return result


def in_a_process(name: str, bare_first: bool, python: str | None = None) -> dict[str, float]:
    """Measure in a fresh process: of this library, or of the one that another Python has."""
    paths = {} if python else {"PYTHONPATH": str(Path(mp.__file__).parents[1])}
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    environment |= {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", **paths}
    command = [python or sys.executable, __file__, name, "--here", str(int(bare_first))]
    with tempfile.TemporaryDirectory() as folder:
        answer = subprocess.run(
            command, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True, check=True
        )
    return json.loads(answer.stdout)


def line(name: str, processes: int, against: str | None) -> str:
    """Measure a case in several processes, and say what came out."""
    runs = [in_a_process(name, bool(i % 2)) for i in range(processes)]
    others = [in_a_process(name, bool(i % 2), against) for i in range(processes)] if against else []
    ours = statistics.median(run["ours"] for run in runs)
    parts = [f"{name:20s} {ours * 1e3:8.1f} ms", f"{max(run.get('peak', 0) for run in runs):6.0f} MiB"]
    if "bare" in runs[0]:
        ratios = [run["ours"] / run["bare"] for run in runs]
        parts.append(f"{statistics.median(ratios):5.2f} x bare ({min(ratios):.2f} to {max(ratios):.2f})")
    if others:
        other = statistics.median(run["ours"] for run in others)
        parts.append(f"{ours / other:5.2f} x the other library ({other * 1e3:.1f} ms)")
    return "  ".join(parts)


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("cases", nargs="*", metavar="CASE", help=", ".join(CASES))
    parser.add_argument("--processes", type=int, default=12)
    parser.add_argument("--against", metavar="PYTHON", help="of an environment with another mpindex")
    parser.add_argument("--here", type=int, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if unknown := [name for name in given.cases if name not in CASES]:
        parser.error(f"no such case: {', '.join(unknown)}; there are {', '.join(CASES)}")
    if given.here is not None:
        print(json.dumps(measure(given.cases[0], bool(given.here))))
        return
    for name in given.cases or CASES:
        print(line(name, given.processes, given.against), flush=True)


if __name__ == "__main__":
    main()
