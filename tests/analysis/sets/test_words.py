"""Sentences claim what the figures have."""

from __future__ import annotations

import pandas as pd

from mpindex.analysis.sets import words


def test_a_necessary_condition_that_nearly_all_have_is_said_to_be_one():
    table = pd.DataFrame(
        {"necessity_consistency": [0.95, 0.92, 0.4], "relevance": [0.1, 0.8, 0.9]}, index=["a", "b", "c"]
    )
    assert (
        words.necessity(table, "y") == "Necessary for y: a (0.95, but nearly all units have it) and b (0.92)."
    )
    assert "Nothing is necessary for y" in words.necessity(table[2:], "y")


def test_equally_short_formulas_are_counted():
    rows = [["complex", m, t, 0.9, 0.8, 0.7] for m in (1, 2) for t in (f"a{m}", "b", "solution")]
    table = pd.DataFrame(rows, columns=["kind", "model", "term", "consistency", "pri", "coverage"])
    text = words.sufficiency(table, "y", "complex")
    assert (
        text.startswith("Enough for y (complex): a1 + b, consistency 0.90, coverage 0.70.")
        and "2 formulas" in text
    )


def test_where_nothing_is_enough_the_nearest_that_occurs_is_named():
    index = pd.MultiIndex.from_tuples([(1, 0), (1, 1)], names=["a", "b"])
    table = pd.DataFrame({"n": [3, 0], "consistency": [0.46, 0.9]}, index=index)
    assert (
        words.insufficiency(table, "y") == "No combination is enough for y; the nearest, a*~b, reaches 0.46."
    )


def test_nine_tenths_are_necessary_and_relevant_at_one_half():
    table = pd.DataFrame({"necessity_consistency": [0.9], "relevance": [0.5]}, index=["a"])
    assert words.necessity(table, "y") == "Necessary for y: a (0.90)."
    less = pd.DataFrame({"necessity_consistency": [0.4, 0.89, 0.3], "relevance": 0.9}, index=["a", "b", "c"])
    assert words.necessity(less, "y") == (
        "Nothing is necessary for y by the usual line of 0.9; the nearest is b (0.89)."
    )


def test_formulas_are_said_with_their_figures_and_one_alone_needs_no_warning():
    rows = [["complex", 1, term, 0.9, 0.8, 0.7] for term in ("a", "b", "solution")]
    rows += [["parsimonious", m, t, 0.6, 0.5, 0.4] for m in (1, 2) for t in (f"a{m}", "solution")]
    table = pd.DataFrame(rows, columns=["kind", "model", "term", "consistency", "pri", "coverage"])
    assert words.sufficiency(table, "y", "complex") == (
        "Enough for y (complex): a + b, consistency 0.90, coverage 0.70."
    )
    assert words.sufficiency(table, "y", "parsimonious") == (
        "Enough for y (parsimonious): a1, consistency 0.60, coverage 0.40. 2 formulas are equally short: none is the right"
        " one."
    )


def test_where_no_combination_occurs_nothing_is_known():
    table = pd.DataFrame({"n": [0, 0], "consistency": [0.46, 0.9]}, index=pd.Index([1, 0], name="a"))
    assert words.insufficiency(table, "y") == "No combination occurs, so nothing is known to be enough for y."
    assert words.insufficiency(table.assign(n=1), "y") == (
        "No combination is enough for y; the nearest, ~a, reaches 0.90."
    )
