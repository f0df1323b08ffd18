"""Outlines on the grid of the page."""

from __future__ import annotations

import numpy as np
import pytest

from mpindex.errors import OptionError
from mpindex.pages.explore.shapes import WIDTH, map_of
from mpindex.units.shapes import Shape

TRIANGLE = np.array([(0.0, 0.0), (2.0, 0.0), (2.0, 1.0)])


def test_without_shapes_there_is_no_map() -> None:
    assert map_of(None, ["A"]) is None
    assert map_of({}, ["A"]) is None


def test_the_grid_is_as_wide_as_said_and_y_points_down() -> None:
    made = map_of({"A": Shape((TRIANGLE,))}, ["A"])
    assert made is not None
    assert (made["width"], made["height"]) == (WIDTH, WIDTH // 2)
    assert made["outlines"] == {"A": f"M0 {WIDTH // 2}l{WIDTH} 0 0 -{WIDTH // 2}z"}


def test_holes_stand_in_the_outline() -> None:
    made = map_of({"A": Shape((TRIANGLE,), (TRIANGLE / 4,))}, ["A"])
    assert made is not None
    assert made["outlines"]["A"].count("M") == 2


def test_a_dot_is_a_dot_and_so_is_an_outline_too_small_for_the_grid() -> None:
    speck = np.array([(1.0, 1.0), (1.00001, 1.0), (1.0, 1.00001)])
    shapes = {"A": Shape((TRIANGLE,)), "B": Shape(dots=np.array([(1.0, 0.5)])), "C": Shape((speck,))}
    made = map_of(shapes, ["A", "B", "C"])
    assert made is not None
    assert made["dots"] == {"B": [[WIDTH // 2, WIDTH // 4]], "C": [[WIDTH // 2, 0]]}
    assert set(made["outlines"]) == {"A"}


def test_land_of_no_unit_is_land() -> None:
    made = map_of({"A": Shape((TRIANGLE,)), "": Shape((TRIANGLE, TRIANGLE))}, ["A"])
    assert made is not None
    assert made["land"].count("M") == 2
    assert set(made["outlines"]) == {"A"}


@pytest.mark.parametrize(
    "wrong", [[[1, 2, 3]], [("x", "y")], [(1.0, float("nan"))], [], [(1.0, 2.0), (3.0,)], 5]
)
def test_what_is_no_outline_is_refused_by_unit(wrong: object) -> None:
    with pytest.raises(OptionError, match="shape of 'A'"):
        map_of({"A": Shape((wrong,))}, ["A"])


def test_what_is_no_shape_is_refused_by_unit() -> None:
    with pytest.raises(OptionError, match="shape of 'A' must be a mpindex"):
        map_of({"A": [[(0, 0)]]}, ["A"])  # type: ignore[dict-item]


def test_shapes_without_a_point_are_refused() -> None:
    with pytest.raises(OptionError, match="no point"):
        map_of({"A": Shape()}, ["A"])
