"""Benefit of the doubt: bounds hold in every unit's own weights, and are refused where nothing meets them."""

import numpy as np

from mpindex.steps import aggregate


def test_bounds_on_shares_hold_in_every_units_favourite_weights():
    x = np.random.default_rng(12).random((12, 4)) + 0.1
    free = aggregate.frontier.favourable(x)
    bound = aggregate.frontier.favourable(x, shares=[0.1, 0.4])
    assert (bound.scores <= free.scores + 1e-9).all()
    shares = bound.weights * x / (bound.weights * x).sum(axis=1, keepdims=True)
    assert shares.min() >= 0.1 - 1e-7 and shares.max() <= 0.4 + 1e-7
    assert (free.weights @ x.T <= 1 + 1e-7).all()
