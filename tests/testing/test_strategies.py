"""Worlds and definitions that Hypothesis draws."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, find, given, settings

from mpindex.testing import definitions, worlds

ROOT = Path(__file__).resolve().parents[2]


few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])


ignore_constants = pytest.mark.filterwarnings("ignore:.*constant for all units")


@ignore_constants
@few
@given(drawn=definitions(keeps=["permutation", "weight_scaling"]), world=worlds(directions=True))
def test_any_definition_can_be_put_to_any_world(drawn, world):
    index = drawn.apply(world)
    assert index.scores.notna().sum() <= len(world.units)
    assert set(index.bands.dropna()) <= {"upper", "lower"}


@given(world=worlds())
@few
def test_a_world_is_small_and_has_a_figure_in_every_column(world):
    assert 2 <= len(world.units) <= 12
    assert world.frame.notna().any().all()


def test_strategies_without_hypothesis_name_what_to_install():
    code = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "import mpindex.testing as t\n"
        "t.check_definition('wood', examples=2)\n"
        "try: t.worlds\n"
        "except ImportError as fault: print(fault)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert "pip install 'mpindex[testing]'" in done.stdout, done.stderr


@pytest.mark.each(
    "like",
    [
        lambda world: len(world.units) == 2,
        lambda world: len(world.units) == 12,
        lambda world: (world.frame == 5).to_numpy().all(),
        lambda world: (world.frame == 1048576).to_numpy().any(),
        lambda world: world.frame.isna().to_numpy().any(),
        lambda world: world.indicator("x").direction < 0,
    ],
)
def test_there_are_worlds_of_either_size_and_with_what_is_odd(like):
    once = settings(max_examples=2000, database=None, deadline=None, phases=[Phase.generate])
    find(worlds(["x"], directions=True), like, settings=once)
