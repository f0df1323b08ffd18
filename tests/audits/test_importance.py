"""What a straight line sees, and what a smoother sees."""

from __future__ import annotations

import numpy as np
import pytest

from mpindex.audits import importance


def test_correlation_ratio_of_a_line_is_the_squared_correlation():
    rng = np.random.default_rng(11)
    x = rng.normal(size=300)
    y = x + rng.normal(size=300)
    assert importance.linear(x, y) == pytest.approx(np.corrcoef(x, y)[0, 1] ** 2)
    assert importance.smoothed(x, y) == pytest.approx(importance.linear(x, y), abs=0.05)


def test_the_smoother_sees_what_a_line_does_not():
    x = np.linspace(-1, 1, 201)
    assert importance.linear(x, x**2) < 0.01
    assert importance.smoothed(x, x**2) > 0.99


def test_a_transformation_of_the_part_leaves_what_it_tells():
    rng = np.random.default_rng(6)
    x = rng.normal(size=195)
    y = x + 0.3 * rng.normal(size=195)
    assert importance.smoothed(np.exp(3 * x), y) == pytest.approx(importance.smoothed(x, y), abs=0.05)


def test_noise_tells_nothing():
    rng = np.random.default_rng(4)
    assert importance.smoothed(rng.normal(size=400), rng.normal(size=400)) < 0.05


def test_neighbours_are_joined_where_units_are_many():
    rng = np.random.default_rng(9)
    x = rng.normal(size=5000)
    noise = 0.5 * rng.normal(size=5000)
    y = np.sin(2 * x) + noise
    assert importance.smoothed(x, y) == pytest.approx(1 - np.var(noise) / np.var(y), abs=0.02)
