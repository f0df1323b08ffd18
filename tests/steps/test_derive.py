"""Verbs that make indicators from others, each worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from mpindex.steps import derive

NAN = np.nan
YEARS = np.arange(2015, 2025)
FIGURES = st.floats(-1e6, 1e6, allow_subnormal=False) | st.just(NAN)


def groups(*labels: str) -> np.ndarray:
    """Who is in whose group; an empty label is outside every group."""
    return np.array([[bool(a) and a == b for b in labels] for a in labels])


WORLD4 = groups("w", "w", "w", "w")

# along indicators ---------------------------------------------------------------


def test_a_ratio_has_a_factor_and_nothing_over_zero():
    above, below = np.array([6.0, 1.0, NAN, 2.0]), np.array([2.0, 0.0, 1.0, NAN])
    assert_array_equal(derive.ratio(above, below, factor=100), [300, NAN, NAN, NAN])


def test_what_lacks_a_part_lacks_the_sum_product_and_difference():
    a, b, c = np.array([1.0, NAN]), np.array([2.0, 2.0]), np.array([4.0, 4.0])
    assert_array_equal(derive.total(a, b, c), [7, NAN])
    assert_array_equal(derive.product(a, b, c), [8, NAN])
    assert_array_equal(derive.difference(a, b), [-1, NAN])


# along years ---------------------------------------------------------------------


def test_a_mean_is_over_calendar_years_and_skips_gaps():
    x = np.array([[9.0, 1.0, NAN, 3.0], [9.0, NAN, NAN, NAN]])
    assert_array_equal(derive.mean(x, np.array([2010, 2020, 2021, 2022]), years=3), [2, NAN])


def test_a_year_without_any_figure_still_counts_as_a_year():
    assert_array_equal(derive.mean(np.array([[9.0, 1.0, 3.0]]), np.array([2010, 2019, 2022]), years=3), [3])


@given(hnp.arrays(float, (3, 6), elements=FIGURES))
def test_a_slope_is_that_of_a_fitted_line(x: np.ndarray):
    calendar = np.array([2012, 2015, 2016, 2018, 2019, 2020])
    slopes, t = derive.slope(x, calendar, years=5), derive.slope_t(x, calendar, years=5)
    for row, slope, ratio in zip(x, slopes, t, strict=True):
        there = np.isfinite(row) & (calendar >= 2015)
        if there.sum() < 3:
            assert np.isnan(slope)
            assert np.isnan(ratio)
            continue
        y, when = row[there], calendar[there] - 2015.0
        assert slope == pytest.approx(np.polyfit(when, y, 1)[0], rel=1e-7, abs=1e-7 * (1 + np.abs(y).max()))
        line = stats.linregress(when, y)
        if line.stderr > 1e-9 * (1 + np.abs(y).max()):
            assert ratio == pytest.approx(line.slope / line.stderr, rel=1e-6, abs=1e-6)


def test_a_slope_smaller_than_its_publishers_error_is_none():
    x, year = np.array([[1.0, 2.0, 3.0], [1.0, 2.0, 3.0], [NAN, 2.0, 3.0]]), np.array([2020, 2021, 2022])
    # slope 1; its standard error is sqrt(1 + 1) e / 2 for an error e at both ends
    error = np.array([[1.0, 1.0, 1.0], [2.0, 2.0, 2.0], [1.0, 1.0, 1.0]])
    assert_array_equal(derive.slope(x, year, years=5, error=error), [1, 0, NAN])
    assert_allclose(derive.slope_t(x, year, years=5, error=error), [np.sqrt(2), np.sqrt(2) / 2, NAN])


def test_a_straight_line_leaves_no_residual_to_judge_it_by():
    x = np.array([[0.1, 0.2, 0.3, 0.4], [5.0, 5.0, 5.0, 5.0]])
    assert_array_equal(derive.slope_t(x, YEARS[:4], years=9), [NAN, NAN])


def test_a_change_is_from_so_many_years_before_the_units_own_newest():
    x = np.array([[2.0, NAN, 3.0], [2.0, 5.0, NAN], [NAN, 5.0, 7.0], [NAN, NAN, NAN]])
    calendar = np.array([2020, 2021, 2022])
    assert_array_equal(derive.change(x, calendar, years=2), [1, NAN, NAN, NAN])
    assert_array_equal(derive.change(x, calendar, years=1), [NAN, 3, 2, NAN])
    assert_array_equal(derive.change(x, calendar, years=1, relative=True), [NAN, 1.5, 0.4, NAN])


def test_a_change_counts_calendar_years_and_not_columns():
    assert_array_equal(derive.change(np.array([[1.0, 4.0, 9.0]]), np.array([2010, 2020, 2022]), years=2), [5])


def test_a_relative_change_of_a_negative_figure_keeps_its_sign_and_from_zero_is_nothing():
    x = np.array([[-2.0, -1.0], [0.0, 1.0]])
    assert_array_equal(derive.change(x, np.array([2020, 2021]), years=1, relative=True), [0.5, NAN])


# along units ---------------------------------------------------------------------


def test_a_share_is_of_the_own_group():
    x = np.array([3.0, 1.0, 9.0, 5.0, NAN])
    assert_array_equal(derive.share(x, members=groups("a", "a", "b", "", "b")), [0.75, 0.25, 1, NAN, NAN])


def test_a_share_of_nothing_is_missing():
    assert_array_equal(derive.share(np.array([0.0, 0.0]), members=groups("a", "a")), [NAN, NAN])


def test_a_lead_is_over_the_best_other():
    x = np.array([6.0, 2.0, 3.0, 9.0, NAN])
    assert_array_equal(derive.lead(x, members=groups("a", "a", "a", "b", "b")), [2, 1 / 3, 0.5, NAN, NAN])


def test_there_is_no_lead_over_nothing():
    assert_array_equal(derive.lead(np.array([6.0, 0.0, 0.0]), members=groups("a", "a", "")), [NAN, 0, NAN])


def test_a_position_counts_from_the_top_and_ties_share_the_middle():
    x = np.array([9.0, 7.0, 7.0, 1.0])
    assert_array_equal(derive.position(x, members=WORLD4), [0.125, 0.5, 0.5, 0.875])
    assert_array_equal(
        derive.position(np.array([9.0, NAN, 7.0, 1.0]), members=groups("a", "a", "a", "")),
        [0.25, NAN, 0.75, NAN],
    )


def test_alone_one_is_in_the_middle_of_oneself():
    assert_array_equal(derive.position(np.array([9.0, 1.0]), members=groups("a", "b")), [0.5, 0.5])


# along partners ------------------------------------------------------------------

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


# all of them ---------------------------------------------------------------------

UNITS = {
    "share": lambda x, m: derive.share(x, members=m),
    "lead": lambda x, m: derive.lead(x, members=m),
    "position": lambda x, m: derive.position(x, members=m),
    "evenness": lambda x, m: derive.evenness(np.where(m, x, -np.inf)),
    "partner_share": lambda x, m: derive.partner_share(np.outer(x, x), m),
    "preponderance": lambda x, m: derive.preponderance(x, np.ones(m.shape), members=m, rivals=m),
}
AMOUNTS = st.integers(0, 800).map(lambda n: n / 8) | st.just(NAN)


@pytest.mark.parametrize("verb", UNITS)
@given(data=st.data())
def test_the_order_of_the_units_and_their_scale_do_not_matter(verb: str, data: st.DataObject):
    n = data.draw(st.integers(1, 7))
    x = data.draw(hnp.arrays(float, n, elements=AMOUNTS))
    member = groups(*data.draw(st.lists(st.sampled_from(["a", "b", ""]), min_size=n, max_size=n)))
    order = np.array(data.draw(st.permutations(range(n))))
    result = UNITS[verb](x, member)
    assert_allclose(UNITS[verb](x[order], member[np.ix_(order, order)]), result[order], rtol=1e-12)
    assert_allclose(UNITS[verb](4 * x, member), result, rtol=1e-12)
    if verb != "lead":
        known = result[~np.isnan(result)]
        assert ((known >= -1e-12) & (known <= 1 + 1e-12)).all()
