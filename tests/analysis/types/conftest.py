"""Twenty states in four figures, grouped by scikit-learn, SciPy and R."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

CASES = Path(__file__).parents[2] / "reference" / "cases"


@pytest.fixture(scope="session")
def states() -> pd.DataFrame:
    return pd.read_csv(CASES / "clusters_20.csv", comment="#").set_index("iso3")


@pytest.fixture(scope="session")
def z(states) -> pd.DataFrame:
    return states[[name for name in states if name.startswith("z_")]]


@pytest.fixture(scope="session")
def figures() -> dict[str, str]:
    table = pd.read_csv(CASES / "clusters_20_figures.csv", comment="#", dtype=str)
    return dict(zip(table["figure"], table["value"], strict=True))
