"""The winsorising loop against a plain one."""

import numpy as np
from numpy.testing import assert_allclose
from scipy import stats

from mpindex.steps import treat


def plainly(x, winmax=5):
    """COINr's default in the words of its manual, one column and one point at a time."""

    def passes(y):
        return not (abs(stats.skew(y, bias=False)) >= 2 and stats.kurtosis(y, bias=False) >= 3.5)

    y, moved = x.copy(), {"high": 0, "low": 0}
    while not passes(y) and sum(moved.values()) < winmax:
        high = stats.skew(y, bias=False) >= 0
        extreme = y == (y.max() if high else y.min())
        moved["high" if high else "low"] = extreme.sum()
        y[extreme] = y[~extreme].max() if high else y[~extreme].min()
        if y.min() == y.max():
            return x
    return y if passes(y) else np.log(x - x.min() + 0.01 * (x.max() - x.min()))


def test_agrees_with_a_plain_loop_on_ties_zeros_low_tails_and_rare_events():
    rng = np.random.default_rng(13)
    columns = [
        *rng.lognormal(0, 2, (5, 195)),
        *-rng.lognormal(0, 2, (5, 195)),
        *np.round(rng.lognormal(0, 1.5, (5, 195))),
        *rng.lognormal(0, 2, (5, 195)) * (rng.random((5, 195)) < 0.1),
        *(rng.random((5, 195)) < 0.02).astype(float),
        *np.minimum(rng.lognormal(0, 1.5, (5, 195)), 12),
        *rng.standard_t(2, (5, 195)),
    ]
    ours = treat.winsorise(np.column_stack(columns))
    assert_allclose(ours, np.column_stack([plainly(column) for column in columns]), rtol=1e-12)
    assert {-1, 0, 1, 2} == set(treat.details(np.column_stack(columns)).stage.tolist())


def test_tied_points_move_together_and_can_pass_the_limit():
    x = np.append(np.arange(1.0, 40.0), [500.0] * 3)[:, None]
    told = treat.details(x, winmax=1, then="none")
    assert told.winsorised.tolist() == [3]
    assert told.values.max() == 39
    assert (told.changed == "winhi").sum() == 3
