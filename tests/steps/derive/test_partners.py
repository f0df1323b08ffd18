"""Verbs along partners, worked by hand."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.steps import derive

NAN = np.nan


#: Exports among three states. A sells 6 to B and 2 to C; B sells 4 to A; C sells 1 to A and 3 to B.
EXPORTS = np.array([[NAN, 6.0, 2.0], [4.0, NAN, NAN], [1.0, 3.0, NAN]])


EVERYONE = np.ones((3, 3), dtype=bool)


def test_a_market_share_is_of_all_that_the_partners_buy():
    # B buys 9 of whom A sells 6, C buys 2 all of A: 8 of 11. A buys 5, C 2: B sells 4 of 7. A buys 5, B 9: C sells 4 of 14
    assert_allclose(derive.partner_share(EXPORTS, EVERYONE), [8 / 11, 4 / 7, 4 / 14])


def test_a_market_share_in_one_neighbour():
    border = np.array([[0, 1, 0], [1, 0, 0], [0, 0, 0]], dtype=bool)
    assert_array_equal(derive.partner_share(EXPORTS, border), [6 / 9, 4 / 5, NAN])


def test_a_market_share_of_another_total():
    assert_allclose(
        derive.partner_share(EXPORTS, EVERYONE, np.array([10.0, 20.0, NAN])), [6 / 20, 4 / 10, 4 / 30]
    )


def test_who_reports_no_trade_has_no_market_share():
    flow = np.array([[NAN, 1.0], [NAN, NAN]])
    assert_array_equal(derive.partner_share(flow, np.ones((2, 2), dtype=bool)), [1, NAN])


@pytest.mark.parametrize("method", [derive.partner_share, derive.mean_share])
def test_who_sends_is_known_by_what_it_sends_and_not_by_what_it_gets(method):
    flow = np.array([[NAN, 4.0, NAN], [NAN, NAN, NAN], [NAN, 1.0, NAN]])
    assert_allclose(method(flow, ~np.eye(3, dtype=bool)), [0.8, NAN, 0.2])


def test_evenness_runs_from_all_with_one_to_all_alike():
    flow = np.array([[1.0, 1.0, 1.0, 1.0], [4.0, 0.0, 0.0, 0.0], [2.0, 2.0, NAN, 0.0], [0.0, 0.0, 0.0, 0.0]])
    # two halves of four: (1 - 1/2) / (1 - 1/4)
    assert_allclose(derive.evenness(flow), [1, 0, 2 / 3, NAN])


def test_a_state_that_is_itself_a_partner_is_scored_over_the_others():
    assert_array_equal(derive.evenness(np.array([[-np.inf, 1.0, 1.0], [-np.inf, 2.0, 0.0]])), [1, 0])


def test_with_one_partner_there_is_nothing_to_be_even_about():
    assert_array_equal(derive.evenness(np.array([[3.0], [-np.inf]])), [NAN, NAN])


def test_preponderance_is_the_mean_weight_at_the_others():
    mass = np.array([8.0, 2.0])
    distance = np.array([[10.0, 100.0], [100.0, 5.0]])
    both = np.ones((2, 2), dtype=bool)
    # at B: A weighs 8/100 and B 2/5; at A: B weighs 2/100 and A 8/10
    assert_allclose(
        derive.preponderance(mass, distance, members=both, rivals=both),
        [0.08 / (0.08 + 0.4), 0.02 / (0.02 + 0.8)],
    )
    assert_allclose(derive.preponderance(mass, distance, members=both, rivals=both, decay=0), [0.8, 0.2])


def test_whoever_is_weighed_is_among_the_rivals():
    mass, distance = np.array([8.0, 2.0]), np.ones((2, 2))
    members, rivals = np.ones((2, 2), dtype=bool), np.array([[False, True], [True, False]])
    assert_allclose(derive.preponderance(mass, distance, members=members, rivals=rivals), [0.8, 0.2])


def test_no_distance_no_weight_and_no_warning():
    mass = np.array([8.0, 2.0, NAN])
    distance = np.array([[1.0, NAN, 1.0], [0.0, 1.0, 1.0], [1.0, 1.0, 1.0]])
    everyone = np.ones((3, 3), dtype=bool)
    # at A and B nothing of the other arrives; at C A weighs 8 and B 2
    assert_allclose(derive.preponderance(mass, distance, members=everyone, rivals=everyone), [0.4, 0.1, NAN])


def test_a_stack_of_tables_of_flows_gives_what_each_gives():
    flow, partners = np.random.default_rng(2).random((2, 3, 3)), ~np.eye(3, dtype=bool)
    for verb in (
        derive.evenness,
        partial(derive.partner_share, partners=partners),
        partial(derive.mean_share, partners=partners),
    ):
        assert_allclose(verb(flow), [verb(table) for table in flow])
