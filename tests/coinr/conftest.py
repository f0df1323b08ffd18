"""The two tables of a small composite indicator, as COINr has them."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

IMETA = pd.DataFrame(
    [
        (1, "road", "Roads", 1, 2.0, "area", 9.0, "link", "Indicator"),
        (1, "tax", "Taxes", -1, 1.0, None, 4.0, "trade", "Indicator"),
        (1, "port", "Ports", 1, 1.0, None, 7.0, "link", "Indicator"),
        (2, "link", "Links", 1, 1.0, None, None, "index", "Aggregate"),
        (2, "trade", "Trade", 1, 3.0, None, None, "index", "Aggregate"),
        (3, "index", "The Index", 1, 1.0, None, None, None, "Aggregate"),
        (None, "area", "Area", None, None, None, None, None, "Denominator"),
        (None, "kind_group", "Kind", None, None, None, None, None, "Group"),
    ],
    columns=["Level", "iCode", "iName", "Direction", "Weight", "Denominator", "Target", "Parent", "Type"],
)
IDATA = pd.DataFrame(
    {
        "uCode": ["b", "a", "c", "d"],
        "uName": ["Bee", "Ay", "Sea", "Dee"],
        "kind_group": ["x", "x", "y", "y"],
        "area": [2.0, 4.0, 1.0, 5.0],
        "road": [10.0, 4.0, None, 20.0],
        "tax": [1.0, 2.0, 3.0, 5.0],
        "port": [5.0, 3.0, 2.0, 8.0],
    }
)


@pytest.fixture
def imeta() -> pd.DataFrame:
    return IMETA.copy()


@pytest.fixture
def idata() -> pd.DataFrame:
    return IDATA.copy()


@pytest.fixture
def changed() -> Callable[..., pd.DataFrame]:
    """iMeta with cells changed: ``road__Parent="no"``."""

    def change(**cells: object) -> pd.DataFrame:
        table = IMETA.copy()
        for place, value in cells.items():
            code, column = place.split("__")
            table.loc[table["iCode"] == code, column] = value
        return table

    return change
