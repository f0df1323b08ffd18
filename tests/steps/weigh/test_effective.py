"""Weights down the tree against COINr's."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from mpindex.steps import weigh

REFERENCE = Path(__file__).parents[2] / "reference"


def read(path, index):
    table = pd.read_csv(REFERENCE / path, comment="#", keep_default_na=False, na_values=[""])
    return table.set_index(index)


@pytest.fixture(scope="module")
def tree():
    return read("coinr/08_aggregated/tree.csv", "Indicator")


@pytest.fixture(scope="module")
def coinr():
    return read("coinr/07_weights/weights.csv", "iCode")


def test_children_without_weight_have_none_of_the_whole_and_the_root_may_stand_first():
    assert_allclose(weigh.effective([1, 0.2, 0.6, 0, 0], parents=[-1, 0, 0, 1, 1]), [1, 0.25, 0.75, 0, 0])


def test_effective_weights_are_coinrs(tree, coinr):
    parent = {i: row["Pillar"] for i, row in tree.iterrows()}
    parent |= dict(zip(tree["Pillar"], tree["Sub-index"], strict=True))
    parent |= dict(zip(tree["Sub-index"], tree["Index"], strict=True))
    number = {code: i for i, code in enumerate(coinr.index)}
    parents = [number[parent[code]] if code in parent else -1 for code in coinr.index]
    ours = weigh.effective(coinr["custom"], parents)
    assert_allclose(ours, coinr["effective_custom"])
    assert_allclose(ours[: len(tree)].sum(), 1)
    assert_allclose(weigh.effective(np.stack([coinr["custom"], coinr["pca_abs"]]), parents)[0], ours)
