"""Small files in publishers' formats."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest


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


def triples(frame: pd.DataFrame, indicator: str | None = None) -> list[tuple[str, int, float]]:
    """Return (unit, year, value) of one indicator."""
    rows = frame if indicator is None else frame[frame["indicator"] == indicator]
    return list(rows[["unit", "year", "value"]].itertuples(index=False, name=None))


@pytest.fixture(name="triples")
def _triples() -> Callable[..., list[tuple[str, int, float]]]:
    return triples
