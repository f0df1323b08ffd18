"""What the tests of the report share: the study of Kazakhstan, and a table of cities."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import mpindex as mp
from mpindex.pages.study import Study

CITY_CARD: dict[str, Any] = {
    "id": "city_card", "title": "City card", "question": "Which city weighs most?", "normalise": "rank",
    "missing": "available",
    "tree": {"people": 2, "rent": 1, "fares": 1}, "bands": [{"large": {"rank": [1, 3]}}, {"other": {}}],
    "uncertainty": {"weights": {"concentration": 20}, "leave_one_out": True},
}  # fmt: skip
PEOPLE = {
    "Almaty": 2.2e6,
    "Astana": 1.35e6,
    "Bishkek": 1.1e6,
    "Dushanbe": 9e5,
    "Shymkent": 1.2e6,
    "Tashkent": 3e6,
}
RENT = {
    "Almaty": 900.0,
    "Astana": 800.0,
    "Bishkek": 650.0,
    "Dushanbe": None,
    "Shymkent": 500.0,
    "Tashkent": 600.0,
}
FARES = {
    "Almaty": 80.0,
    "Astana": 90.0,
    "Bishkek": 60.0,
    "Dushanbe": 40.0,
    "Shymkent": 100.0,
    "Tashkent": 250.0,
}


@pytest.fixture(scope="session")
def study() -> Study:
    answer = mp.where("KAZ")
    return Study(answer.dataset, answer.indexes, 200, 1)


@pytest.fixture(scope="session")
def cities() -> mp.Dataset:
    return mp.Dataset.from_frame(pd.DataFrame({"people": PEOPLE, "rent": RENT, "fares": FARES}), year=2024)
