"""Which functions of the package each test runs: a pytest plugin that writes it down, and the map made of that.

Functions are named, not numbered by line, so that a map outlives edits. What a fixture runs counts for every test that asks
for it, and what ran in an earlier test (a cache) only for that one: the tests beside a module are always added.
"""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
#: Tests of the surroundings: they build wheels, start browsers and clusters, or read sources instead of running them.
LEFT_OUT = ("benchmarks", "docs", "bundle", "readers", "mutation", "plugin_example", "workers")
LEFT_OUT += ("packaging", "plugins", "import_cost", "architecture", "browser", "examples")


class Recorder:
    """The functions of the package called since it was last read."""

    def __init__(self, package: Path) -> None:
        self.package = f"{package}{os.sep}"
        self.names: dict[CodeType, str | None] = {}
        self.called: set[str] = set()

    def __call__(self, frame: FrameType, event: str, argument: object) -> None:
        code = frame.f_code
        if code not in self.names:
            file = code.co_filename
            inside = file.startswith(self.package) and code.co_name not in ("<module>", "<lambda>")
            path = Path(file).relative_to(Path(self.package).parent).as_posix() if inside else ""
            self.names[code] = f"{path}::{code.co_qualname.partition('.<locals>')[0]}" if inside else None
        name = self.names[code]
        if name is not None:
            self.called.add(name)


RECORDER = Recorder(ROOT / "mpindex")
FIXTURES: dict[str, set[str]] = defaultdict(set)
TESTS: dict[str, tuple[float, list[str]]] = {}


def pytest_configure(config: pytest.Config) -> None:
    sys.settrace(RECORDER)  # type: ignore[arg-type]  # returns no tracer of lines
    threading.settrace(RECORDER)  # type: ignore[arg-type]


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup(fixturedef: Any, request: Any) -> Iterator[None]:
    before, RECORDER.called = RECORDER.called, set()
    try:
        return (yield)
    finally:
        FIXTURES[fixturedef.argname] |= RECORDER.called
        RECORDER.called |= before


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    RECORDER.called = set()
    sys.settrace(RECORDER)  # type: ignore[arg-type]  # a test may have taken it away
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[Any]:
    report = yield
    if report.when == "call" and report.passed:
        asked = (FIXTURES[name] for name in getattr(item, "fixturenames", ()))
        TESTS[item.nodeid] = (call.duration, sorted(RECORDER.called.union(*asked)))
    return report


def pytest_sessionfinish(session: pytest.Session) -> None:
    if "MPINDEX_COVERING" in os.environ:
        Path(os.environ["MPINDEX_COVERING"]).write_text(json.dumps(TESTS), encoding="utf-8")


def test_files() -> list[str]:
    """Return the files whose tests and examples can judge a change, relative to the project."""
    files = [*(ROOT / "tests").rglob("test_*.py"), *(ROOT / "mpindex").rglob("*.py")]
    paths = sorted(file.relative_to(ROOT) for file in files)
    return [
        path.as_posix()
        for path in paths
        if not {*path.parts[:-1], path.stem.removeprefix("test_")} & set(LEFT_OUT)
        and (path.parts[0] == "tests" or ">>> " in (ROOT / path).read_text("utf-8"))
    ]


def covering(file: Path, workers: int) -> dict[str, tuple[float, list[str]]]:
    """Read the map of a file, after running the test files that changed since it was written; return it by test."""
    known = json.loads(file.read_text("utf-8")) if file.exists() else {}
    hashes = {path: hashlib.sha256((ROOT / path).read_bytes()).hexdigest() for path in test_files()}
    stale = [path for path, digest in hashes.items() if known.get(path, {}).get("hash") != digest]
    if stale:
        print(f"looking which functions the tests of {len(stale)} files run", flush=True)
    with ThreadPoolExecutor(workers) as pool:
        runs = list(pool.map(run, [stale[place::workers] for place in range(workers)]))
    for path in stale:
        known[path] = {"hash": hashes[path], "tests": {}}
    for tests in runs:
        for test, (seconds, functions) in tests.items():
            known[test.partition("::")[0]]["tests"][test] = (seconds, functions)
    known = {path: known[path] for path in hashes}
    file.write_text(json.dumps(known), encoding="utf-8")
    return {test: tuple(entry) for part in known.values() for test, entry in part["tests"].items()}


def run(paths: list[str]) -> dict[str, tuple[float, list[str]]]:
    """Run test files and return, of each test that passed, its seconds and the functions it ran."""
    if not paths:
        return {}
    with tempfile.TemporaryDirectory() as place:
        target = Path(place, "tests.json")
        here = os.pathsep.join([str(ROOT), str(Path(__file__).parent)])
        environment = {**os.environ, "PYTHONPATH": here, "MPINDEX_COVERING": str(target), "MPLBACKEND": "Agg"}
        command = [sys.executable, "-m", "pytest", "-q", "-p", "covering", "-p", "no:cacheprovider", *paths]
        subprocess.run(command, cwd=ROOT, env=environment, check=False, stdout=subprocess.DEVNULL)
        return dict(json.loads(target.read_text("utf-8")))
