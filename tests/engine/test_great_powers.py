"""One rule for all definitions: a great power is never called middle, minor or small."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.grammar.model import GREAT_BY_RULE

#: COW's major powers of 2016, and India, third by capability: a snapshot of the rule on the bundled data.
GREAT = {"USA", "GBR", "FRA", "DEU", "RUS", "CHN", "JPN", "IND"}
NEEDS_OWN_DATA = ("elcano", "hdi")
IDS = [name for name in mp.definitions(unit=None).index if name not in NEEDS_OWN_DATA]


@pytest.fixture(scope="module")
def world():
    return mp.load()


@pytest.mark.parametrize("name", IDS)
def test_no_definition_calls_a_great_power_middle(name: str, world):
    definition = mp.definition(name)
    bands = definition.apply(world).bands
    for unit in GREAT:
        label = bands[unit]
        assert label is None or definition.tier(label) not in ("middle", "minor", "small")
        assert label not in ("middle", "minor", "small")


def test_who_is_great_is_cows_list_and_whom_capability_calls_great(world):
    banding = mp.definition("cinc").apply(world).banding
    assert {unit for unit, great in zip(world.units, banding.great, strict=True) if great} == GREAT
    listed = mp.definition("cinc").with_(great_powers="listed").apply(world).banding
    assert {unit for unit, great in zip(world.units, listed.great, strict=True) if great} == GREAT - {"IND"}


def test_none_leaves_a_definition_its_own_lines(world):
    free = mp.definition("cinc").with_(great_powers="none").apply(world)
    assert GREAT_BY_RULE not in free.banding.labels
    assert free.bands["JPN"] == "middle"  # by the share lines of the file alone


def test_a_state_that_is_great_by_the_definition_itself_keeps_its_label(world):
    assert mp.definition("cinc").apply(world).bands[["USA", "JPN"]].to_list() == ["great", GREAT_BY_RULE]


def test_no_draw_calls_a_great_power_middle():
    for name in ("cinc", "regional"):
        shares = mp.robustness(name, draws=300, seed=1).bands
        assert (
            shares.loc["FRA", shares.columns.intersection(["middle", "minor", "regional power"])].sum() == 0
        )


def test_cities_have_no_great_powers():
    table = pd.DataFrame({"unit": ["Almaty", "Astana"], "metro_km": [13.4, 22.4]})
    cities = mp.read(table, units="free", year=2024)
    spec = {"id": "metro", "normalise": "none", "tree": {"metro_km": 1}, "bands": [{"middle": {}}]}
    assert set(mp.definition(spec).apply(cities).bands) == {"middle"}


def test_a_table_without_the_figures_of_capability_has_the_listed_ones():
    table = pd.DataFrame({"unit": ["JPN", "IND", "KAZ"], "x": [3.0, 2.0, 1.0]})
    spec = {"id": "x_alone", "normalise": "none", "tree": {"x": 1}, "bands": [{"middle": {}}]}
    bands = mp.definition(spec).apply(mp.read(table, year=2024)).bands
    assert bands.to_dict() == {"JPN": GREAT_BY_RULE, "IND": "middle", "KAZ": "middle"}


def test_the_great_are_never_fewer_than_two_nor_more_than_twelve_by_any_choice(world):
    """A line that makes half the world great powers is no alternative that a maker could reasonably choose."""
    from mpindex.uncertainty.runs.task import make_task

    task = make_task("capability", world, {}, draws=1, seed=0)
    factors = {
        factor.name: len(factor.labels) for factor in task.replicates.factors if hasattr(factor, "changes")
    }
    for scheme in range(factors["scheme"]):
        for bands in range(factors["bands"]):
            values = {"scheme": np.array([scheme]), "bands": np.array([bands])}
            outcome = task.replicates.run(values, 1)
            labels = np.array([*task.replicates.labels, "no score"])[outcome.codes[0]]
            assert 2 <= (labels == "great").sum() <= 12, (scheme, bands)
