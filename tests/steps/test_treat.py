"""Treatment of outliers against COINr, and on the columns that COINr trips over."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from mpindex.errors import DefinitionError
from mpindex.steps import treat
from mpindex.steps.columns import BadValues
from mpindex.steps.moments import skewness

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


def plainly(x, winmax=5):
    """COINr's default in the words of its manual, one column and one point at a time."""

    def passes(y):
        return not (abs(stats.skew(y, bias=False)) >= 2 and stats.kurtosis(y, bias=False) >= 3.5)

    y, moved = x.copy(), {"high": 0, "low": 0}
    while not passes(y) and sum(moved.values()) < winmax:
        high = stats.skew(y, bias=False) >= 0
        extreme = y == (y.max() if high else y.min())
        moved["high" if high else "low"] = extreme.sum()
        y[extreme] = y[~extreme].max() if high else y[~extreme].min()
        if y.min() == y.max():
            return x
    return y if passes(y) else np.log(x - x.min() + 0.01 * (x.max() - x.min()))


def test_agrees_with_a_plain_loop_on_ties_zeros_low_tails_and_rare_events():
    rng = np.random.default_rng(13)
    columns = [
        *rng.lognormal(0, 2, (5, 195)),
        *-rng.lognormal(0, 2, (5, 195)),
        *np.round(rng.lognormal(0, 1.5, (5, 195))),
        *rng.lognormal(0, 2, (5, 195)) * (rng.random((5, 195)) < 0.1),
        *(rng.random((5, 195)) < 0.02).astype(float),
        *np.minimum(rng.lognormal(0, 1.5, (5, 195)), 12),
        *rng.standard_t(2, (5, 195)),
    ]
    ours = treat.winsorise(np.column_stack(columns))
    assert_allclose(ours, np.column_stack([plainly(column) for column in columns]), rtol=1e-12)
    assert {-1, 0, 1, 2} == set(treat.details(np.column_stack(columns)).stage.tolist())


def low_outliers():
    return np.append(-np.random.default_rng(9).lognormal(0, 2, 60), [0.5, 0.6])[:, None]


def test_log_CT_harms_a_column_with_low_outliers_and_log_CT_plus_mends_it():
    x = low_outliers()
    before = abs(skewness(x)[0])
    assert abs(skewness(treat.winsorise(x, winmax=1))[0]) > before
    assert abs(skewness(treat.winsorise(x, winmax=1, then="log_CT_plus"))[0]) < before / 2


@pytest.mark.parametrize("form", treat.forms.FORMS)
def test_every_form_keeps_the_order_on_either_side_of_the_skew(form):
    for x in (np.exp(low_outliers()) * 10, -low_outliers() + 1, low_outliers() + 20):
        bent = treat.winsorise(x, winmax=0, then=form, skew=0, kurt=-9)
        assert_array_equal(np.argsort(bent[:, 0]), np.argsort(x[:, 0]))


def test_a_rare_yes_or_no_is_returned_untreated_and_flagged():
    x = np.zeros((50, 1))
    x[:2] = 1
    told = treat.details(x)
    assert_array_equal(told.values, x)
    assert told.stage.tolist() == [-1]
    assert_array_equal(treat.clip(x, quantiles=(0.05, 0.95)), x)


def test_tied_points_move_together_and_can_pass_the_limit():
    x = np.append(np.arange(1.0, 40.0), [500.0] * 3)[:, None]
    told = treat.details(x, winmax=1, then="none")
    assert told.winsorised.tolist() == [3]
    assert told.values.max() == 39
    assert (told.changed == "winhi").sum() == 3


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


def test_box_cox_finds_the_lambda_that_scipy_finds():
    x = np.random.default_rng(10).gamma(2.0, size=(80, 3)) * [1, 1e6, 1e-6]
    ours = treat.boxcox(x)
    for column in range(3):
        theirs, _ = stats.boxcox(x[:, column] / stats.gmean(x[:, column]))
        assert abs(skewness(ours)[column] - stats.skew(theirs, bias=False)) < 1e-5


def test_box_cox_near_zero_is_the_logarithm():
    x = np.array([[1.0], [2.0], [5.0]])
    assert_allclose(treat.boxcox(x, lam=1e-12), np.log(x), rtol=1e-9)
    assert_array_equal(treat.boxcox(x, lam=0), treat.log(x))
    assert_allclose(treat.boxcox(x, lam=0, shift=True), treat.log_CT_orig(x))


def test_what_cannot_be_logged_is_refused_by_place():
    x = np.array([[1.0, 0.0], [2.0, 3.0]])
    for method in (treat.log, treat.boxcox):
        with pytest.raises(BadValues, match=r"row 0.*column 1"):
            method(x)
    with pytest.raises(BadValues, match="log_GII"):
        treat.log_GII(x / 10)


def test_misspelt_treatments_are_named_with_the_nearest():
    with pytest.raises(DefinitionError, match="log_CT_plus"):
        treat.winsorise(np.ones((5, 1)), then="log_CT_pluss")
    with pytest.raises(DefinitionError, match="quantiles"):
        treat.clip(np.ones((5, 1)), quantiles=(0.9, 0.1))
