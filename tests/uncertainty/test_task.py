"""A run as a parcel: small, whole, and the same on the other side."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

import mpindex as mp
from mpindex.uncertainty.task import BLOCK, make_task

EVERY = ["capability", "behavioural", "regional", "rankings", "cinc", "beckley", "wood"]


@pytest.mark.parametrize("name", EVERY)
def test_the_slim_parcel_gives_the_same_counts(name):
    task = make_task(name, None, {}, draws=60, seed=1)
    other = pickle.loads(pickle.dumps(task.slim()))
    here, there = task.empty(), other.empty()
    task.count(0, here)
    other.count(0, there)
    for count in ("ranks", "bands", "middle", "shifts"):
        assert getattr(here, count).tobytes() == getattr(there, count).tobytes()


@pytest.mark.parametrize("name", EVERY)
def test_the_parcel_carries_the_indicators_asked_for_and_not_the_whole_panel(name):
    task = make_task(name, None, {}, draws=60, seed=1)
    slim = task.slim()
    assert set(slim.definition.indicators) <= set(slim.dataset.indicators) < set(task.dataset.indicators)
    assert len(pickle.dumps(slim)) < 0.5 * len(pickle.dumps(task))


def test_the_values_of_a_block_do_not_depend_on_other_blocks_or_on_how_many_draws_there_are():
    long, short = (make_task("cinc", None, {}, draws=n, seed=1) for n in (3 * BLOCK, BLOCK + 5))
    (a, _), (b, size) = long.values(1), short.values(1)
    assert size == 5
    for name in a:
        np.testing.assert_array_equal(a[name][:5], b[name])


def test_a_users_own_definition_and_a_joined_table_travel_too(tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text(
        "id: mine\nnormalise: rank\ntree: {gdp: 1, metro: 1}\nbands: [{top: {rank: [1, 9]}}]\n"
        "uncertainty: {weights: {uniform: true}}\n",
        encoding="utf-8",
    )
    table = tmp_path / "mine.csv"
    table.write_text("unit,year,metro\nKAZ,2024,13.4\nUZB,2024,70.5\nFRA,2024,400\n", encoding="utf-8")
    world = mp.load().join(mp.read(table))
    task = pickle.loads(pickle.dumps(make_task(str(file), world, {}, draws=10, seed=1).slim()))
    assert task.dataset.indicators == ("gdp", "metro")
    assert task.run(0).ranks.shape == (10, len(world.units))
