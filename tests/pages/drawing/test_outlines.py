"""Outlines lie on the grid, and a name on the part of a unit that is seen."""

from __future__ import annotations

import numpy as np
import pytest

from mpindex.pages.drawing.outlines import Sheet, clipped, outline, within
from mpindex.plots.map_chart.view import View
from mpindex.units.shapes import Shape

SQUARE = np.array([(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0)])


def test_a_ring_becomes_steps_and_points_that_fall_together_count_once() -> None:
    assert outline(np.array([[1, 2], [5, 2], [5, 2], [5, 6]])) == "M1 2l4 0 0 4z"


def test_a_ring_too_small_for_the_grid_is_nothing() -> None:
    assert outline(np.array([[1, 2], [1, 2], [2, 2]])) == ""


def test_north_is_up() -> None:
    sheet = Sheet(View(0, 0, 200, 100), 400)
    assert sheet.height == 200
    assert sheet.places(np.array([(0.0, 100.0), (200.0, 0.0)])).tolist() == [[0, 0], [400, 200]]


def test_what_is_out_of_sight_has_no_path() -> None:
    sheet = Sheet(View(0, 0, 200, 100), 400)
    assert sheet.path(Shape((SQUARE,))).startswith("M0 200l200 0")
    assert sheet.path(Shape((SQUARE + 500,))) == ""
    assert sheet.sees(Shape((SQUARE,)))
    assert not sheet.sees(Shape((SQUARE + 500,)))


def test_dots_out_of_sight_are_left_out() -> None:
    sheet = Sheet(View(0, 0, 200, 100), 400)
    assert sheet.dots(Shape(dots=np.array([(50.0, 50.0), (500.0, 50.0)]))).tolist() == [[100, 100]]
    assert sheet.middle(Shape(dots=np.array([(500.0, 50.0)]))) is None


def test_a_name_lies_in_the_part_of_a_unit_that_is_seen() -> None:
    sheet = Sheet(View(80, 0, 200, 100), 400)
    assert sheet.middle(Shape((SQUARE,)))[0] == pytest.approx(20, abs=8)


def test_a_name_lies_outside_of_holes_between_two_arms() -> None:
    arms = np.array([(0, 0), (90, 0), (90, 100), (80, 100), (80, 30), (10, 30), (10, 100), (0, 100)], float)
    _, y = Sheet(View(0, 0, 100, 100), 600).middle(Shape((arms,)))
    assert 600 - y < 180  # in the base, not between the arms


def test_a_unit_smaller_than_the_steps_is_named_at_its_middle() -> None:
    small = SQUARE / 1000 + (40.3, 50.7)
    assert np.allclose(Sheet(View(0, 0, 100, 100), 600).middle(Shape((small,))), (242.1, 295.5), atol=1)


def test_within_counts_edges() -> None:
    assert within(np.array([[50.0, 50.0], [150.0, 50.0]]), SQUARE).tolist() == [True, False]


def test_an_outline_is_cut_at_the_edge_and_keeps_what_is_within() -> None:
    angles = np.linspace(0, 2 * np.pi, 40, endpoint=False)
    ring = np.column_stack([np.cos(angles), np.sin(angles)]) * 5
    cut = clipped(ring, np.array([-3.0, -9.0]), np.array([9.0, 2.0]))
    assert cut.min(axis=0)[0] == -3.0
    assert cut.max(axis=0)[1] == 2.0
    points = np.random.default_rng(1).uniform(-6, 6, (400, 2))
    seen = (points[:, 0] > -3) & (points[:, 1] < 2)
    np.testing.assert_array_equal(within(points, cut), within(points, ring) & seen)


def test_an_outline_beyond_the_edge_is_none() -> None:
    square = np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])
    assert len(clipped(square, np.array([2.0, 2.0]), np.array([3.0, 3.0]))) == 0
    np.testing.assert_array_equal(clipped(square, np.array([-1.0, -1.0]), np.array([3.0, 3.0])), square)
