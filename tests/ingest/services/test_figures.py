"""Of what a service says, the states' figures of the years asked for are kept; what contradicts itself is refused."""

from __future__ import annotations

import pytest

from mpindex.errors import DataError
from mpindex.ingest.services.figures import Span, of_states

ROWS = [("KAZ", 2020, 1.0), ("KAZ", 2021, 2.0), ("WLD", 2021, 9.0), ("PRI", 2021, 3.0), ("WLD", 2020, 8.0)]


def test_states_are_kept_and_the_others_counted():
    values, others = of_states(ROWS, Span(), series="x")
    assert values == {("KAZ", 2020): 1.0, ("KAZ", 2021): 2.0}
    assert others == 2


@pytest.mark.parametrize(
    ("span", "years"), [(Span(2021), {2021}), (Span(None, 2020), {2020}), (Span(2020, 2021), {2020, 2021})]
)
def test_both_ends_of_a_span_belong_to_it(span, years):
    assert {year for _, year in of_states(ROWS, span, series="x")[0]} == years


def test_no_figure_of_any_state_is_an_error_that_names_the_span():
    with pytest.raises(DataError, match=r"x: .* no figure of any state from 2022 to today"):
        of_states(ROWS, Span(2022), series="x")
    with pytest.raises(DataError, match=r"from the beginning to 1990"):
        of_states(ROWS, Span(None, 1990), series="x")


def test_the_same_figure_twice_is_one_and_two_are_an_error():
    assert of_states([*ROWS, ("KAZ", 2020, 1.0)], Span(), series="x")[0]["KAZ", 2020] == 1.0
    with pytest.raises(DataError, match=r"two values of KAZ in 2020: 1\.0 and 1\.5"):
        of_states([*ROWS, ("KAZ", 2020, 1.5)], Span(), series="x")
