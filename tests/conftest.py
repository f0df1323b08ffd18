"""What several test modules share."""

from __future__ import annotations

import gc
import inspect
import os
import sys
from collections.abc import Callable
from itertools import product
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

# Each worker of pytest-xdist has a core: more threads would wait for each other. Before NumPy is imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import pytest
from hypothesis import settings

from mpindex.resources import folder

if TYPE_CHECKING:  # pandas takes half a second, which the process that hands out the tests does not need
    import pandas as pd

# What is compiled is kept, whatever the shell asks for: without it each worker compiles 700 files at each run, and each
# process that a test starts the library again. But not of mutants: two may be of one size and one second, and be mistaken.
if "MPINDEX_MUTANT" not in os.environ and os.environ.pop("PYTHONDONTWRITEBYTECODE", None):
    sys.dont_write_bytecode = False
# Nothing that the collection makes goes away before the end: see pytest_collection_finish.
gc.disable()

# How long an example takes says how busy the machine is, not whether the library is right. Where CI is set, or under
# --hypothesis-profile=thorough, more examples are tried than in daily work.
settings.register_profile("thorough", deadline=None)
settings.register_profile("daily", deadline=None, max_examples=40)
settings.load_profile("thorough" if os.environ.get("CI") else "daily")

TESTS = Path(__file__).parent
#: The publishers' files, no part of the project.
SOURCES = Path(os.environ.get("MPINDEX_SOURCES", TESTS.parents[1] / "shared" / "sources"))


# one test over many cases ----------------------------------------------------------


class Each(tuple[Any, ...]):
    """The cases of ``@pytest.mark.each(name, cases)``: one test that tries all of them and names those that fail.

    For small facts of the same kind, of which thousands would each cost more to report than to try.
    """

    __slots__ = ()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give the argument of ``each`` all its cases at once, or those of each group at once where they have names."""
    for mark in metafunc.definition.iter_markers("each"):
        name, cases = mark.args
        groups = cases if isinstance(cases, dict) else {f"each {name}": cases}
        metafunc.parametrize(name, [Each(group) for group in groups.values()], ids=list(groups))


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Call a test once for each case, and fail at the end with all that failed."""
    given = {name: pyfuncitem.funcargs[name] for name in inspect.signature(pyfuncitem.function).parameters}
    many = {name: cases for name, cases in given.items() if isinstance(cases, Each)}
    if not many:
        return None
    faults: list[tuple[dict[str, Any], BaseException]] = []
    for case in product(*many.values()):
        chosen = dict(zip(many, case, strict=True))
        try:
            pyfuncitem.obj(**given | chosen)
        except (Exception, pytest.fail.Exception) as fault:  # noqa: BLE001  (all are told at the end)
            faults.append((chosen, fault))
    if faults:
        lines = [f"{chosen}: {type(fault).__name__}: {str(fault)[:500]}" for chosen, fault in faults[:20]]
        raise AssertionError("\n".join([f"{len(faults)} cases fail:", *lines])) from faults[0][1]
    return True


def pytest_collection_finish(session: pytest.Session) -> None:
    """Look for circles again, but not in what the collection made: it stays to the end."""
    gc.freeze()
    gc.enable()


# what is run ------------------------------------------------------------------------


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark as slow what `slow.txt` lists; leave out what needs files that are not here, and benchmarks unless asked for."""
    mark_slow(items)
    put_slow_first(items)
    absent = {
        *(["sources"] if not SOURCES.is_dir() else []),
        *(["benchmark"] if config.getoption("benchmark_skip", False) else []),
    }
    left_out = [item for item in items if absent & set(getattr(item, "fixturenames", ()))]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        gone = set(left_out)
        items[:] = [item for item in items if item not in gone]


def pytest_report_collectionfinish() -> list[str]:
    """Say what was left out, and how to have it."""
    if SOURCES.is_dir():
        return []
    return ["the publishers' files are not here: tests that need them are left out (set MPINDEX_SOURCES)"]


def mark_slow(items: list[pytest.Item]) -> None:
    """Mark as slow what `slow.txt` lists, but for the witnesses, the lines that begin with ``!``."""
    lines = (TESTS / "slow.txt").read_text(encoding="utf-8").splitlines()
    slow = {line for line in lines if line and not line.startswith("#")}
    for item in items:
        home = next((place for place in (TESTS, TESTS.parent) if item.path.is_relative_to(place)), None)
        if home:
            file = item.path.relative_to(home).as_posix()
            folders = {f"{folder}/" for folder in PurePosixPath(file).parents}
            test = f"{file}::{getattr(item, 'originalname', item.name)}"
            if slow & {*folders, file, test} and not slow & {f"!{test}", f"!{file}::{item.name}"}:
                item.add_marker(pytest.mark.slow)


def put_slow_first(items: list[pytest.Item]) -> None:
    """Begin with the files that have slow tests, so that at the end no worker waits for one that began late."""
    files = {item.path for item in items if item.get_closest_marker("slow")}
    items.sort(key=lambda item: item.path not in files)


@pytest.fixture(scope="session")
def thorough() -> bool:
    """Whether all is tried, as where CI is set, or less of it, as in daily work."""
    return settings().max_examples >= settings.get_profile("thorough").max_examples


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder of publishers' files, no part of the project; tests that need it are left out without."""
    return SOURCES


@pytest.fixture
def publish(tmp_path: Path) -> Callable[[str, str], Path]:
    """Write a publisher's file and return its folder."""

    def write(name: str, text: str) -> Path:
        (tmp_path / name).write_text(text, encoding="utf-8")
        return tmp_path

    return write


@pytest.fixture
def workbook(tmp_path: Path) -> Callable[..., Path]:
    """Write a publisher's workbook, a frame per sheet, and return its folder."""
    import pandas as pd

    def write(name: str, **sheets: pd.DataFrame) -> Path:
        with pd.ExcelWriter(tmp_path / name) as writer:
            for sheet, table in sheets.items():
                table.to_excel(writer, sheet_name=sheet.replace("_", " "), index=False)
        return tmp_path

    return write


@pytest.fixture
def texts() -> Callable[..., pd.DataFrame]:
    """Make the Factbook's texts from (unit, field, subfield, text)."""
    import pandas as pd

    return lambda *rows: pd.DataFrame(list(rows), columns=["unit", "field", "subfield", "text"])


@pytest.fixture
def triples() -> Callable[..., list[tuple[str, int, float]]]:
    """Turn a tidy frame into (unit, year, value), of one indicator or of all."""

    def rows(frame: pd.DataFrame, indicator: str | None = None) -> list[tuple[str, int, float]]:
        table = frame if indicator is None else frame[frame["indicator"] == indicator]
        return list(table[["unit", "year", "value"]].itertuples(index=False, name=None))

    return rows


@pytest.fixture(scope="session")
def bundled() -> Callable[[str], pd.DataFrame]:
    """Read a table of `data/` by its path there."""
    import pandas as pd

    def read(name: str) -> pd.DataFrame:
        with folder("data").joinpath(*name.split("/")).open("rb") as file:
            return pd.read_csv(file, keep_default_na=False, na_values=[""])

    return read


@pytest.fixture(scope="session")
def factbook_texts(sources: Path) -> pd.DataFrame:
    """The texts of the Factbook's final edition."""
    from mpindex.readers import factbook

    return factbook.read_texts(sources / factbook.SOURCE)
