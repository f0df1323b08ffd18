"""The neighbourhood of a unit."""

from __future__ import annotations

import numpy as np

from mpindex.units import neighbourhoods


def test_units_as_far_away_as_the_last_one_are_all_in_the_neighbourhood():
    """Of four units 5, 7 and 7 away two are to be in: with the second the third, whichever stands first."""
    distances = np.array([[0.0, 5, 7, 7], [5, 0, 9, 9], [7, 9, 0, 9], [7, 9, 9, 0]])
    alone = np.zeros((4, 4), dtype=bool)
    inside = neighbourhoods.neighbourhood(alone, distances, 2, np.zeros(4, dtype=bool))
    assert inside[0].all()
    order = [3, 2, 1, 0]
    turned = neighbourhoods.neighbourhood(alone, distances[np.ix_(order, order)], 2, np.zeros(4, dtype=bool))
    assert (turned == inside[np.ix_(order, order)]).all()
