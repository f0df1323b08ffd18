"""Runs the command line in this process, or as a process of its own."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest

from mpindex.cli.main import main

ROOT = Path(__file__).resolve().parents[2]


class Ran(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def table(self) -> pd.DataFrame:
        return pd.read_csv(io.StringIO(self.out), keep_default_na=False, na_values=[""])


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run the command line in this process, in a terminal of 100 columns."""
    monkeypatch.setenv("COLUMNS", "100")  # a test process may have been given another width

    def go(*arguments: object) -> Ran:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:  # argparse's own way out
            status = int(end.code or 0)
        return Ran(status, *capsys.readouterr())

    return go


def own_process(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """Start the command line as its own process."""
    return subprocess.Popen(
        [sys.executable, "-m", "mpindex", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


@pytest.fixture
def cities(tmp_path: Path) -> Path:
    file = tmp_path / "cities.csv"
    file.write_text("city,metro_km\nAlmaty,13.4\nAstana,22.4\nTashkent,70.5\n", encoding="utf-8")
    return file


@pytest.fixture
def metro(tmp_path: Path) -> Path:
    file = tmp_path / "metro.yaml"
    file.write_text("id: metro\nnormalise: none\ntree: {metro_km: 1}\n", encoding="utf-8")
    return file


@pytest.fixture
def start() -> Callable[..., subprocess.Popen[bytes]]:
    return own_process
