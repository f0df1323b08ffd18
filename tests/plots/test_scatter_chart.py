"""Two quantities against each other."""

import numpy as np
import pandas as pd
import pytest

from mpindex import plots
from mpindex.errors import OptionError

X = pd.Series(np.arange(1.0, 9.0), index=list("ABCDEFGH"))


def test_the_title_says_the_rank_correlation(ruler):
    ax = plots.scatter(X, X**3, labels=("Wealth, US$", "Power"), source="x")
    assert ruler.title(ax) == "Wealth and Power are much alike (rank correlation 1.00)"
    assert "opposed" in ruler.title(plots.scatter(X, -X, labels=("a", "b"), source="x"))


def test_units_without_one_of_the_two_are_left_out_and_named(ruler):
    ax = plots.scatter(X, X.drop("H"), "H", labels=("a", "b"), source="x")
    assert "1 unit without one of the two left out. No figure for H." in ruler.subtitle(ax)


def test_constant_quantities_have_no_correlation(ruler):
    assert ruler.title(plots.scatter(X, X * 0 + 1, labels=("a", "b"), source="x")) == "a and b"


def test_fewer_than_two_units_cannot_be_drawn():
    with pytest.raises(OptionError, match="1 units have both"):
        plots.scatter(X[:1], X, labels=("a", "b"), source="x")


def test_the_title_begins_with_a_capital_and_labels_stay_as_they_are(ruler):
    ax = plots.scatter(X, X, labels=("rank by wood", "rank by cinc"), source="x", figsize=7)
    assert ruler.title(ax).startswith("Rank by wood and rank by cinc are much alike")
    assert ax.get_xlabel() == "rank by wood"
