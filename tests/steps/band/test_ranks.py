"""Classes by rank: Wood's window."""

from pathlib import Path

import pandas as pd
import pytest
from numpy.testing import assert_array_equal

from mpindex.steps import band

REFERENCE = Path(__file__).parents[2] / "reference"


@pytest.fixture(scope="module")
def cinc():
    table = pd.read_csv(REFERENCE / "cinc_2022.csv", comment="#", keep_default_na=False)
    return table.set_index("stateabb")


def test_ranks_6_to_36_hold_a_third_of_all_capabilities(cinc):
    window = band.rank_window(cinc["cinc"], window=(6, 36))
    scores = cinc["cinc"].to_numpy()
    assert round(scores[window == 2].sum() / scores.sum(), 2) == 0.33
    assert_array_equal([(window == i).sum() for i in (1, 2, 3)], [5, 31, 159])


def test_woods_window_is_the_default():
    classes = band.rank_window(range(40, 0, -1))
    assert classes.tolist() == [1] * 5 + [2] * 31 + [3] * 4
