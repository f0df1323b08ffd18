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
