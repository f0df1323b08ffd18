"""Which choice decides a unit's rank, score and band: known cases, intervals that hold, and clear refusals."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import DataError, MpindexError, OptionError, UnknownUnit


@pytest.fixture(scope="module")
def cinc():
    return mp.sensitivity("KAZ", "cinc", draws=300, seed=1)


def test_the_line_of_a_band_does_not_move_a_rank_and_does_move_the_band(cinc):
    table = cinc.table
    line = "bands.1.middle.score.min"
    assert table.loc[("rank", line), "total"] == 0 and table.loc[("score", line), "total"] == 0
    assert table.loc[("band", line), "total"] > 0.3
    assert cinc.deciding("band") == line


def test_intervals_hold_the_indices_and_more_rows_narrow_them(cinc):
    table = cinc.table.dropna()
    for kind in ("first", "total"):
        assert (table[f"{kind}_low"] <= table[kind] + 1e-12).all()
        assert (table[kind] <= table[f"{kind}_high"] + 1e-12).all()
    more = mp.sensitivity("KAZ", "cinc", draws=3000, seed=1).table
    width = [(one["total_high"] - one["total_low"])[("rank", "weights")] for one in (cinc.table, more)]
    assert width[1] < 0.6 * width[0]


def test_first_order_and_total_agree_with_a_long_run():
    short, long = (mp.sensitivity("KAZ", "cinc", draws=n, seed=s).table for n, s in ((400, 1), (4000, 2)))
    for kind in ("first", "total"):
        inside = (long[kind] >= short[f"{kind}_low"] - 0.02) & (long[kind] <= short[f"{kind}_high"] + 0.02)
        assert inside[short[kind].notna()].mean() > 0.85


def test_a_verdict_that_never_varies_says_so():
    found = mp.sensitivity("USA", "cinc", draws=200, seed=1)
    band = found.table.loc["band"]
    assert band["total"].isna().all() and set(band["note"]) == {"never varies"}
    assert found.deciding("band") == "none"


def test_rows_in_which_the_unit_has_no_score_are_left_out_and_told():
    values = {"unit": list("abc"), "x": [3.0, 2, 1], "y": [1.0, np.nan, 2], "z": [1.0, 5, 9]}
    definition = mp.definition({"id": "gap", "normalise": "none", "tree": {"x": 1, "y": 1, "z": 1}})
    vary = {"missing": ["available", "exclude"], "weights": {"uniform": True}}
    world = mp.read(pd.DataFrame(values), units="free")
    found = mp.sensitivity("b", definition, world, draws=400, seed=1, uncertainty=vary)
    part = found.table.loc["score"]
    assert (part["runs"] < 200).all() and part["note"].str.contains("rows without a score left out").all()
    assert "no score" in found.in_words()


def test_the_same_seed_gives_the_same_table():
    one, two = (mp.sensitivity("KAZ", "wood", draws=100, seed=5).table for _ in range(2))
    pd.testing.assert_frame_equal(one, two)


def test_an_unknown_unit_is_named():
    with pytest.raises(UnknownUnit, match="Kazakhstan"):
        mp.sensitivity("Kazakhstann", "wood", draws=10)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"draws": 0}, "draws is a whole number of at least 1"),
        ({"draws": "many"}, "draws is a whole number of at least 1"),
        ({"seed": "x"}, "seed is a whole number of at least 0"),
        ({"only": "weights"}, "no factor 'weights'. There are: bands"),
        ({"uncertainty": "weights"}, "uncertainty is a mapping"),
        ({"dataset": [1, 2]}, "a Dataset"),
        ({"unit": 3}, "3"),
        ({"unit": ["KAZ"]}, "KAZ"),
        ({"definition": None}, "a definition is an id"),
    ],
)
def test_a_wrong_argument_is_named_with_what_would_be_right(wrong, words):
    with pytest.raises(MpindexError, match=words):
        mp.sensitivity(**{"definition": "wood", "unit": "KAZ", "draws": 10, **wrong})


def test_an_output_that_is_none_and_a_number_that_is_none_are_named(cinc):
    with pytest.raises(OptionError, match="output is one of rank, score, band, ordering"):
        cinc.deciding("ranks")
    with pytest.raises(OptionError, match="most is a whole number"):
        cinc.in_words("few")


def test_a_unit_without_a_rank_has_no_figure():
    values = pd.DataFrame({"unit": list("abc"), "x": [np.nan, 2.0, 1.0], "y": [np.nan, 2.0, 3.0]})
    spec = {
        "id": "gap",
        "normalise": "none",
        "tree": {"x": 1, "y": 1},
        "uncertainty": {"weights": {"uniform": True}},
    }
    found = mp.sensitivity("a", spec, mp.read(values, units="free"), draws=10)
    with pytest.raises(DataError, match="a has no rank by gap"):
        found.plot()


def test_it_prints_and_draws_a_figure(cinc):
    assert "Sensitivity of cinc for KAZ" in repr(cinc) and "<table" in cinc._repr_html_()
    assert "Kazakhstan" in cinc.plot().get_xlabel()


def test_single_changes_are_told_as_many_as_asked_for_and_at_least_one(cinc):
    assert cinc.in_words(1).splitlines()[2:] == cinc.in_words().splitlines()[2:3]
    with pytest.raises(OptionError, match="most is a whole number of at least 1, as in most=1, not 0"):
        cinc.in_words(0)
