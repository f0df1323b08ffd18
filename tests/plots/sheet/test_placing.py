"""Labels that cover neither each other, nor points, nor the edge."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.testing import assert_allclose

from mpindex.plots.sheet.placing import place, spread

centres = st.lists(st.floats(0, 100), min_size=1, max_size=9)


@given(centres)
def test_labels_that_fit_the_line_do_not_overlap_and_stay_on_it(wanted):
    found = np.sort(spread(wanted, [10.0] * len(wanted), 0.0, 100.0))
    assert (np.diff(found) >= 10 - 1e-9).all()
    assert found[0] >= 5 - 1e-9 and found[-1] <= 95 + 1e-9


@given(centres)
def test_labels_keep_their_order(wanted):
    found = spread(wanted, [4.0] * len(wanted), 0.0, 100.0)
    assert (np.argsort(found, kind="stable") == np.argsort(wanted, kind="stable")).all()


def test_labels_far_apart_stay_where_they_are():
    assert_allclose(spread([20, 50, 80], [10, 10, 10], 0, 100), [20, 50, 80])


def test_more_labels_than_fit_are_laid_end_to_end():
    assert_allclose(np.diff(np.sort(spread([5, 5, 5], [10, 10, 10], 0, 15))), [10, 10])


def test_crowded_points_get_names_that_do_not_overlap():
    points = np.array([[200.0 + 3 * i, 200.0 - i] for i in range(6)])
    sizes = np.full((6, 2), [60.0, 12.0])
    found = place(points, sizes, points, (0.0, 0.0, 400.0, 400.0))
    for i in range(6):
        for j in range(i):
            assert (np.abs(found[i] - found[j]) >= [60, 12]).any()


def test_a_name_at_the_edge_stays_inside():
    found = place([[399.0, 1.0]], [[60.0, 12.0]], [[399.0, 1.0]], (0.0, 0.0, 400.0, 400.0))
    assert 30 <= found[0, 0] <= 370 and 6 <= found[0, 1] <= 394
