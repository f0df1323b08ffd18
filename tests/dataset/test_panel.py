"""The panel keeps the newest of what is fresh, whatever the order of its rows."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from mpindex.dataset.panel import ALWAYS, Panel

ROWS = st.lists(
    st.tuples(st.integers(0, 2), st.integers(0, 3), st.integers(2000, 2010), st.floats(-9, 9)),
    max_size=40,
    unique_by=lambda row: row[:3],
)


def made(rows):
    indicator, unit, year, value = (np.array([row[i] for row in rows]) for i in range(4))
    whole = [column.astype(int) for column in (indicator, unit, year)]
    return Panel.make(*whole, value.astype(float), np.zeros(len(rows), dtype=int), ("a",))


@given(ROWS, st.integers(0, 10), st.integers(2000, 2010))
def test_the_newest_fresh_value_is_found_as_by_going_through_every_row(rows, window, year):
    panel = made(rows)
    found = panel.newest(np.full(3, window), reference=year, latest=year, units=4)
    for unit in range(4):
        for indicator in range(3):
            fresh = [r for r in rows if r[:2] == (indicator, unit) and year - window <= r[2] <= year]
            row = found[unit, indicator]
            assert (row < 0) == (not fresh)
            if fresh:
                assert panel.value[row] == max(fresh, key=lambda r: r[2])[3]


@given(ROWS, st.integers(0, 2), st.integers(2000, 2010))
def test_a_series_holds_every_value_once_and_nothing_later(rows, indicator, latest):
    years, values = made(rows).series(indicator, latest=latest, units=4)
    there = {(r[1], r[2]): r[3] for r in rows if r[0] == indicator and r[2] <= latest}
    assert list(years) == sorted({year for _, year in there})
    assert (~np.isnan(values)).sum() == len(there)
    for (unit, year), value in there.items():
        assert values[unit, list(years).index(year)] == value


@given(ROWS)
def test_the_order_of_the_rows_does_not_matter(rows):
    one, other = made(rows), made(rows[::-1])
    assert np.array_equal(one.value, other.value)
    assert np.array_equal(one.year, other.year)


@given(ROWS)
def test_units_that_move_take_their_values_along(rows):
    panel = made(rows)
    moved = panel.renumber(np.array([3, 2, 1, -1]), np.array([0, -1, 1]))
    kept = [r for r in rows if r[0] != 1 and r[1] != 3]
    assert sorted(moved.value) == sorted(r[3] for r in kept)
    at = moved.newest(np.full(2, ALWAYS), reference=2010, latest=ALWAYS, units=4)
    for indicator, unit, year, value in kept:
        newest = max(r[2] for r in kept if r[:2] == (indicator, unit))
        if year == newest:
            assert moved.value[at[3 - unit, {0: 0, 2: 1}[indicator]]] == value


def test_nobody_can_change_a_panel():
    panel = made([(0, 0, 2000, 1.0)])
    for other in (panel, panel.kept(np.array([True])), panel.redated([0], 2001)):
        assert not any(
            getattr(other, name).flags.writeable for name in ("unit", "indicator", "year", "value")
        )


def test_figures_of_one_year_are_moved_to_another_and_the_rest_stays():
    panel = made([(0, 0, 2005, 1.0), (0, 1, 2005, 2.0), (1, 0, 2003, 3.0)])
    moved = panel.redated([0], 2001)
    assert moved.year.tolist() == [2001, 2001, 2003] and moved.value.tolist() == [1, 2, 3]
    assert panel.year.tolist() == [2005, 2005, 2003]


@given(ROWS)
def test_a_panel_in_which_nothing_moves_is_the_same_panel(rows):
    panel = made(rows)
    assert panel.renumber(np.arange(4), np.arange(3)) is panel
    turned = panel.renumber(np.arange(4), np.array([0, 2, 1]))
    assert sorted(turned.indicator) == sorted({0: 0, 1: 2, 2: 1}[r[0]] for r in rows)
