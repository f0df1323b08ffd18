"""A run as a parcel: small, whole, and the same on the other side."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

import mpindex as mp
from mpindex.errors import MpindexError
from mpindex.uncertainty.runs.task import BLOCK, make_task

EVERY = ["capability", "behavioural", "regional", "rankings", "cinc", "beckley", "wood"]


@pytest.mark.parametrize("name", EVERY)
def test_the_slim_parcel_gives_the_same_counts(name):
    task = make_task(name, None, {}, draws=60, seed=1)
    other = pickle.loads(pickle.dumps(task.slim()))
    here, there = task.empty(), other.empty()
    task.count(range(1), here)
    other.count(range(1), there)
    for count in ("bands", "middle"):
        assert getattr(here, count).tobytes() == getattr(there, count).tobytes()
    assert here.ranks.table.tobytes() == there.ranks.table.tobytes()


@pytest.mark.parametrize("name", EVERY)
def test_the_parcel_carries_the_indicators_asked_for_and_not_the_whole_panel(name):
    task = make_task(name, None, {}, draws=60, seed=1)
    slim = task.slim()
    assert set(slim.definition.indicators) <= set(slim.dataset.indicators) < set(task.dataset.indicators)
    assert len(pickle.dumps(slim)) < 0.5 * len(pickle.dumps(task))


def test_the_values_of_a_block_do_not_depend_on_other_blocks_or_on_how_many_draws_there_are():
    long, short = (make_task("cinc", None, {}, draws=n, seed=1) for n in (3 * BLOCK, BLOCK + 5))
    (a, _), (b, size) = long.values(range(1, 2)), short.values(range(1, 2))
    assert size == 5
    for name in a:
        np.testing.assert_array_equal(a[name][:5], b[name])


def test_blocks_have_the_same_values_together_and_one_by_one():
    task = make_task("cinc", None, {}, draws=2 * BLOCK + 3, seed=1)
    together, size = task.values(range(3))
    alone = [task.values(range(block, block + 1)) for block in range(3)]
    assert size == 2 * BLOCK + 3 == sum(part for _, part in alone)
    for name, values in together.items():
        np.testing.assert_array_equal(values, np.concatenate([part[name] for part, _ in alone]))


def test_spans_hold_every_block_once():
    task = make_task("cinc", None, {}, draws=23 * BLOCK, seed=1)
    assert [block for span in task.spans() for block in span] == list(range(23))


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
    assert task.run(range(1)).ranks.shape == (10, len(world.units))


@pytest.mark.each(
    "case",
    [
        ({"only": ["wieghts"]}, "only: few has no factor 'wieghts'. Did you mean 'weights'? There are: weights, missing"),
        ({"only": []}, "only names no factor; leave it out to vary all of them"),
        ({"uncertainty": {}}, "few leaves nothing open that could reasonably vary; give uncertainty={...}"),
        ({"draws": 0}, "draws is a whole number of at least 1, as in draws=1, not 0"),
        (
            {"chains": [1]},
            "chains is a mapping by name, as in chains={'scheme': [{'label': 'ranks', 'set': {'normalise': 'rank'}}]},"
            " not [1]",
        ),
        (
            {"uncertainty": 3},
            "uncertainty is a mapping by name, as in uncertainty={'missing': ['available', 'zero']}, not 3",
        ),
    ],
)  # fmt: skip
def test_a_call_that_varies_nothing_or_what_there_is_not_is_refused(case):
    changes, message = case
    vary = {"weights": {"uniform": True}, "missing": ["available", "zero"]}
    spec = {"id": "few", "tree": {"gdp": 1, "area": 1}, "uncertainty": vary}
    with pytest.raises(MpindexError) as caught:
        make_task(spec, None, None, **{"draws": 1, "seed": 0, **changes})
    assert str(caught.value) == message
