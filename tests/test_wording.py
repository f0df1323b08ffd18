"""Numbers in words: as they are spoken, as they are listed, with three digits."""

from __future__ import annotations

import numpy as np
import pytest

from mpindex.wording import counted, listed, number, ordinal, percent


@pytest.mark.each("n", range(1, 200))
def test_ordinals_end_as_they_are_spoken(n: int):
    ending = {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th") if n // 10 % 10 != 1 else "th"
    assert ordinal(n) == f"{n}{ending}"


def test_what_has_no_rank_is_unranked():
    assert ordinal(None) == "unranked"


@pytest.mark.parametrize(
    ("names", "text"), [([], "none"), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_read_like_lists(names: list[str], text: str):
    assert listed(names) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.12345, "0.123"),
        (-2.5, "-2.5"),
        (0.0000123, "1.23e-05"),
        (999.4, "999"),
        (999.6, "1,000"),
        (-45678.0, "-45,700"),
        (999_999.0, "1,000,000"),
        (999.7e6, "1,000 million"),
        (3.2e13, "32 trillion"),
        (np.nan, "-"),
    ],
)
def test_numbers_have_three_digits(value: float, text: str):
    assert number(value) == text


def test_one_thing_has_no_s():
    assert (counted(1, "unit"), counted(0, "unit"), counted(1234, "unit")) == (
        "1 unit",
        "0 units",
        "1,234 units",
    )


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0, "0 %"),
        (0.004, "under 1 %"),
        (0.005, "under 1 %"),
        (0.76, "76 %"),
        (0.996, "over 99 %"),
        (1, "100 %"),
    ],
)
def test_what_is_seldom_is_not_written_as_never(share: float, text: str):
    assert percent(share) == text
