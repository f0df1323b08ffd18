"""What is put to the test: bounds, named units, made-up figures."""

from __future__ import annotations

import numpy as np
import pytest

import mpindex as mp
from mpindex.testing import check_definition, search
from mpindex.testing.subject import subject


def flat(id: str, **settings: object) -> mp.Definition:
    tree = {"gdp": 1, "population": 1, "area": 1}
    return mp.definition({"id": id, "normalise": "minmax", "missing": "exclude", "tree": tree, **settings})


def test_bounds_follow_from_the_tree():
    assert subject(flat("a")).bounds == (0, 100)
    assert subject(flat("b", normalise={"minmax": [1, 10]})).bounds == (1, 10)
    assert subject(flat("c", normalise={"minmax": [1, 10]}, missing="zero")).bounds == (0, 10)
    assert subject(flat("d", normalise="zscore")).bounds is None
    assert subject(flat("r", normalise={"minmax": [0.26, 1]}, then={"round": 1})).bounds == (0.3, 1)
    assert subject(flat("e", normalise="none", then="share")).bounds == (0, 1)
    with pytest.raises(AssertionError, match="declares bounds, but its methods state none"):
        check_definition(flat("d", normalise="zscore", keeps=["bounds"]))


def test_a_definition_whose_figures_are_not_at_hand_is_tested_on_made_up_ones():
    made_up = subject(mp.definition("hdi"))
    assert set(made_up.frame) == set(mp.definition("hdi").indicators)
    assert not made_up.countries


def test_units_that_a_definition_names_are_in_every_example():
    near = flat("near", normalise={"dist2ref": "KAZ"})
    one = subject(near)
    rng = np.random.default_rng(0)
    assert all("KAZ" in one.sample(rng, 3).index for _ in range(20))
    assert search(near, "permutation", examples=10) is None
