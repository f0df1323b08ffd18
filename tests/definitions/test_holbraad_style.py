"""After Holbraad: within each region, above the widest gap."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset


def test_the_score_is_a_distance_within_the_region(small: Any):
    """Two regions of two states: whatever the figures, the larger is at +1 / sqrt(2) and the smaller at -1 / sqrt(2)."""
    data = small(["DEU", "ALB", "KAZ", "UZB"], gdp=[4000, 20, 300, 100], population=[80, 3, 40, 20])
    scores = mp.definition("holbraad_style").apply(data).scores
    assert scores.to_list() == pytest.approx(np.array([1, -1, 1, -1]) / np.sqrt(2))


def test_output_counts_twice_as_much_as_people(small: Any):
    """In logs of base 10 KAZ, UZB, TJK have GDP 2, 1, 0 and people 0, 1, 2: z is 1, 0, -1 and -1, 0, 1; (2 x 1 - 1) / 3."""
    data = small(["KAZ", "UZB", "TJK"], gdp=[100, 10, 1], population=[1, 10, 100])
    scores = mp.definition("holbraad_style").apply(data).scores
    assert scores.to_list() == pytest.approx([1 / 3, 0, -1 / 3])


def test_the_widest_gap_parts_a_region(small: Any):
    """Of four in Asia the first two are near each other, far above the others; in Europe one stands alone."""
    units = ["JPN", "IND", "KAZ", "UZB", "DEU", "ALB", "MKD"]
    data = small(units, gdp=[4000, 3900, 300, 290, 4000, 20, 15], population=[100, 100, 20, 20, 80, 3, 2])
    bands = mp.definition("holbraad_style").apply(data).bands
    assert list(bands.index[bands == "middle"]) == ["JPN", "IND", "DEU"]


def test_the_superpowers_stand_outside_and_every_region_has_its_middle(world: Dataset):
    index = mp.definition("holbraad_style").apply(world)
    assert set(index.scores.index[index.scores.isna()]) == {"USA", "CHN"}
    assert mp.definition("cinc").apply(world).ranks[["USA", "CHN"]].max() == 2
    middle = set(index.bands.index[index.bands == "middle"])
    groups = world.groups
    regions = groups[groups["grouping"] == "region"].set_index("unit")["group"]
    assert set(regions[list(middle)]) == set(regions)


def test_twelve_of_the_eighteen_of_1975_are_there_half_a_century_later(world: Dataset):
    """China is a superpower by now; Argentina, Indonesia, Iran, Japan and Poland fall below the gap of today's region."""
    bands = mp.definition("holbraad_style").apply(world).bands
    lists = world.lists
    old = set(lists.loc[lists["list"] == "holbraad_1984", "unit"])
    middle = set(bands.index[bands == "middle"])
    assert old - middle == {"ARG", "CHN", "IDN", "IRN", "JPN", "POL"}
    assert bands["KAZ"] == bands["UZB"] == "small"
