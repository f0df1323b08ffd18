"""Types of states."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import OptionError


def test_type_one_has_the_highest_profiles_and_the_same_seed_gives_the_same(states):
    first = mp.types("capability", k=3, method="kmeans", draws=5, seed=1)
    again = mp.types("capability", k=3, method="kmeans", draws=5, seed=1)
    assert first.labels.equals(again.labels) and first.held.equals(again.held)
    means = first.means.mean(axis=1)
    assert means.is_monotonic_decreasing and first.labels["USA"] == 1


def test_a_table_of_figures_is_grouped_as_r_groups_it(states, z):
    found = mp.types(z, k=3, draws=2)
    pairs = pd.crosstab(found.labels, states["ward3"])
    assert ((pairs > 0).sum() == 1).all() and found.k == 3


def test_without_k_the_bic_chooses():
    found = mp.types("capability", draws=2)
    assert found.k == found.bic.drop(1).idxmin() and not found.asked


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"method": "k-means"}, "method is one of ward, kmeans, mixture"),
        ({"k": 1}, "k is a whole number of at least 2"),
        ({"k": 300}, "take fewer"),
        ({"features": ["economy"]}, "at least two figures"),
        ({"clusters": 3}, "no argument 'clusters'"),
        ({"draws": 0}, "draws is a whole number"),
    ],
)
def test_a_mistake_is_named_with_its_remedy(options, words):
    with pytest.raises(OptionError, match=words):
        mp.types("capability", **options)


def test_few_units_and_a_figure_that_stands_there_twice_have_types_all_the_same():
    table = pd.DataFrame({"a": [1.0, 2, 3, 20, 21, 22]}, index=list("pqrstu"))
    found = mp.types(table.assign(b=table["a"], c=[3.0, 1, 2, 9, 8, 9]), k=2, draws=2)
    assert found.labels.tolist() == [2, 2, 2, 1, 1, 1]
