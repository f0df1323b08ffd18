"""What several test modules share."""

from __future__ import annotations

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def sources() -> Path:
    """The folder of publishers' files, no part of the project; tests that need it are skipped without."""
    beside = Path(__file__).resolve().parents[2] / "shared" / "sources"
    folder = Path(os.environ.get("MPINDEX_SOURCES", beside))
    if not folder.is_dir():
        pytest.skip("the publishers' files are not here (set MPINDEX_SOURCES)")
    return folder
