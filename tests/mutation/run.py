#!/usr/bin/env python3
"""Does a test notice when the code is wrong?

``python tests/mutation/run.py --sample 200 --seed 1 steps engine`` draws that many mutants over those parts of the package
(all of it by default), puts each into a copy of the project, and runs the tests beside the module changed: its own file,
then those of its folder and those that import it. A mutant that no test notices is printed with its place. What survives
is a missing test, or a change that changes nothing: ``equivalent.txt`` lists those, with the reason.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import Queue

from mutants import Mutant, mutants

ROOT = Path(__file__).resolve().parents[2]
EQUIVALENT = Path(__file__).with_name("equivalent.txt")
PARTS = ("mpindex", "indicators", "weights", "data", "tests", "pyproject.toml", "README.md", "setup.py")
#: What neither a sample of changes nor a quick test can judge: publishers' files and compiled data need the sources.
LEFT_OUT = ("readers", "bundle", "services")


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


def tests_of(module: Path) -> list[list[str]]:
    """Return the tests in rounds: the module's examples and the file beside it, then its folder and who imports it."""
    folder = Path("tests", *module.parts[1:-1])
    name = ".".join(module.with_suffix("").parts)
    first = [module, *(path for path in [folder / f"test_{module.name}"] if (ROOT / path).exists())]
    tests = [path.relative_to(ROOT) for path in sorted((ROOT / "tests").rglob("test_*.py"))]
    second = [
        path
        for path in tests
        if path not in first and (path.parent == folder or name in (ROOT / path).read_text("utf-8"))
    ]
    return [[path.as_posix() for path in paths] for paths in (first, second) if paths]


def draw(files: list[Path], sample: int, seed: int) -> list[tuple[Path, Mutant]]:
    """Draw mutants without the known equivalents, the same for the same seed and code."""
    known = {line for line in EQUIVALENT.read_text("utf-8").splitlines() if line and not line.startswith("#")}
    every = [(file, mutant) for file in files for mutant in mutants((ROOT / file).read_text("utf-8"))]
    every = [(file, mutant) for file, mutant in every if key(file, mutant) not in known]
    return random.Random(seed).sample(every, min(sample, len(every)))


def key(file: Path, mutant: Mutant) -> str:
    """Return a mutant's line in `equivalent.txt`; it names no line number, so that it outlives edits above it."""
    return f"{file.as_posix()}: {' '.join(mutant.before.split())} -> {' '.join(mutant.text.split())}"


def noticed(copy: Path, file: Path, mutant: Mutant, seconds: int) -> bool:
    """Whether a test fails with the mutant in a copy of the project; a run that takes too long counts as noticed."""
    source = (ROOT / file).read_text("utf-8")
    (copy / file).write_text(mutant.apply(source), encoding="utf-8")
    try:
        return any(fails(copy, tests, seconds) for tests in tests_of(file))
    finally:
        (copy / file).write_text(source, encoding="utf-8")


def fails(copy: Path, tests: list[str], seconds: int) -> bool:
    command = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-m", "not slow", *tests]
    environment = {**os.environ, "PYTHONPATH": str(copy), "MPLBACKEND": "Agg", "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            command, cwd=copy, env=environment, capture_output=True, timeout=seconds, check=False
        )
    except subprocess.TimeoutExpired:
        return True
    return done.returncode not in (0, 5)  # 5: no test collected


def copies(number: int, place: Path) -> Queue[Path]:
    """Return as many copies of the project as workers."""
    queue: Queue[Path] = Queue()
    for worker in range(number):
        target = place / str(worker)
        for part in PARTS:
            source = ROOT / part
            (shutil.copytree if source.is_dir() else shutil.copy)(source, _parent(target / part))
        queue.put(target)
    return queue


def _parent(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    return path


def main() -> None:
    """Draw, run, and print what survived and the score by part."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("parts", nargs="*", metavar="PART", help="steps, engine, uncertainty/task.py ...")
    parser.add_argument("--sample", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seconds", type=int, default=300, help="the longest a round of tests may take")
    parser.add_argument("--kind", choices=["formula", "message"])
    given = parser.parse_args()
    chosen = [
        (file, m) for file, m in draw(modules(given.parts), 10**9, given.seed) if given.kind in (None, m.kind)
    ]
    chosen = chosen[: given.sample]
    killed: Counter[tuple[str, str]] = Counter()
    tried: Counter[tuple[str, str]] = Counter()
    with tempfile.TemporaryDirectory() as place, ThreadPoolExecutor(given.workers) as pool:
        queue = copies(given.workers, Path(place))

        def judge(file: Path, mutant: Mutant) -> None:
            copy = queue.get()
            try:
                alive = not noticed(copy, file, mutant, given.seconds)
            finally:
                queue.put(copy)
            place = (file.parts[1], mutant.kind)
            tried[place] += 1
            killed[place] += not alive
            if alive:
                print(f"\n{file}:{mutant.line} ({mutant.kind})\n{mutant}\n{key(file, mutant)}", flush=True)

        for done in [pool.submit(judge, file, mutant) for file, mutant in chosen]:
            done.result()
    print("\npart, kind, killed of tried")
    for part, kind in sorted(tried):
        print(f"{part:14} {kind:8} {killed[part, kind]:4} of {tried[part, kind]:4}")
    for kind in ("formula", "message"):
        total = sum(n for (_, k), n in tried.items() if k == kind)
        if total:
            share = sum(n for (_, k), n in killed.items() if k == kind) / total
            print(f"{'all':14} {kind:8} {share:.0%} of {total}")


if __name__ == "__main__":
    main()
