"""Numbers at an axis."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mpindex.plots.sheet.ticks import log_ticks, rank_ticks, short, value_ticks

ends = st.tuples(st.integers(1, 200), st.integers(0, 300)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(ends, st.integers(2, 9))
def test_ranks_at_an_axis_are_whole_and_its_ends_are_among_them(span, most):
    ticks = rank_ticks(*span, most)
    assert ticks[0] == span[0] and ticks[-1] == span[1] and len(ticks) <= max(most, 2)
    assert all(tick == int(tick) for tick in ticks) and ticks == sorted(set(ticks))


@given(st.floats(-1e6, 1e6), st.floats(1e-3, 1e6), st.integers(2, 9))
def test_values_at_an_axis_lie_on_it_and_are_few(low, span, most):
    ticks = value_ticks(low, low + span, most)
    assert len(ticks) <= most and all(low - 1e-6 * span <= tick <= low + 1.000001 * span for tick in ticks)


@given(st.floats(1e-9, 1e9), st.floats(1.01, 1e9))
def test_logarithmic_ticks_lie_on_the_axis_and_are_few(low, factor):
    ticks = log_ticks(low, low * factor, 6)
    assert len(ticks) <= 6 and all(0.999 * low <= tick <= 1.001 * low * factor for tick in ticks)


def test_an_axis_of_one_value_has_one_number():
    assert value_ticks(3.0, 3.0, 5) == [3.0] and rank_ticks(7, 7, 5) == [7.0]


@pytest.mark.parametrize(
    ("value", "text"), [(-0.00002, "-2·10⁻⁵"), (1e-5, "10⁻⁵"), (12_000, "12,000"), (2e12, "2\u00a0tn")]
)
def test_numbers_are_short(value, text):
    assert short(value).replace("--", "-") == text
