"""Definitions over pairs of states, on four states whose trade and distances can be reckoned by hand."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset

UNITS = ["A", "B", "C", "D"]


@pytest.fixture(scope="module")
def four() -> Dataset:
    """A borders B and C; D is an island. A sells 6 to B and 1 to C; B sells 2 to A; D sells 4 to B and 3 to C."""
    trade = [("A", "B", 6), ("A", "C", 1), ("B", "A", 2), ("D", "B", 4), ("D", "C", 3), ("C", "A", 2)]
    rows = [(a, b, "exports", 2015, float(v)) for a, b, v in trade]
    rows += [(a, b, "border", None, 1.0) for a, b in (("A", "B"), ("A", "C"))]
    distances = {"AB": 10, "AC": 20, "AD": 40, "BC": 20, "BD": 40, "CD": 40}
    rows += [(a, b, "distance", None, float(km)) for (a, b), km in distances.items()]
    dyads = pd.DataFrame(rows, columns=["from", "to", "relation", "year", "value"])
    radius = 10 / 0.67  # so that every state is 10 km from itself
    figures = pd.DataFrame({"unit": UNITS, "gdp": [8.0, 4.0, 2.0, 2.0], "area": [np.pi * radius**2] * 4})
    return mp.read(figures, units="free", dyads=dyads)


def test_the_share_of_what_the_neighbours_import(four: Dataset):
    # B imports 6 + 4 = 10 and C 1 + 3 = 4; of these 14 A sells 7. A imports 2 + 2 = 4, of which B sells 2, C 2
    scores = mp.definition("neighbour_market").apply(four, parameters={"partners": "neighbours"}).scores
    assert scores[["A", "B", "C"]].to_list() == pytest.approx([0.5, 0.5, 0.5])
    assert np.isnan(scores["D"])  # an island has no land neighbour


def test_an_island_may_be_asked_about_its_nearest(four: Dataset):
    # the three nearest of D are all: A imports 4 (0 of D), B 10 (4), C 4 (3): 7 / 18
    scores = mp.definition("neighbour_market").apply(four, parameters={"partners": "nearest_3"}).scores
    assert scores["D"] == pytest.approx(7 / 18)


def test_weight_falls_with_distance(four: Dataset):
    # felt at B: A 8/10, B 4/10, C 2/20, D 2/40 -> 1.35, of which A has 0.8; at C: A 8/20, B 4/20, C 2/10, D 2/40 -> .85,
    # of which A has .4; at D: A 8/40, B 4/40, C 2/40, D 2/10 -> .55, of which A has .2. Mean over the three others
    scores = mp.definition("distance_decay").apply(four, parameters={"region": "world"}).scores
    assert scores["A"] == pytest.approx((0.8 / 1.35 + 0.4 / 0.85 + 0.2 / 0.55) / 3)


def test_without_decay_only_mass_counts(four: Dataset):
    assert mp.definition("distance_decay").apply(four, parameters={"region": "world", "decay": 0}).scores[
        "A"
    ] == pytest.approx(0.5)


def test_kazakhstan_sells_its_neighbours_less_than_uzbekistan_sells_its_own(world: Dataset):
    """Its neighbours are Russia and China, whose imports nobody's goods fill."""
    scores = mp.definition("neighbour_market").apply(world).scores
    assert scores["KAZ"] < scores["UZB"] < 0.1
    own = mp.definition("neighbour_market").apply(world, parameters={"partners": "Central Asia"}).scores
    assert own["KAZ"] > scores["KAZ"]


def test_the_united_states_weigh_most_where_they_stand(world: Dataset):
    index = mp.definition("distance_decay").apply(world)
    assert index.scores.idxmax() == "USA" and index.bands[["USA", "CHN"]].eq("preponderant").all()
    assert index.bands["KAZ"] == "light"


def test_nobody_is_a_large_supplier_for_one_neighbour_alone(world: Dataset):
    """By land Haiti was all of the Dominican Republic's neighbours, and Ireland all of the United Kingdom's."""
    index = mp.definition("neighbour_market").apply(world)
    assert (index.bands[["DOM", "SWE"]] == "small supplier").all()
    assert index.scores[["FJI", "JPN", "LKA"]].notna().all()  # an island has neighbours too
    by_land = mp.definition("neighbour_market").apply(world, parameters={"partners": "neighbours"})
    assert by_land.bands["DOM"] == "dominant supplier"
