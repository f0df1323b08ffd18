"""What several test modules share."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import settings

from mpindex.readers import factbook
from mpindex.resources import folder

# How long an example takes says how busy the machine is, not whether the library is right.
settings.register_profile("mpindex", deadline=None)
settings.load_profile("mpindex")

TESTS = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark as slow what `slow.txt` lists."""
    lines = (TESTS / "slow.txt").read_text(encoding="utf-8").splitlines()
    slow = {line for line in lines if not line.startswith("#")}
    for item in items:
        if item.path.is_relative_to(TESTS):
            file = item.path.relative_to(TESTS).as_posix()
            if slow & {file, f"{file}::{getattr(item, 'originalname', item.name)}"}:
                item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder of publishers' files, no part of the project; tests that need it are skipped without."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "sources"
    folder = Path(os.environ.get("MPINDEX_SOURCES", beside))
    if not folder.is_dir():
        pytest.skip("the publishers' files are not here (set MPINDEX_SOURCES)")
    return folder


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

    def write(name: str, **sheets: pd.DataFrame) -> Path:
        with pd.ExcelWriter(tmp_path / name) as writer:
            for sheet, table in sheets.items():
                table.to_excel(writer, sheet_name=sheet.replace("_", " "), index=False)
        return tmp_path

    return write


@pytest.fixture
def texts() -> Callable[..., pd.DataFrame]:
    """Make the Factbook's texts from (unit, field, subfield, text)."""
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

    def read(name: str) -> pd.DataFrame:
        with folder("data").joinpath(*name.split("/")).open("rb") as file:
            return pd.read_csv(file, keep_default_na=False, na_values=[""])

    return read


@pytest.fixture(scope="session")
def factbook_texts(sources: Path) -> pd.DataFrame:
    """The texts of the Factbook's final edition."""
    return factbook.read_texts(sources / factbook.SOURCE)
