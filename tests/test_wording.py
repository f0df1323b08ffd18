"""Numbers in words: as they are spoken, as they are listed, with three digits."""

from __future__ import annotations

import numpy as np
import pytest

from mpindex.wording import counted, listed, number, numbers, ordinal, percent


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
        (-45678.0, "-45,678"),
        (999_999.0, "1 million"),
        (3.2e13, "32 trillion"),
        (1234.5, "1,234"),
        (-65833.2, "-65,833"),
        (999_960_000.0, "1 billion"),
        (np.nan, "-"),
    ],
)
def test_numbers_have_three_digits(value: float, text: str):
    assert number(value) == text


@pytest.mark.each(
    "case",
    [
        ([1.773, 0.975, -0.0426, 0.0, np.nan], ["+1.77", "+0.97", "-0.04", "0", "-"]),
        ([2.0, 30.0], ["+2", "+30"]),
        ([3.0, 0.5], ["+3.0", "+0.5"]),
        ([100.0, 20.0], ["+100", "+20"]),
        ([2.5e9, 3.1e7], ["+2.50 billion", "+0.03 billion"]),
        ([4e-5, -2e-6], ["+4.00e-05", "-2.00e-06"]),
        ([0.0], ["0"]),
        ([], []),
    ],
)
def test_numbers_below_one_another_end_at_the_same_place(case: tuple[list[float], list[str]]):
    values, texts = case
    assert numbers(values, signed=True) == texts
    assert numbers(values) == [text.removeprefix("+") for text in texts]


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
