"""Two quantities against each other."""

import numpy as np
import pandas as pd
import pytest

from mpindex import plots
from mpindex.errors import OptionError
from mpindex.plots.scatter_chart import group_looks

X = pd.Series(np.arange(1.0, 9.0), index=list("ABCDEFGH"))


def test_the_title_says_the_rank_correlation(ruler):
    ax = plots.scatter(X, X**3, labels=("Wealth, US$", "Power"), source="x")
    assert ruler.title(ax) == "Wealth and Power are much alike (rank correlation 1.00)"
    assert "opposed" in ruler.title(plots.scatter(X, -X, labels=("a", "b"), source="x"))


def test_units_without_one_of_the_two_are_left_out_and_named(ruler):
    ax = plots.scatter(X, X.drop("H"), "H", labels=("a", "b"), source="x")
    assert "1 unit without one of the two left out. No figure for H." in ruler.subtitle(ax)


def test_constant_quantities_have_no_correlation(ruler):
    assert ruler.title(plots.scatter(X, X * 0 + 1, labels=("a", "b"), source="x")) == "A and b"


def test_fewer_than_two_units_cannot_be_drawn():
    with pytest.raises(OptionError, match="1 unit with both"):
        plots.scatter(X[:1], X, labels=("a", "b"), source="x")


def test_the_title_begins_with_a_capital_and_labels_stay_as_they_are(ruler):
    ax = plots.scatter(X, X, labels=("rank by wood", "rank by cinc"), source="x", figsize=7)
    assert ruler.title(ax).startswith("Rank by wood and rank by cinc are much alike")
    assert ax.get_xlabel() == "rank by wood"


def test_groups_have_marks_of_their_own_named_above_and_the_unit_asked_for_keeps_its_groups(ruler):
    x = pd.Series(range(12), index=[f"u{i}" for i in range(12)], dtype=float)
    groups = pd.Series([f"type {i % 4}" for i in range(12)], index=x.index)
    ax = plots.scatter(x, x % 5, "u1", labels=("a", "b"), source="x", groups=groups, figsize=3.5)
    assert [text.get_text() for text in ax.texts if str(text.get_gid()).startswith("key:")] == [
        f"type {i}" for i in range(4)
    ]
    looks = group_looks(groups)
    assert len({(look["marker"], look["mfc"] == "white") for look in looks.values()}) == 4
    ruler.assert_good(ax)
    with pytest.raises(OptionError, match="at most 8 groups"):
        group_looks(pd.Series(list("abcdefghi")))


def test_ranks_have_the_best_at_the_right_and_on_top_and_no_rank_nobody_has(ruler):
    ranks = pd.Series([1.0, 2, 3, 4, 5], index=list("ABCDE"))
    ax = plots.scatter(
        ranks, ranks[::-1].set_axis(ranks.index), labels=("p", "q"), source="x", ranks=True, diagonal="alike"
    )
    assert ax.xaxis_inverted() and ax.yaxis_inverted()
    assert next(label.get_text() for label in ruler.ticks(ax)) == "1"
    assert "key:alike" in [text.get_gid() for text in ax.texts]
