"""Every figure that a result draws by itself, of states and of twelve towns: read at a glance, narrow and wide."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.answers.figures import Figures

from .conftest import TOWNS

LIVING: dict[str, Any] = {
    "id": "livable", "title": "Livable cities", "question": "Where is life good?", "normalise": "minmax",
    "missing": "available", "bands": [{"great": {"rank": {"max": 2}}}, {"middle": {"rank": {"max": 7}}}, {"small": {}}],
    "tree": {"place": {"weight": 2, "of": {"parks": 3, "clean air": 2}}, "means": {"of": {"income": 1, "rent": 1}}},
    "uncertainty": {"weights": {"spread": 0.25}, "normalise": ["minmax", "zscore"]},
}  # fmt: skip
OTHER = {
    "id": "other",
    "title": "Cities of long-standing reputation",
    "normalise": "rank",
    "tree": {"income": 1, "rent": 2},
}
WORLD = ["capability", "wood", "rankings"]


@cache
def towns() -> mp.Dataset:
    """Twelve towns through five years, with gaps."""
    rng = np.random.default_rng(0)
    rows = [
        (town, name, year, round(100 * rng.random(), 2))
        for year in range(2020, 2025)
        for i, town in enumerate(TOWNS)
        for name in ("parks", "clean air", "income", "rent")
        if (i, name) not in ((3, "parks"), (8, "clean air"))
        and not (i == 2 and name == "rent" and year < 2022)
    ]
    return mp.read(pd.DataFrame(rows, columns=["unit", "indicator", "year", "value"]))


def memberships() -> pd.DataFrame:
    """Of states in three fuzzy sets, from the ranks of three indicators."""
    world = mp.load()
    values = pd.DataFrame(world.values(["gdp", "milex", "population"]), index=list(world.units)).rank(
        pct=True
    )
    return values.set_axis(["wealth", "arms", "weight"], axis=1).dropna()


#: Of states, and of towns: how each result is asked for, of a unit.
STATES: dict[str, Callable[[str], Any]] = {
    "index": lambda unit: mp.definition("capability").apply(),
    "robustness": lambda unit: mp.robustness("capability", draws=60, seed=1),
    "robustness of a list": lambda unit: mp.robustness("wood", draws=30, seed=1),
    "where": lambda unit: mp.where(unit, WORLD),
    "where of two": lambda unit: mp.where([unit, "TUR"], WORLD),
    "verdict": lambda unit: mp.verdict(unit, WORLD, draws=40, seed=1),
    "comparison": lambda unit: mp.compare(WORLD),
    "census": lambda unit: mp.census(WORLD),
    "guard": lambda unit: mp.guard(unit, draws=20, seed=1),
    "trajectory": lambda unit: mp.trajectory([unit, "UZB"], "wood", range(1995, 2025, 3)),
    "audit": lambda unit: mp.audit("cinc"),
    "ledger": lambda unit: mp.ledger(["KAZ", "NOR"]),
    "dataset": lambda unit: mp.load(),
    "definition": lambda unit: mp.definition("capability"),
    "sensitivity": lambda unit: mp.sensitivity(unit, "wood", draws=10, seed=1),
    "types": lambda unit: mp.types("capability", k=3, draws=5),
    "members": lambda unit: mp.members("wood", range(2000, 2025, 4), unit=unit),
    "sets": lambda unit: mp.set_relations(memberships()[["wealth", "arms"]], memberships()["weight"]),
}
FREE: dict[str, Callable[[str], Any]] = {
    "index": lambda unit: mp.definition(LIVING).apply(towns()),
    "robustness": lambda unit: mp.robustness(LIVING, towns(), draws=60, seed=1),
    "where": lambda unit: mp.where(unit, [LIVING, OTHER], towns()),
    "verdict": lambda unit: mp.verdict(unit, [LIVING, OTHER], towns(), draws=40, seed=1),
    "comparison": lambda unit: mp.compare(LIVING, OTHER, dataset=towns()),
    "census": lambda unit: mp.census([LIVING], towns()),
    "trajectory": lambda unit: mp.trajectory([unit, TOWNS[0], TOWNS[-1]], LIVING, range(2020, 2025), towns()),
    "audit": lambda unit: mp.audit(LIVING, towns()),
    "dataset": lambda unit: towns(),
    "definition": lambda unit: mp.definition(LIVING),
    "sensitivity": lambda unit: mp.sensitivity(unit, LIVING, towns(), draws=10, seed=1),
    "types": lambda unit: mp.types(LIVING, towns(), k=2, draws=5),
    "members": lambda unit: mp.members(LIVING, range(2020, 2025), towns(), unit=unit),
}
#: What a figure is told beside its size.
NAMED = {"ladder", "waterfall", "profile", "distribution", "caterpillar", "heatmap", "plane"}


def options(name: str, kind: str, unit: str, free: bool) -> dict[str, Any]:
    if name == "dataset":
        x, y = ("income", "rent") if free else ("gdp", "population")
        lines = {"indicator": x, "unit": [unit, TOWNS[0]] if free else [unit, "UZB"]}
        return {
            "lines": lines,
            "map": {"indicator": x, "unit": unit},
            "scatter": {"x": x, "y": y, "unit": unit},
        }[kind]
    whole = name in ("index", "types", "sets") or name.startswith("robustness")
    if (whole and kind in NAMED | {"map", "acceptability"}) or (
        name == "comparison" and kind in ("bump", "scatter")
    ):
        return {"unit": unit}
    return {}


def figures(plot: Figures[Any], free: bool) -> list[str]:
    return [
        kind for kind in plot.kinds() if not (free and kind == "map" and "types" not in type(plot).__module__)
    ]


def drawn(ruler, name, result, unit, widths, *, free):
    for kind in figures(result.plot, free):
        for width in widths:
            ax = getattr(result.plot, kind)(figsize=width, **options(name, kind, unit, free))
            ruler.assert_good(ax)
            title, foot = ruler.title(ax), ruler.source(ax)
            assert title and foot.startswith("Source: "), (name, kind)
            assert len(foot) < 500 and foot.count("mpindex ") <= 1
            if (
                name not in ("definition", "sets") and kind != "icicle"
            ):  # weights, and figures of one's own, have no year
                assert any(str(year) in f"{title} {foot}" for year in range(1990, 2027)), (name, kind, foot)
            shown = " ".join(text.get_text() for text in ruler.texts(ax))
            assert free or not {"unit", "units"} & set(shown.split()), (name, kind, shown)
            plt.close(ax.figure)


@pytest.mark.parametrize("name", STATES)
def test_every_figure_of_states_is_read_at_a_glance(ruler, name):
    drawn(ruler, name, STATES[name]("KAZ"), "KAZ", (3.5, 7.0), free=False)


@pytest.mark.parametrize("unit", ["NRU", "USA"])
@pytest.mark.parametrize("name", ["index", "robustness", "where", "verdict", "trajectory"])
def test_so_are_those_of_the_smallest_and_of_the_largest(ruler, name, unit):
    drawn(ruler, name, STATES[name](unit), unit, (3.5,), free=False)


@pytest.mark.parametrize("name", FREE)
def test_so_are_those_of_towns_with_long_names(ruler, name):
    drawn(ruler, name, FREE[name](TOWNS[2]), TOWNS[2], (3.5, 7.0), free=True)
