"""Which choice decides: Sobol indices where they are known, and one choice changed at a time."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import UnknownUnit
from mpindex.uncertainty.sensitivity import indices, said, spoken


def design(function, dimensions: int, rows: int, seed: int = 0) -> np.ndarray:
    """Outputs (rows, dimensions + 2) of a function of uniform variables: A, B, A with one column of B each."""
    rng = np.random.default_rng(seed)
    a, b = rng.random((2, rows, dimensions))
    mixed = [np.where(np.arange(dimensions) == i, b, a) for i in range(dimensions)]
    return np.stack([function(x) for x in (a, b, *mixed)], axis=1)


def ishigami(x: np.ndarray) -> np.ndarray:
    x = np.pi * (2 * x - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_indices_of_the_ishigami_function():
    """Ishigami & Homma (1990), a = 7, b = 0.1; the third variable acts only together with the first."""
    first, total = indices(design(ishigami, 3, 100_000))
    np.testing.assert_allclose(first, [0.3139, 0.4424, 0], atol=0.015)
    np.testing.assert_allclose(total, [0.5576, 0.4424, 0.2437], atol=0.015)


def test_indices_of_a_sum_are_the_shares_of_variance():
    slopes = np.array([4.0, 2.0, 1.0, 0.0])
    first, total = indices(design(lambda x: x @ slopes + 1000, 4, 100_000))
    shares = slopes**2 / (slopes**2).sum()
    np.testing.assert_allclose(first, shares, atol=0.015)
    np.testing.assert_allclose(total, shares, atol=0.015)


def test_an_inert_factor_has_exactly_nothing():
    first, total = indices(design(lambda x: np.exp(x[:, 0]), 3, 500))
    assert list(first[1:]) == [0, 0] and list(total[1:]) == [0, 0]


def test_an_output_that_never_varies_has_no_indices():
    first, total = indices(np.full((100, 4), 7.0))
    assert np.isnan(first).all() and np.isnan(total).all()


def test_many_outputs_at_once():
    outputs = design(ishigami, 3, 200)
    both = indices(np.stack([outputs, 5 * outputs - 3]))
    np.testing.assert_allclose(both[0][0], both[0][1])
    np.testing.assert_allclose(both[1][0], indices(outputs)[1])


@pytest.fixture(scope="module")
def cinc():
    return mp.sensitivity("cinc", of="KAZ", draws=300, seed=1)


def test_counting_missing_as_zero_moves_kazakhstan_from_53rd_to_49th(cinc):
    assert cinc.one_at_a_time.attrs["rank"] == 53
    row = cinc.one_at_a_time.loc[("missing", "zero")]
    assert (row["rank"], row["change"]) == (49, -4)
    assert "counting missing values as zero: from 53rd to 49th" in cinc.sentences()


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
    more = mp.sensitivity("cinc", of="KAZ", draws=3000, seed=1).table
    width = [(one["total_high"] - one["total_low"])[("rank", "weights")] for one in (cinc.table, more)]
    assert width[1] < 0.6 * width[0]


def test_first_order_and_total_agree_with_a_long_run():
    short, long = (mp.sensitivity("cinc", of="KAZ", draws=n, seed=s).table for n, s in ((400, 1), (4000, 2)))
    for kind in ("first", "total"):
        inside = (long[kind] >= short[f"{kind}_low"] - 0.02) & (long[kind] <= short[f"{kind}_high"] + 0.02)
        assert inside[short[kind].notna()].mean() > 0.85


def test_a_verdict_that_never_varies_says_so():
    found = mp.sensitivity("cinc", of="USA", draws=200, seed=1)
    band = found.table.loc["band"]
    assert band["total"].isna().all() and set(band["note"]) == {"never varies"}
    assert found.deciding("band") == "none"


def test_rows_in_which_the_unit_has_no_score_are_left_out_and_told():
    values = {"unit": list("abc"), "x": [3.0, 2, 1], "y": [1.0, np.nan, 2], "z": [1.0, 5, 9]}
    definition = mp.definition({"id": "gap", "normalise": "none", "tree": {"x": 1, "y": 1, "z": 1}})
    vary = {"missing": ["available", "exclude"], "weights": {"uniform": True}}
    world = mp.read(pd.DataFrame(values), units="free")
    found = mp.sensitivity(definition, world, of="b", draws=400, seed=1, uncertainty=vary)
    part = found.table.loc["score"]
    assert (part["runs"] < 200).all() and part["note"].str.contains("rows without a score left out").all()
    assert "no score" in found.sentences()


def test_the_same_seed_gives_the_same_table():
    one, two = (mp.sensitivity("wood", of="KAZ", draws=100, seed=5).table for _ in range(2))
    pd.testing.assert_frame_equal(one, two)


def test_an_unknown_unit_is_named():
    with pytest.raises(UnknownUnit, match="Kazakhstan"):
        mp.sensitivity("wood", of="Kazakhstann", draws=10)


def test_choices_are_spoken_of_in_words(cinc):
    assert spoken("bands.0.great.score.min") == "line of great (score min)"
    assert said("leave_one_out", "nmc_milex", cinc.task).startswith("without Military")
    assert said("missing", "exclude 0.66", cinc.task) == "leaving out whoever has less than 66%"


def test_it_prints_and_draws_a_figure(cinc):
    assert "Sensitivity of cinc for KAZ" in repr(cinc) and "<table" in cinc._repr_html_()
    assert "Kazakhstan" in cinc.plot().get_xlabel()
