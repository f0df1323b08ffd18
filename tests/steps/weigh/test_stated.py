"""Weights that people state."""

from pathlib import Path

import numpy as np
import pandas as pd
from numpy.testing import assert_allclose

from mpindex.steps import weigh

REFERENCE = Path(__file__).parents[2] / "reference"


def read(path, index):
    table = pd.read_csv(REFERENCE / path, comment="#", keep_default_na=False, na_values=[""])
    return table.set_index(index)


def test_budgets_of_the_handbooks_experts_are_shares_whatever_the_total():
    points = read("handbook/table22_tai_weights.csv", "indicator")["BAP"].to_numpy()
    x = np.zeros((5, 8))
    assert_allclose(weigh.budget(x, points=points * 100), points / points.sum())
    assert_allclose(weigh.budget(x, points=[points, points * 7]), points / points.sum())
