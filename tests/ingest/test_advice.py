"""Advice leads to the number that was meant: what it says is read as that number, or it gives none."""

import re

import pandas as pd
import pytest

from mpindex.ingest.advice import explain
from mpindex.ingest.cells import NUMBER, Style, parse

#: What people write, and what they mean by it.
WRITTEN = {
    "1.234,5": 1234.5,
    "1 234,5": 1234.5,
    "1.234.567": 1234567,
    "1,234,567": 1234567,
    "1,234,567.8": 1234567.8,
    "1 234": 1234,
    "1 234 567": 1234567,
    "12%": 12,
    "12 %": 12,
    "12.5%": 12.5,
    "$5": 5,
    "$1,234.5": 1234.5,
    "€1.234,50": 1234.5,
    "£ 1,234,567": 1234567,
    "1'234": 1234,
    "1’234.5": 1234.5,
    "-1,234.5": -1234.5,
    "¥1,234,567": 1234567,
    "5 €": 5,
    "1\u00a0234": 1234,
    "1\u202f234,5": 1234.5,
    "$1,234": 1234,
    "3.000.000,25": 3000000.25,
}


@pytest.mark.parametrize(("written", "value"), WRITTEN.items())
def test_the_options_that_are_named_read_the_number_that_was_meant(written, value):
    _, hint = explain(written)
    options = dict(re.findall(r"(decimal|thousands|strip)=(?:'([^']+)'|\"'\")", hint.split(" to take")[0]))
    options = {key: text or "'" for key, text in options.items()}
    assert options
    read = parse(pd.Series([written], dtype=object), Style.make(**options))
    assert read.state.tolist() == [NUMBER]
    assert read.values.tolist() == [value]


def test_where_two_numbers_may_be_meant_both_are_named():
    rule, hint = explain("1,234")
    assert "thousands or decimals" in rule
    assert hint == "pass thousands=',' if it is 1234, decimal=',' if it is 1.234"


@pytest.mark.parametrize(
    ("written", "rule"),
    [
        ("1.5M", "a word for a power of ten"),
        ("3 billion", "a word for a power of ten"),
        ("<5", "is a bound"),
        ("2-3", "is a range"),
        ("5*", "a footnote mark"),
        ("5 [a]", "a footnote mark"),
        ("true", "is true or false"),
        ("1_0", "must be a number"),
        ("many", "must be a number"),
        ("3,5", "a decimal comma"),
    ],
)
def test_what_is_no_number_is_named_as_what_it_is(written, rule):
    assert rule in explain(written)[0]


def test_a_point_where_the_comma_is_decimal_is_named():
    assert explain("1.5", Style(decimal=","))[0] == "has a decimal point"
    assert explain("1.234", Style(decimal=",")) == ("has a thousands separator", "pass thousands='.'")


@pytest.mark.parametrize(
    ("written", "rule", "hint"),
    [
        ("(5.2)", "in brackets", "write -5.2"),
        ("yes", "yes or no", "write 1 and 0"),
    ],
)
def test_brackets_and_yes_and_no_are_named_as_what_they_are(written, rule, hint):
    told = explain(written, Style())
    assert rule in told[0] and hint in told[1]


def test_a_word_is_no_number_whatever_the_decimal_sign():
    assert (
        explain("few", Style(decimal=","))
        == explain("few")
        == ("must be a number", "leave the cell empty if unknown")
    )
