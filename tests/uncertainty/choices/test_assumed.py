"""A definition that says nothing of its choices has those of any index varied, and only those that make sense."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.engine.plan import Plan
from mpindex.errors import DefinitionError
from mpindex.uncertainty.choices.assumed import SPREAD, assumed, in_words, is_assumed

TREE = {"wealth": {"of": {"wages": 2, "rent": 1}}, "life": {"of": {"parks": 1, "air": 1}}}


def cities(**columns):
    rng = np.random.default_rng(1)
    figures = {name: rng.uniform(1, 9, 12) for name in ("wages", "rent", "parks", "air")}
    return mp.Dataset.from_frame(pd.DataFrame({**figures, **columns}, index=[f"c{i}" for i in range(12)]))


def choices(**settings):
    definition = mp.definition({"id": "mine", "tree": TREE, **settings})
    return assumed(Plan.compile(definition, cities(), {}))


def test_weights_scaling_and_leaving_out_are_varied():
    assert choices() == {
        "weights": {"spread": SPREAD},
        "normalise": ["minmax", "zscore", "percentile_rank"],
        "leave_one_out": True,
    }


def test_the_definitions_own_scaling_is_one_of_the_alternatives():
    assert choices(normalise="rank")["normalise"] == ["rank", "minmax", "zscore", "percentile_rank"]


def test_a_scaling_that_loses_scores_is_no_alternative():
    """A geometric mean takes no negative values, which z-scores have."""
    assert "zscore" not in choices(aggregate="geometric", normalise="percentile_rank").get("normalise", [])


def test_scaling_stays_where_every_indicator_has_one_of_its_own():
    tree = {"wages": {"weight": 1, "normalise": "rank"}, "rent": {"weight": 1, "normalise": "rank"}}
    assert "normalise" not in choices(tree=tree)


def test_weights_found_from_the_data_are_not_varied():
    assert "weights" not in choices(weigh="pca")


def test_one_indicator_has_no_weights_and_cannot_be_left_out():
    assert set(choices(tree={"wages": 1})) == {"normalise"}


def test_what_a_file_or_a_caller_says_comes_first():
    plain, silent = (
        mp.definition({"id": "a", "tree": TREE}),
        mp.definition({"id": "b", "tree": TREE, "uncertainty": {}}),
    )
    assert is_assumed(plain, None, None)
    assert not is_assumed(silent, None, None)
    assert not is_assumed(plain, {"weights": {"uniform": True}}, None)
    with pytest.raises(DefinitionError, match="leaves nothing open"):
        mp.robustness(silent, cities(), draws=10)


def test_every_scaling_has_a_name_in_words():
    words = in_words({"normalise": [["log_share", "minmax"], {"goalposts": [0, 1]}, "zscore"]})
    assert words == "scaling (logarithms of the share then min-max, goalposts, z-scores)"


def test_one_node_with_two_children_and_one_indicator_with_the_common_scaling_are_enough():
    tree = {"wages": {"weight": 1, "normalise": "rank"}, "life": {"of": {"parks": 1}}}
    assert set(choices(tree=tree)) == {"weights", "normalise", "leave_one_out"}
