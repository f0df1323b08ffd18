"""Shapes of the states for maps."""

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import DataError
from mpindex.units.shapes import shapes, shapes_of


def test_every_state_of_the_bundled_world_has_a_shape_or_a_dot():
    land = shapes()
    lacking = [
        unit for unit in mp.load().units if unit not in land or not (land[unit].outer or len(land[unit].dots))
    ]
    assert lacking == []


def test_all_points_lie_on_the_sheet():
    points = np.vstack(
        [ring for shape in shapes().values() for ring in (*shape.outer, *shape.holes, shape.dots)]
    )
    assert np.abs(points[:, 0]).max() <= 17_300 and np.abs(points[:, 1]).max() <= 8_400


def test_own_shapes_are_read_from_a_table():
    table = pd.DataFrame(
        {
            "unit": ["A", "A", "B"],
            "kind": ["outer", "hole", "dot"],
            "ring": "1",
            "points": ["0,0 3,0 0,3", "1,1 2,1 1,2", "5,5"],
        }
    )
    land = shapes_of(table)
    assert len(land["A"].outer) == len(land["A"].holes) == 1 and land["B"].dots.tolist() == [[5.0, 5.0]]


@pytest.mark.parametrize(
    ("column", "value", "message"),
    [
        ("kind", "ring", "kind is outer, hole or dot"),
        ("points", "1,2,3", "pairs x,y"),
        ("points", "a,b", "pairs x,y"),
    ],
)
def test_what_is_no_shape_is_named(column, value, message):
    table = pd.DataFrame({"unit": ["A"], "kind": ["outer"], "ring": ["1"], "points": ["0,0 3,0 0,3"]})
    with pytest.raises(DataError, match=f"'A', ring 1.*{message}"):
        shapes_of(table.assign(**{column: value}))
    with pytest.raises(DataError, match="lacks points"):
        shapes_of(table.drop(columns="points"))
