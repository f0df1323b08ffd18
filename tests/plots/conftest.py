"""What the tests of figures share: the bundled world under a few definitions, and rulers for labels."""

from __future__ import annotations

from collections.abc import Iterator

import matplotlib as mpl

mpl.use("Agg")

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex import plots

CITIES = ["Almaty", "Astana", "Shymkent", "Aktobe", "Karaganda", "Taraz"]
CITIES += ["Pavlodar", "Oskemen", "Semey", "Atyrau", "Kostanay", "Aktau"]


@pytest.fixture(scope="session")
def world():
    return mp.load()


@pytest.fixture(scope="session")
def indexes(world):
    return {name: mp.definition(name).apply(world) for name in ("capability", "cinc", "wood", "rankings")}


@pytest.fixture(scope="session")
def capability(indexes):
    return indexes["capability"]


@pytest.fixture(scope="session")
def cities():
    """Twelve units that are not countries, under a definition without bands; two lack a figure."""
    rng = np.random.default_rng(0)
    frame = pd.DataFrame({"parks": rng.random(12), "trams": rng.random(12)}, index=CITIES)
    frame.iloc[[3, 8], 1] = np.nan
    spec = {
        "id": "livable",
        "title": "Livable cities",
        "question": "Where is life good?",
        "normalise": "minmax",
    }
    spec |= {"missing": "exclude", "tree": {"parks": 1, "trams": 1}}
    return mp.definition(spec).apply(mp.Dataset.from_frame(frame, year=2024))


SOURCE = "definition capability (own); 1,000 draws, seed 1; newest figures, 2014 to 2025; mpindex 0.1.0."


@pytest.fixture
def near(capability):
    return capability.around("KAZ", 9)


@pytest.fixture
def figures(capability, near):
    """Every figure that takes plain tables, ready to be drawn on given axes or its own."""
    names = dict(capability.dataset.names)
    start = capability.ranks[near].to_numpy()
    ranks = pd.DataFrame(
        {"low": start - 9, "median": start + 1, "high": start + 12, "reference": start}, index=near
    )
    shares = pd.DataFrame(
        np.exp(-(((np.arange(1, 100) - start[:, None]) / 6) ** 2)), index=near, columns=range(1, 100)
    )
    shares = shares.div(shares.sum(axis=1), axis=0)
    columns = {"great": slice(1, 5), "middle": slice(6, 36), "small": slice(37, 99)}
    bands = pd.DataFrame({band: shares.loc[:, span].sum(axis=1) for band, span in columns.items()})
    swing = pd.DataFrame(
        {"label": ["Normalisation", "Weights", "Treatment"], "low": [41, 50, 54], "high": [71, 61, 54]}
    )
    same = pd.DataFrame(
        [[1, 0.9, 0.3], [0.9, 1, -0.1], [0.3, -0.1, 1]], index=list("abc"), columns=list("abc")
    )
    years = pd.DataFrame(start + np.arange(12)[:, None] % 5, index=range(2010, 2022), columns=near)
    years.iloc[9:, 0] = np.nan
    common = {"source": SOURCE, "about": "Capability"}
    return {
        "acceptability_bars": lambda ax: plots.acceptability_bars(
            bands, np.sqrt(bands * (1 - bands) / 1000), unit="KAZ", names=names, ax=ax, **common
        ),
        "caterpillar": lambda ax: plots.caterpillar(ranks, "KAZ", names=names, ax=ax, **common),
        "rank_heatmap": lambda ax: plots.rank_heatmap(shares, unit="KAZ", names=names, ax=ax, **common),
        "tornado": lambda ax: plots.tornado(
            swing.assign(reference=54), outcome="rank of Kazakhstan", low_is_best=True, ax=ax, **common
        ),
        "agreement": lambda ax: plots.agreement(same, ax=ax, **common),
        "trajectory_lines": lambda ax: plots.trajectory_lines(
            years, "KAZ", names=names, bands={"middle": (6, 36), "small": (37, 195)}, ax=ax, **common
        ),
        "waterfall": lambda ax: plots.waterfall(
            capability.explain("KAZ"), name="Kazakhstan", ax=ax, **common
        ),
        "profile_dots": lambda ax: plots.profile_dots(
            capability.levels.iloc[:, :-1], "KAZ", peers=["UZB", "HUN"], names=names, ax=ax, **common
        ),
    }


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Every figure is closed after its test, and no test changes what figures look like by default."""
    before = dict(mpl.rcParams)
    yield
    plt.close("all")
    assert {
        key: value for key, value in mpl.rcParams.items() if before[key] != value and key != "backend"
    } == {}


class Ruler:
    """Measures the texts of finished axes with the renderer."""

    def texts(self, ax):
        ax.figure.canvas.draw()
        found = [*ax.texts, ax.title, ax._left_title, ax.xaxis.label, ax.yaxis.label, *self.ticks(ax)]
        return [text for text in found if text.get_text() and text.get_visible()]

    def ticks(self, ax):
        """The tick labels that are drawn: those within the axes' limits."""
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            for at, label in zip(axis.get_ticklocs(), axis.get_ticklabels(), strict=True):
                if low <= at <= high:
                    yield label

    def boxes(self, texts):
        from matplotlib.text import Text

        return [
            Text.get_window_extent(text) for text in texts
        ]  # of an annotation the words only, not its thread

    def named(self, ax, code):
        """The texts that name a unit."""
        return [text for text in self.texts(ax) if text.get_gid() == f"name:{code}"]

    def source(self, ax):
        [text] = [text for text in ax.texts if text.get_gid() == "source"]
        return text.get_text()

    def title(self, ax):
        return ax.get_title(loc="left").replace("\n", " ")

    def assert_clean(self, ax):
        """No text covers another, and none leaves the figure."""
        texts = [
            text for text in self.texts(ax) if not (text in ax.get_xticklabels() and text.get_rotation())
        ]
        boxes = self.boxes(texts)
        width, height = ax.figure.canvas.get_width_height()
        for text, box in zip(texts, boxes, strict=True):
            assert box.x0 >= -1 and box.y0 >= -1 and box.x1 <= width + 1 and box.y1 <= height + 1, (
                f"{text.get_text()!r} is cut"
            )
        for i, one in enumerate(boxes):
            for j in range(i):
                wide = min(one.x1, boxes[j].x1) - max(one.x0, boxes[j].x0)
                high = min(one.y1, boxes[j].y1) - max(one.y0, boxes[j].y0)
                assert min(wide, high) <= 1, f"{texts[i].get_text()!r} covers {texts[j].get_text()!r}"


@pytest.fixture
def ruler():
    return Ruler()
