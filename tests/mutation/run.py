#!/usr/bin/env python3
"""Does a test notice when the code is wrong?

``python tests/mutation/run.py --sample 200 --seed 1 steps engine`` draws that many mutants over those parts of the package
(all of it by default), puts each into a copy of the project, and runs the tests that run the function changed: those beside
its module first, then the nearest and quickest, up to so many seconds. A mutant that no test notices is printed with its
place. What survives is a missing test, or a change that changes nothing: ``equivalent.txt`` lists those, with the reason.
"""

from __future__ import annotations

import argparse
import ast
import importlib
import multiprocessing
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from covering import ROOT, covering
from mutants import Mutant, mutants

EQUIVALENT = Path(__file__).with_name("equivalent.txt")
PARTS = ("mpindex", "indicators", "weights", "data", "notebooks", "docs", "tests")
PARTS += ("pyproject.toml", "README.md", "CHANGELOG.md", "CITATION.cff", "setup.py")
#: What neither a sample of changes nor a quick test can judge: publishers' files and compiled data need the sources.
LEFT_OUT = ("readers", "bundle", "services")
#: Imported once and passed on to the process that judges a mutant.
HEAVY = (
    "numpy",
    "pandas",
    "scipy.stats",
    "scipy.optimize",
    "matplotlib.pyplot",
    "yaml",
    "hypothesis",
    "openpyxl",
)


@dataclass(frozen=True)
class Trial:
    """A mutant of a file, the tests that may notice it in rounds, and how long they take."""

    file: Path
    mutant: Mutant
    rounds: list[list[str]]
    seconds: float

    @property
    def key(self) -> str:
        return key(self.file, self.mutant, (ROOT / self.file).read_text("utf-8"))


def modules(parts: list[str]) -> list[Path]:
    """Return the modules to change, relative to the project, in the order of their names."""
    files = sorted(
        path.relative_to(ROOT) for path in (ROOT / "mpindex").rglob("*.py") if path.name != "__main__.py"
    )
    chosen = [file for file in files if not set(file.parts) & set(LEFT_OUT)]
    if parts:
        chosen = [
            file for file in chosen if any(file.as_posix().startswith(f"mpindex/{part}") for part in parts)
        ]
    if not chosen:
        sys.exit(f"no module of mpindex lies under {', '.join(parts)}")
    return chosen


def draw(files: list[Path], sample: int, seed: int, kind: str | None) -> list[tuple[Path, Mutant]]:
    """Draw mutants without the known equivalents, the same for the same seed and code."""
    known = equivalents()
    every = []
    for file in files:
        source = (ROOT / file).read_text("utf-8")
        every += [
            (file, m)
            for m in mutants(source, figure="plots" in file.parts)
            if kind in (None, m.kind) and key(file, m, source) not in known
        ]
    return random.Random(seed).sample(every, min(sample, len(every)))


