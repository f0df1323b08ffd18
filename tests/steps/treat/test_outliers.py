"""Treatment of outliers against COINr, and on the columns that COINr trips over."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import OptionError
from mpindex.steps import treat

RUNS = {
    "default_winsor_then_log": {},
    "winsor_only": {"then": "none"},
    "winsor_only_unlimited": {"then": "none", "winmax": None},
    "log_CT_first": {"first": "log_CT", "then": "none"},
    "winsor_then_boxcox0": {"then": "boxcox"},
    "winsor_then_log_CT_orig": {"then": "log_CT_orig"},
    "winsor_then_log_CT_plus": {"then": "log_CT_plus"},
    "combined": {"combined": True},
    "winmax2": {"winmax": 2},
    "thresholds_1.5_2.5": {"skew": 1.5, "kurt": 2.5},
    "default_on_incomplete_data": {},
}


@pytest.mark.parametrize("run", RUNS)
def test_agrees_with_coinr(asem, run):
    x = asem.denominated if run == "default_on_incomplete_data" else asem.imputed
    told = treat.details(x, **RUNS[run])
    assert_allclose(told.values, asem.result("treated", run), rtol=1e-9)

    table = asem.read("treated_details")
    table = table[table["result"] == run]
    for stage in range(3):
        column = table[f"check_SkewKurt{stage}.Skew"].to_numpy(float)
        assert_allclose(told.skew[stage], column, rtol=1e-9)
        assert_allclose(told.kurt[stage], table[f"check_SkewKurt{stage}.Kurt"].to_numpy(float), rtol=1e-9)
    if "first" not in RUNS[run]:
        assert_array_equal(told.winsorised, table["winsorise.nwin"].fillna(0))


def test_the_registered_methods_give_the_values_of_the_details(asem):
    assert_array_equal(treat.winsorise(asem.imputed), treat.details(asem.imputed).values)
    bent = treat.bend_outliers(asem.imputed, form="log_CT")
    assert_array_equal(bent, treat.details(asem.imputed, **RUNS["log_CT_first"]).values)


def test_a_rare_yes_or_no_is_returned_untreated_and_flagged():
    x = np.zeros((50, 1))
    x[:2] = 1
    told = treat.details(x)
    assert_array_equal(told.values, x)
    assert told.stage.tolist() == [-1]
    assert_array_equal(treat.clip(x, quantiles=(0.05, 0.95)), x)


def test_constant_short_and_empty_columns_are_left_alone():
    x = np.column_stack([np.full(6, 0.1), [1, 2, 900, np.nan, np.nan, np.nan], np.full(6, np.nan)])
    for method in (treat.winsorise, treat.log_CT, treat.log_CT_plus, treat.log_CT_orig):
        assert_array_equal(method(x)[:, [0, 2]], x[:, [0, 2]])
    assert_array_equal(treat.winsorise(x), x)


def test_limits_and_curves_learned_from_one_year_apply_to_another():
    year = np.append(np.arange(1.0, 11.0), [30.0, 100.0])[:, None]
    later = np.array([[5.0], [99.0], [-7.0]])
    assert_allclose(treat.winsorise(later, reference=year).ravel(), [5, 30, -7])
    bent = treat.winsorise(later, reference=year, winmax=0)
    assert_allclose(bent.ravel(), np.log(np.array([4, 98, 0]) + 0.99))


def test_thresholds_and_limits_may_differ_by_indicator_and_by_draw():
    x = np.tile(np.append(np.arange(1.0, 11.0), [30.0, 100.0])[:, None], (1, 2))
    assert_array_equal(treat.winsorise(x, winmax=[5, 5], skew=[2, 99])[:, 1], x[:, 1])
    drawn = treat.winsorise(np.stack([x, x]), winmax=[[1, 0], [0, 1]])
    assert_array_equal(drawn[0, :, 0], treat.winsorise(x, winmax=1)[:, 0])
    assert_array_equal(drawn[0, :, 1], treat.winsorise(x, winmax=0)[:, 1])
    assert_array_equal(drawn[1, :, 0], drawn[0, :, 1])


def test_changed_cells_tell_what_was_done():
    x = np.append(np.arange(1.0, 11.0), [30.0, 100.0])[:, None]
    assert treat.details(x).changed.ravel().tolist() == [""] * 11 + ["winhi"]
    combined = treat.details(x, winmax=1, skew=0.5, kurt=-2, combined=True)
    assert combined.changed.ravel().tolist() == ["log_CT"] * 11 + ["winhi+log_CT"]


def test_a_curve_first_moves_no_points_and_bends_every_value_there_is():
    x = np.append(np.arange(1.0, 11.0), [30.0, np.nan, 100.0])[:, None]
    told = treat.details(np.hstack([x, np.arange(13.0)[:, None]]), first="log_CT")
    assert (told.stage.tolist(), told.winsorised.tolist()) == ([1, 0], [0, 0])
    assert told.changed[:, 0].tolist() == ["log_CT"] * 11 + ["", "log_CT"]
    assert not told.changed[:, 1].any()


def test_misspelt_treatments_are_named_with_the_nearest():
    with pytest.raises(OptionError, match="log_CT_plus"):
        treat.winsorise(np.ones((5, 1)), then="log_CT_pluss")
    with pytest.raises(OptionError, match="quantiles"):
        treat.clip(np.ones((5, 1)), quantiles=(0.9, 0.1))
