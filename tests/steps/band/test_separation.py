"""The line that best tells a set apart: held to a search over every line, and to a case worked by hand."""

from __future__ import annotations

import numpy as np
import pytest

from mpindex.steps.band import separating_cut, separation

MEMBERS = np.array([True, False, True, False, True, False, False, False])
SCORES = np.array([9.0, 8.0, 7.0, 6.0, 3.0, 2.0, 1.0, np.nan])


def test_by_hand():
    """At 7 two of three members and one of four others are above: 2/3 - 1/4; at 3 all members and two others: 1 - 1/2."""
    assert separating_cut(SCORES, members=MEMBERS, others=~MEMBERS) == 3.0
    sensitivity, specificity = separation(SCORES, [7.0, 3.0], members=MEMBERS, others=~MEMBERS)
    np.testing.assert_allclose(sensitivity, [2 / 3, 1])
    np.testing.assert_allclose(specificity, [3 / 4, 1 / 2])


@pytest.mark.parametrize("seed", range(5))
def test_no_line_at_all_does_better(seed: int):
    rng = np.random.default_rng(seed)
    scores, members = rng.integers(20, size=60).astype(float), rng.random(60) < 0.2
    cut = separating_cut(scores, members=members, others=~members)
    lines = np.arange(-1.0, 22.0, 0.5)

    def youden(at):
        return sum(separation(scores, at, members=members, others=~members))

    assert youden([cut])[0] >= youden(lines).max() - 1e-12


def test_draws_are_searched_each_by_itself():
    rng = np.random.default_rng(7)
    draws = rng.normal(size=(4, 8))
    together = separating_cut(draws, members=MEMBERS, others=~MEMBERS)
    alone = [float(separating_cut(draw, members=MEMBERS, others=~MEMBERS)) for draw in draws]
    np.testing.assert_array_equal(together, alone)


def test_nobody_to_let_in_draws_no_line():
    nobody = np.zeros(8, dtype=bool)
    assert np.isnan(separating_cut(SCORES, members=nobody, others=MEMBERS))
    assert np.isnan(separating_cut(np.full(8, np.nan), members=MEMBERS, others=~MEMBERS))
