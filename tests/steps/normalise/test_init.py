"""Normalisations against COINr's numbers and the Handbook's Table 15."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import OptionError
from mpindex.steps import normalise
from mpindex.steps.columns import BadValues

SAME = {"rtol": 1e-9, "atol": 1e-12}


COINR = {
    "n_minmax_0_100": ("minmax", {}),
    "n_minmax_1_100": ("minmax", {"range": (1, 100)}),
    "n_zscore_0_1": ("zscore", {}),
    "n_zscore_10_2": ("zscore", {"mean": 10, "sd": 2}),
    "n_rank": ("rank", {}),
    "n_rank_average": ("rank", {"ties": "average"}),
    "n_borda": ("borda", {}),
    "n_prank": ("percentile_rank", {}),
    "n_dist2max": ("dist2max", {}),
    "n_dist2ref_row5": ("dist2ref", {"unit": 4}),
    "n_dist2ref_row5_cap": ("dist2ref", {"unit": 4, "cap": True}),
}


@pytest.mark.parametrize("result", COINR)
def test_agrees_with_coinr_on_treated_data(asem, result):
    method, options = COINR[result]
    ours = getattr(normalise, method)(asem.treated, direction=asem.direction, **options)
    assert_allclose(ours, asem.result("normalised", f"treated__{result}"), **SAME)


@pytest.mark.parametrize("result", ["n_minmax_0_100", "n_zscore_0_1", "n_prank"])
def test_agrees_with_coinr_on_incomplete_data(asem, result):
    method, options = COINR[result]
    ours = getattr(normalise, method)(asem.denominated, direction=asem.direction, **options)
    assert_allclose(ours, asem.result("normalised", f"incomplete__{result}"), **SAME)


@pytest.mark.parametrize(
    ("result", "method", "options"),
    [
        ("minmax", "minmax", {"range": ("minmax_lower", "minmax_upper")}),
        ("zscore", "zscore", {"mean": "zscore_mean", "sd": "zscore_sd"}),
        ("scaled", "scaled", {"range": ("scaled_lower", "scaled_upper")}),
        ("goalposts", "goalposts", {"bounds": ("goalpost_lower", "goalpost_upper"), "to": (0, 100)}),
        (
            "goalposts_uncapped",
            "goalposts",
            {"bounds": ("goalpost_lower", "goalpost_upper"), "to": (0, 100), "cap": False},
        ),
        ("dist2targ_cap", "dist2targ", {"target": "Target", "cap": True}),
        ("dist2targ_uncapped", "dist2targ", {"target": "Target"}),
    ],
)
def test_agrees_with_coinr_on_parameters_per_indicator(asem, result, method, options):
    def look_up(option):
        if isinstance(option, str):
            return asem.meta[option].to_numpy(float)
        return tuple(map(look_up, option)) if isinstance(option, tuple) else option

    filled = {name: look_up(option) for name, option in options.items()}
    ours = getattr(normalise, method)(asem.raw, direction=asem.direction, **filled)
    assert_allclose(ours, asem.result("normalised", f"raw__iMeta_{result}"), **SAME)


@pytest.mark.parametrize(
    ("column", "method", "options"),
    [
        ("rank_high_is_top_of_list", "rank", {}),
        ("z", "zscore", {}),
        ("minmax", "minmax", {"range": (0, 1)}),
        ("dist_mean_ratio", "quotient", {"of": "mean"}),
        ("dist_best_ratio", "quotient", {"of": "best"}),
        ("dist_worst_ratio", "quotient", {"of": "worst"}),
        ("dist_mean_diff", "difference", {"to": "mean"}),
        ("dist_worst_diff", "difference", {"to": "worst"}),
        ("above_below_mean_p20", "above_below_mean", {}),
        ("percentile", "percentile", {}),
        ("categorical", "percentile_classes", {}),
    ],
)
def test_reproduces_table_15_of_the_handbook(table15, column, method, options):
    ours = getattr(normalise, method)(table15[["value"]].to_numpy(), **options)
    digits = 1 if column == "percentile" else 2
    assert_allclose(ours[:, 0], table15[column], rtol=0, atol=0.5 * 10**-digits + 1e-9)


@pytest.mark.parametrize("method", ["share", "log", "log_share", "fracmax", "quotient"])
def test_negative_amounts_are_refused_by_row_and_column(method):
    with pytest.raises(BadValues, match=r"row 1 .*column 0 .*-3") as caught:
        getattr(normalise, method)(np.array([[1.0, 2.0], [-3.0, np.nan]]))
    assert_array_equal(caught.value.bad, [[False, False], [True, False]])


@pytest.mark.parametrize("method", ["rank", "quotient", "difference", "goalposts"])
def test_a_misspelt_option_is_named_with_the_nearest(method):
    wrong = {"rank": {"ties": "avrage"}, "quotient": {"of": "bst"}, "difference": {"to": "maen"}}
    with pytest.raises(OptionError, match="Did you mean"):
        getattr(normalise, method)(np.ones((2, 1)), **wrong.get(method, {"bounds": (0, 1), "scale": "lgo"}))


def test_a_direction_other_than_1_or_minus_1_is_refused():
    with pytest.raises(OptionError, match="1 or -1"):
        normalise.minmax(np.ones((2, 1)), direction=[0])
