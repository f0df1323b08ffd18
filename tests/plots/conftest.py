"""What the tests of figures share: the bundled world under a few definitions, every figure ready to draw, and a ruler."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex import plots
from mpindex.units.shapes import Shape

from .ruler import Ruler

SOURCE = "definition capability (own); 1,000 draws, seed 1; newest figures, 2014 to 2025; mpindex 0.1.0."
CITIES = ["Almaty", "Astana", "Shymkent", "Aktobe", "Karaganda", "Taraz"]
CITIES += ["Pavlodar", "Oskemen", "Semey", "Atyrau", "Kostanay", "Aktau"]
TOWNS = [
    "Metropolitan Borough of Newcastle-under-Lyme and Stoke-on-Trent",
    "Sankt-Peterburg and Leningrad Oblast Agglomeration",
    "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch",
    "Greater Buenos Aires (Ciudad Autónoma y Conurbano)",
    "Frankfurt/Rhein-Main Regional Authority",
    "Washington-Arlington-Alexandria, DC-VA-MD-WV",
    "Thiruvananthapuram Corporation Area",
    "Zona Metropolitana del Valle de México",
    "Al-Madinah Al-Munawwarah Governorate",
    "Guangdong-Hong Kong-Macao Greater Bay Area",
    "Région de Bruxelles-Capitale / Brussels",
    "Aktau",
]


@pytest.fixture(scope="session")
def world():
    return mp.load()


@pytest.fixture(scope="session")
def indexes(world):
    return {name: mp.definition(name).apply(world) for name in ("capability", "cinc", "wood", "rankings")}


@pytest.fixture(scope="session")
def capability(indexes):
    return indexes["capability"]


def livable(units: list[str], id: str = "livable", **more: Any):
    """Units that are not countries, under a definition without bands; two lack a figure."""
    rng = np.random.default_rng(0)
    columns = {"parks_within_ten_minutes_of_walking": 3.0, "trams": 1.0, "clean_air": 2.0}
    frame = pd.DataFrame({name: rng.random(len(units)) for name in columns}, index=units)
    frame.iloc[[3, 8], 1] = np.nan
    spec = {"id": id, "title": "Livable cities", "question": "Where is life good?", "normalise": "minmax"}
    spec |= {"missing": "exclude", "tree": columns, **more}
    return mp.definition(spec).apply(mp.Dataset.from_frame(frame, year=2024))


@pytest.fixture(scope="session")
def cities():
    return livable(CITIES)


@pytest.fixture(scope="session")
def towns():
    return {
        "livable": livable(TOWNS),
        "green": livable(
            TOWNS, "green", title="Green cities of long-standing reputation", tree={"clean_air": 1.0}
        ),
    }


@dataclass(frozen=True)
class Subject:
    """A unit, what definitions say of it, and plain tables around it as uncertainty and trajectories make them."""

    indexes: dict[str, Any]
    unit: str

    @property
    def index(self):
        return next(iter(self.indexes.values()))

    @property
    def names(self):
        return dict(self.index.dataset.names)

    @property
    def shapes(self):
        return None if self.index.dataset.is_countries else squares(self.index.units)

    @property
    def near(self):
        return self.index.around(self.unit, 9)

    @property
    def start(self):
        return self.index.ranks[self.near].to_numpy()

    @property
    def ranks(self):
        low = np.maximum(self.start - 9, 1)
        return pd.DataFrame(
            {"low": low, "median": self.start + 1, "high": self.start + 12, "reference": self.start},
            index=self.near,
        )

    @property
    def shares(self):
        places = np.arange(1, self.index.n + 14)
        shares = pd.DataFrame(
            np.exp(-(((places - self.start[:, None]) / 6) ** 2)), index=self.near, columns=places
        )
        return shares.div(shares.sum(axis=1), axis=0)

    @property
    def bands(self):
        spans = {"great": (1, 5), "middle": (6, 36), "no score": (0, 0), "small": (37, 300)}
        return pd.DataFrame(
            {name: self.shares.loc[:, a:b].sum(axis=1) for name, (a, b) in spans.items()}
        ).clip(upper=1)

    @property
    def years(self):
        moves = self.start + np.arange(12)[:, None] % 5 * np.arange(1, len(self.near) + 1) % 7
        table = pd.DataFrame(moves, index=range(2010, 2022), columns=self.near, dtype=float)
        other = next(code for code in self.near if code != self.unit)
        table.loc[2019:, other] = np.nan
        return table[[self.unit, *[code for code in self.near if code != self.unit][:5]]]

    def coverage(self):
        full = self.years.notna().astype(float)
        full.loc[:2013, self.unit] = 0.8
        return full


SWING = pd.DataFrame(
    {
        "label": ["Normalisation", "Weights within a quarter of what is written", "Treatment of outliers"],
        "low": [41.0, 50, 54], "high": [71.0, 61, 54], "reference": 54.0,
    }
)  # fmt: skip


def gallery() -> dict[str, Callable[..., Any]]:
    """Every figure, ready to be drawn of a subject with a layout."""
    common = {"source": SOURCE, "about": "Capability"}
    return {
        "ladder": lambda s, **o: plots.ladder(s.index, s.unit, **o),
        "bump": lambda s, **o: plots.bump(s.indexes, s.unit, **o),
        "acceptability_bars": lambda s, **o: plots.acceptability_bars(
            s.bands, np.sqrt((s.bands * (1 - s.bands)).clip(lower=0) / 1000), unit=s.unit, names=s.names, **common, **o
        ),
        "caterpillar": lambda s, **o: plots.caterpillar(
            s.ranks, s.unit, names=s.names, bands={"great": (1, 5), "middle": (6, 36), "small": (37, 195)}, **common, **o
        ),
        "rank_heatmap": lambda s, **o: plots.rank_heatmap(s.shares, unit=s.unit, names=s.names, **common, **o),
        "strip": lambda s, **o: plots.strip(
            s.years < s.years.median().median(), unit=s.unit, names=s.names, **common, **o
        ),
        "tornado": lambda s, **o: plots.tornado(
            SWING, outcome=f"rank of {s.names[s.unit]}", low_is_best=True, **common, **o
        ),
        "agreement": lambda s, **o: plots.agreement(
            s.years.corr(), names=s.names, measure="rank correlation over the years", **common, **o
        ),
        "trajectory_lines": lambda s, **o: plots.trajectory_lines(
            s.years, s.unit, names=s.names, bands={"middle": (6, 36), "small": (37, 195)}, coverage=s.coverage(),
            events={2014: "armed forces enter"}, **common, **o,
        ),
        "waterfall": lambda s, **o: plots.waterfall(
            s.index.explain(s.unit), name=s.names[s.unit], **common, **o
        ),
        "profile_dots": lambda s, **o: plots.profile_dots(
            s.index.normalised, s.unit, labels=s.index.explain(s.unit)["name"].to_dict(), names=s.names,
            peers=[code for code in s.near if code != s.unit][:2], **common, **o,
        ),
        "distribution": lambda s, **o: plots.distribution(
            s.index.scores, {"As written": s.index.bands, "Thirds of the ranking": _thirds(s.index)}, s.unit,
            names=s.names, **common, **o,
        ),
        "scatter": lambda s, **o: plots.scatter(
            *(index.scores for index in list(s.indexes.values())[:2]), s.near[:3], names=s.names,
            labels=tuple(index.definition.title for index in list(s.indexes.values())[:2]), **common, **o,
        ),
        "icicle": lambda s, **o: plots.icicle(s.index, **o),
        "world_map": lambda s, **o: plots.world_map(s.index, s.unit, shapes=s.shapes, **o),
        "indicator_lines": lambda s, **o: plots.indicator_lines(
            s.years * 1e9, errors=s.years * 3e7, names=s.names, label="Gross domestic product, current US$", source=SOURCE,
            **o,
        ),
    }  # fmt: skip


def squares(units):
    """A shape of its own for every unit: squares in a row, the last a dot."""
    corners = np.array([[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]])
    land = {unit: Shape(outer=(corners + np.array([1.2 * i, i % 3]),)) for i, unit in enumerate(units[:-1])}
    return land | {units[-1]: Shape(dots=np.array([[1.2 * len(units), 0.5]]))}


def _thirds(index):
    labels = pd.cut(
        index.positions, [0, 1 / 3, 2 / 3, 1], labels=["upper third", "middle third", "lower third"]
    )
    return labels.astype(object)


@pytest.fixture(scope="session")
def draw(indexes, towns):
    """Draw a figure by name of a subject by name."""
    subjects = {code: Subject(indexes, code) for code in ("KAZ", "NRU", "USA")}
    subjects["towns"] = Subject(towns, TOWNS[2])
    figures = cache(gallery)

    def drawn(figure: str, subject: str = "KAZ", **layout: Any):
        return figures()[figure](subjects[subject], **layout)

    return drawn


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Every figure is closed after its test, no test changes what figures look like by default, and none warns."""
    before = dict(mpl.rcParams)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield
    plt.close("all")
    assert {
        key: value for key, value in mpl.rcParams.items() if before[key] != value and key != "backend"
    } == {}


@pytest.fixture
def ruler():
    return Ruler()
