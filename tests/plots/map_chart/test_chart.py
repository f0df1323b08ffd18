"""The map."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest

from mpindex.errors import OptionError, UnknownUnit
from mpindex.plots import world_map


def test_every_state_with_a_band_is_drawn(capability):
    ax = world_map(capability)
    rings = sum(len(group.get_paths()) for group in ax.collections)
    dots = [line for line in ax.lines if line.get_marker() == "o"]
    land = sum(
        len(group.get_paths())
        for group in ax.collections
        if group.get_facecolor()[0][0] == pytest.approx(0xD3 / 255)
    )
    assert rings - land + len(dots) >= 195 and land == 1


def test_the_key_counts_the_bands_and_the_foot_speaks_of_borders(capability, ruler):
    ax = world_map(capability, "KAZ")
    key = [text.get_text() for text in ax.texts if str(text.get_gid()).startswith("key:")]
    assert key == ["great: 6", "great by rule: 2", "middle: 29", "minor: 114", "small: 44"]
    assert ruler.source(ax).endswith("Borders: Natural Earth; they are the map maker's and no opinion.")


def test_numbers_without_shapes_and_unknown_units_are_refused(capability):
    with pytest.raises(OptionError, match="no unit with a value has a shape"):
        world_map(pd.Series({"Almaty": 1.0}))
    with pytest.raises(UnknownUnit, match="'KAS'"):
        world_map(capability, "KAS")
    with pytest.raises(UnknownUnit, match="'UZBB'"):
        world_map(capability, region=["UZBB"])
    assert plt.get_fignums() == []


def test_a_state_without_a_score_is_hatched_and_said_so(ruler):
    ax = world_map(pd.Series({"KAZ": None, "UZB": "small"}, dtype=object), "KAZ", source="x")
    assert "KAZ has no score" in ruler.title(ax)
    assert any(group.get_hatch() for group in ax.collections)


def test_the_outline_of_the_unit_asked_for_has_white_around_it(capability):
    own = [patch for patch in world_map(capability, "KAZ").patches if patch.get_zorder() == 4]
    assert [patch.get_edgecolor()[:3] == (1, 1, 1) for patch in own] == [True, False]
    assert own[0].get_linewidth() > own[1].get_linewidth()
