"""A run as xarray is the run: the same numbers under names, and what made them."""

from __future__ import annotations

import sys

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import OptionError

SPEC = {
    "id": "mine",
    "tree": {"a": 1, "b": 2},
    "bands": [{"top": {"rank": {"max": 1}}}],
    "uncertainty": {"normalise": ["minmax", "rank"], "weights": {"uniform": True}},
}
DATA = mp.Dataset.from_frame(pd.DataFrame({"a": [1.0, 2, 4], "b": [3.0, 1, 2]}, index=["x", "y", "z"]))


def test_shares_and_draws_stand_under_their_names():
    pytest.importorskip("xarray", reason="xarray is not installed")
    run = mp.robustness(SPEC, DATA, draws=50, seed=4, keep=True)
    arrays = run.to_xarray()
    assert dict(arrays.sizes) == {"unit": 3, "band": 2, "place": 3, "draw": 50}
    for unit in DATA.units:
        np.testing.assert_array_equal(arrays["score"].sel(unit=unit), run.runs["score", unit])
        np.testing.assert_array_equal(arrays["rank"].sel(unit=unit), run.runs["rank", unit])
        assert float(arrays["band_share"].sel(unit=unit, band="top")) == run.bands.loc[unit, "top"]
        assert float(arrays["rank_share"].sel(unit=unit, place=1)) == run.rank_shares.loc[unit, 1]
    assert float(arrays["rank"].sel(unit="z").mean()) == pytest.approx(run.ranks.loc["z", "mean"])


def test_the_attributes_are_enough_to_run_it_again(tmp_path):
    pytest.importorskip("xarray", reason="xarray is not installed")
    arrays = mp.robustness(SPEC, DATA, draws=20, seed=4).to_xarray()
    assert "score" not in arrays, "no draw was kept"
    attributes = arrays.attrs
    (tmp_path / "mine.yaml").write_text(attributes["definition_yaml"])
    again = mp.robustness(
        tmp_path / "mine.yaml", DATA, draws=attributes["draws"], seed=attributes["seed"]
    ).to_xarray()
    assert again.identical(arrays)
    assert (attributes["definition"], attributes["varied"]) == ("mine", "normalise, weights")
    assert attributes["version"] == f"mpindex {mp.__version__}"


def test_a_run_of_a_design_has_no_seed():
    pytest.importorskip("xarray", reason="xarray is not installed")
    design = pd.DataFrame({"normalise": [0, 1]})
    assert "seed" not in mp.robustness(SPEC, DATA, design=design).to_xarray().attrs


def test_without_xarray_it_says_what_to_install(monkeypatch):
    run = mp.robustness(SPEC, DATA, draws=5)
    monkeypatch.setitem(sys.modules, "xarray", None)
    with pytest.raises(OptionError, match=r"mpindex\[arrays\]"):
        run.to_xarray()