def equivalents() -> list[str]:
    """Return the lines of `equivalent.txt` without its comments."""
    lines = EQUIVALENT.read_text("utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def key(file: Path, mutant: Mutant, source: str) -> str:
    """Return a mutant's line in `equivalent.txt`: the changed line of code, so that it outlives edits above it."""
    return f"{file.as_posix()}: {mutant.apply(source).split(chr(10))[mutant.line - 1].strip()}"


def function_at(tree: ast.Module | ast.ClassDef, line: int) -> str | None:
    """Return the function of a module, or the method of a class, that a line belongs to."""
    for node in tree.body:
        if node.lineno <= line <= (node.end_lineno or 0):
            if isinstance(node, ast.FunctionDef):
                return node.name
            if isinstance(node, ast.ClassDef):
                method = function_at(node, line)
                return method and f"{node.name}.{method}"
    return None


def rounds(
    file: Path, mutant: Mutant, tests: dict[str, tuple[float, list[str]]], seconds: float
) -> list[list[str]]:
    """Return the tests of a mutant in rounds: those beside its module with its texts, then others that run the function."""
    function = function_at(ast.parse((ROOT / file).read_text("utf-8")), mutant.line)
    place = f"{file.as_posix()}::" + (function or "")
    folder = "/".join(["tests", *file.parts[1:-1], ""])
    beside = (f"{folder}test_{file.stem.replace('__init__', 'init')}.py::", f"{file.as_posix()}::")
    texts = tuple(f"[{name}]" for name in (*file.parts[1:-1], *(["tests"] if len(file.parts) == 2 else [])))
    running = {
        test
        for test, (_, names) in tests.items()
        if any(name == place if function else name.startswith(place) for name in names)
    }
    nearest = sorted(
        (test for test in tests if test.startswith(beside) or any(name in test for name in texts)),
        key=lambda test: (test not in running, tests[test][0]),
    )
    others = sorted(running - set(nearest), key=lambda test: (not test.startswith(folder), tests[test][0]))
    return [list(by_file(within(part, tests, seconds))) for part in (nearest, others) if part]


def within(names: list[str], tests: dict[str, tuple[float, list[str]]], seconds: float) -> Iterator[str]:
    """Yield tests as long as they take less than so many seconds together."""
    for name in names:
        seconds -= tests[name][0]
        if seconds < 0:
            return
        yield name


def by_file(names: Iterator[str]) -> Iterator[str]:
    """Yield tests file by file, so that what a file shares is made once."""
    files = defaultdict(list)
    for name in names:
        files[name.partition("::")[0]].append(name)
    for part in files.values():
        yield from part


class Chosen:
    """A plugin that keeps the chosen tests, in their order."""

    def __init__(self, names: list[str]) -> None:
        self.order = {name: place for place, name in enumerate(names)}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        items[:] = sorted(
            (item for item in items if item.nodeid in self.order), key=lambda item: self.order[item.nodeid]
        )


def prepare(place: str) -> None:
    """Give a worker a copy of the project, and what its tests import from elsewhere."""
    copy = Path(place, str(os.getpid()))
    for part in PARTS:
        (copy / part).parent.mkdir(parents=True, exist_ok=True)
        (shutil.copytree if (ROOT / part).is_dir() else shutil.copy)(ROOT / part, copy / part)
    os.environ |= {"PYTHONPATH": str(copy), "MPLBACKEND": "Agg", "OMP_NUM_THREADS": "1"}
    os.environ |= {"MPINDEX_MUTANT": "1", "PYTHONDONTWRITEBYTECODE": "1"}  # see tests/conftest.py
    sys.path[:] = [str(copy), *(path for path in sys.path if Path(path).resolve() != ROOT)]
    for name in HEAVY:
        importlib.import_module(name)
    os.chdir(copy)


def noticed(trial: Trial) -> bool:
    """Whether a test fails with the mutant in this worker's copy; a run that takes too long counts as noticed."""
    source = (ROOT / trial.file).read_text("utf-8")
    trial.file.write_text(trial.mutant.apply(source), encoding="utf-8")
    try:
        return any(fails(tests, 30 + 5 * trial.seconds) for tests in trial.rounds)
    finally:
        trial.file.write_text(source, encoding="utf-8")


def fails(tests: list[str], seconds: float) -> bool:
    """Run tests in a process of their own, which starts with all libraries but ours imported."""
    child = os.fork()
    if child == 0:
        status = 70
        with suppress(BaseException):
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            sys.dont_write_bytecode = True
            files = dict.fromkeys(test.partition("::")[0] for test in tests)
            status = pytest.main(["-x", "-q", "-p", "no:cacheprovider", *files], plugins=[Chosen(tests)])
        os._exit(status)
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return os.waitstatus_to_exitcode(status) not in (0, 5)  # 5: no test collected
        time.sleep(0.02)
    os.kill(child, 9)
    os.waitpid(child, 0)
    return True


def main() -> None:
    """Draw, run, and print what survived and the score by part."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="steps, engine, uncertainty/runs ...")
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=float, default=30, help="how long a round of tests may take")
    parser.add_argument("--kind", choices=["formula", "message", "look"])
    parser.add_argument("--map", type=Path, default=ROOT / ".mutation.json", help="which test runs what")
    given = parser.parse_args()
    tests = covering(given.map, given.workers)
    chosen = draw(modules(given.parts), given.sample, given.seed, given.kind)
    trials = [
        Trial(file, mutant, rounds(file, mutant, tests, given.seconds), given.seconds)
        for file, mutant in chosen
    ]
    with tempfile.TemporaryDirectory() as place, workers(given.workers, place) as pool:
        results = list(zip(trials, report(trials, pool.map(noticed, trials)), strict=True))
    summary(results)


def workers(number: int, place: str) -> ProcessPoolExecutor:
    """Return processes that each have a copy of the project."""
    context = multiprocessing.get_context("fork")
    return ProcessPoolExecutor(number, mp_context=context, initializer=prepare, initargs=(place,))


def report(trials: list[Trial], killed: Iterator[bool]) -> Iterator[bool]:
    """Print each survivor as soon as it is known."""
    for trial, dead in zip(trials, killed, strict=True):
        if not dead:
            tested = sum(map(len, trial.rounds))
            place = f"{trial.file}:{trial.mutant.line} ({trial.mutant.kind}, {tested} tests)"
            print(f"\n{place}\n{trial.mutant}\n{trial.key}", flush=True)
        yield dead


def summary(results: list[tuple[Trial, bool]]) -> None:
    """Print the score by part and kind."""
    tried: Counter[tuple[str, str]] = Counter()
    killed: Counter[tuple[str, str]] = Counter()
    for trial, dead in results:
        for part in (trial.file.parts[1], "all"):
            tried[part, trial.mutant.kind] += 1
            killed[part, trial.mutant.kind] += dead
    print("\npart, kind, killed of tried")
    for part, kind in sorted(tried):
        share = killed[part, kind] / tried[part, kind]
        print(f"{part:14} {kind:8} {killed[part, kind]:4} of {tried[part, kind]:4} {share:5.0%}")


if __name__ == "__main__":
    main()
