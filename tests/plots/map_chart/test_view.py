"""The part of the sheet that a map shows."""

import numpy as np
import pytest

from mpindex.plots.map_chart.view import area, centroid, view_of
from mpindex.plots.sheet.canvas import Margins, Sheet
from mpindex.units.shapes import Shape

SQUARE = np.array([[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]])


def test_area_and_centre_of_a_square():
    assert area(SQUARE) == 4 and centroid(SQUARE).tolist() == [1.0, 1.0]
    assert centroid(np.array([[1.0, 1.0], [3.0, 1.0]])).tolist() == [2.0, 1.0]


def test_far_off_islands_do_not_widen_the_view_of_a_region():
    land = {"A": Shape(outer=(1000 * SQUARE, SQUARE + 50_000)), "B": Shape(dots=np.array([[9000.0, 9000.0]]))}
    assert view_of(land, ["A"]).width < 3000
    assert view_of(land, None).width > 50_000
    assert view_of(land, ["A", "B"]).inside(np.array([9000.0, 9000.0]))


@pytest.mark.parametrize("size", [(4, 3), (3, 6)])
def test_both_directions_have_one_scale(size):
    sheet = Sheet({"figsize": size})
    sheet.lay_out(body=0, margins=Margins(), title=[""])
    view_of({"A": Shape(outer=(SQUARE,))}, None).apply(sheet)
    x, y = (np.ptp(limits) for limits in (sheet.ax.get_xlim(), sheet.ax.get_ylim()))
    assert x / sheet.box.width == pytest.approx(y / sheet.box.height)
