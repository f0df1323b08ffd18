"""What the tests of single definitions share."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset


@pytest.fixture(scope="session")
def world() -> Dataset:
    return mp.load()


@pytest.fixture(scope="session")
def small(world: Dataset) -> Any:
    """Make a world of a few states from columns of figures: ``small(["KAZ", "UZB"], gdp=[3, 1])``."""

    def make(units: list[str], **columns: list[float]) -> Dataset:
        frame = pd.DataFrame(columns, index=units, dtype=float)
        return Dataset.from_frame(frame, year=2024, is_countries=True, tables=world.tables)

    return make
