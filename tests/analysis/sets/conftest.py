"""Published cases of set theory."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

CASES = Path(__file__).parents[2] / "reference" / "cases"


class Cases:
    """Tables of `tests/reference/cases` by name."""

    def read(self, name: str) -> pd.DataFrame:
        return pd.read_csv(CASES / f"{name}.csv", comment="#")


@pytest.fixture(scope="session")
def cases() -> Cases:
    return Cases()
