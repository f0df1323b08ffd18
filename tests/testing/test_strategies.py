"""Worlds and definitions that Hypothesis draws."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

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
