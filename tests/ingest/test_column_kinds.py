"""What a column holds is seen from its cells."""

import pandas as pd
import pytest

from mpindex.ingest.cells import PLAIN
from mpindex.ingest.column_kinds import is_of_figures, is_words, kind, may_be_figures


@pytest.mark.parametrize(
    ("cells", "held"),
    [
        (["1", "2"], "figures"),
        (["1", "x"], "figures"),
        (["1,5", "2,5"], "figures"),
        (["12%", "13%"], "figures"),
        (["true", "false"], "figures"),
        ([True, False], "figures"),
        (["north", "south"], "words"),
        (["2019-01-01", "2020-01-01"], "words"),
        (["", None], "empty"),
        (["..", "n/a"], "empty"),
    ],
)
def test_a_column_is_of_figures_words_or_nothing(cells, held):
    assert kind(pd.Series(cells, dtype=object), "x", PLAIN) == held


@pytest.mark.parametrize(
    ("header", "held"),
    [("COWcode", "codes"), ("version", "codes"), ("Flag Codes", "words"), ("gdp", "figures")],
)
def test_a_header_may_say_what_numbers_are(header, held):
    assert kind(pd.Series([1.0, 2.0]), header, PLAIN) == held


def test_words_have_no_digits():
    assert is_words(pd.Series(["a", "b"]))
    assert not is_words(pd.Series(["a", "b2"]))
    assert not is_words(pd.Series([1.0]))


def test_one_number_makes_a_column_of_figures():
    assert is_of_figures(pd.Series(["x", "5"]), PLAIN)
    assert not is_of_figures(pd.Series(["x", "y"]), PLAIN)


def test_what_may_be_figures_is_not_ruled_out_too_early():
    assert may_be_figures(pd.Series(["1,234", "x"]))
    assert may_be_figures(pd.Series([], dtype=object))
    assert may_be_figures(pd.Series(["...", "a long note"]))
    assert not may_be_figures(pd.Series(["a long note", "another note", "none"]))
    assert not may_be_figures(pd.Series([True, False]))
