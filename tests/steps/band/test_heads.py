"""Heads and tails of the CINC of 2022."""

from pathlib import Path

import pandas as pd
import pytest

from mpindex.steps import band

REFERENCE = Path(__file__).parents[2] / "reference"


@pytest.fixture(scope="module")
def cinc():
    table = pd.read_csv(REFERENCE / "cinc_2022.csv", comment="#", keep_default_na=False)
    return table.set_index("stateabb")


def test_the_heads_of_cinc_have_36_5_2_and_1_states_and_the_usual_limit_stops_at_5(cinc):
    sizes = [(cinc["cinc"].to_numpy() >= cut).sum() for cut in band.head_tail_cuts(cinc["cinc"], limit=1)]
    assert sizes == [1, 2, 5, 36]
    assert [(cinc["cinc"].to_numpy() >= cut).sum() for cut in band.head_tail_cuts(cinc["cinc"])] == [5, 36]
