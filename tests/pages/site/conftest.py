"""Two small sites: cities without a word on states, and five states under two definitions."""

from __future__ import annotations

from pathlib import Path

import pytest

import mpindex as mp
from mpindex.pages.site.plan import Plan
from mpindex.pages.study import Study

from ..report.conftest import CITY_CARD, FARES, PEOPLE, RENT

FEW = ["KAZ", "UZB", "RUS", "CHN", "NRU"]


@pytest.fixture(scope="session")
def cities() -> mp.Dataset:
    import pandas as pd

    frame = pd.DataFrame({"people": PEOPLE, "rent": RENT, "fares": FARES})
    return mp.Dataset.from_frame(frame.rename(index={"Astana": "A/../B <i>"}), year=2024)


@pytest.fixture(scope="session")
def city_site(cities: mp.Dataset, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sites") / "cities"
    return mp.site(CITY_CARD, cities, path=place, draws=50, progress=False).path


@pytest.fixture(scope="session")
def state_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sites") / "states"
    few = mp.load().subset(units=FEW)
    return mp.site(["wood", "cinc_open"], few, path=place, draws=50, progress=False).path


@pytest.fixture(scope="session")
def plan(cities: mp.Dataset) -> Plan:
    answer = mp.where("Almaty", CITY_CARD, cities)
    study = Study(answer.dataset, answer.indexes, 50, 0)
    return Plan(study, "Cities", {"city_card": ""})
