"""Normalisations against COINr's numbers, the Handbook's table, and what they say about odd columns."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import DefinitionError
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


def test_a_fixed_range_is_in_the_units_of_the_data_where_coinr_wants_it_in_turned_units(asem):
    turned = np.where(asem.direction < 0, -100, 0), np.where(asem.direction < 0, 0, 100)
    ours = normalise.scaled(asem.treated, range=turned, direction=asem.direction)
    assert_allclose(ours, asem.result("normalised", "treated__n_scaled_0_100"), **SAME)


def test_fraction_of_maximum_agrees_with_coinr_where_more_is_more_and_is_mended_where_less_is(asem):
    amounts = (asem.treated >= 0).all(axis=0)
    up = amounts & (asem.direction > 0)
    theirs = asem.result("normalised", "treated__n_fracmax")
    assert_allclose(normalise.fracmax(asem.treated[:, up]), theirs[:, up], **SAME)
    down = amounts & (asem.direction < 0)
    ours = normalise.fracmax(asem.treated[:, down], direction=asem.direction[down])
    assert_array_equal(np.argmax(ours, axis=0), np.argmin(asem.treated[:, down], axis=0))


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


def test_hdi_income_is_measured_between_logged_goalposts():
    ours = normalise.goalposts(
        np.array([[100.0], [75000.0], [20.0], [90000.0], [np.sqrt(100 * 75000)]]),
        bounds=(100, 75000),
        scale="log",
    )
    assert_allclose(ours[:, 0], [0, 1, 0, 1, 0.5])


def test_a_zero_enters_at_the_lower_logged_goalpost_when_capped_and_is_refused_otherwise():
    x = np.array([[0.0], [10.0]])
    assert_allclose(normalise.goalposts(x, bounds=(1, 100), scale="log").ravel(), [0, 0.5])
    with pytest.raises(BadValues, match=r"row 0.*column 0"):
        normalise.goalposts(x, bounds=(1, 100), scale="log", cap=False)


def test_an_open_goalpost_is_the_extreme_of_the_sample():
    x = np.array([[2.0], [4.0], [8.0]])
    assert_allclose(normalise.goalposts(x, bounds=(0, None), to=(0, 1000)).ravel(), [250, 500, 1000])


def test_goalposts_that_are_equal_or_reversed_are_refused():
    for bounds in ((5, 5), (9, 1), 7):
        with pytest.raises(DefinitionError):
            normalise.goalposts(np.ones((2, 1)), bounds=bounds)


def test_positions_come_from_the_top_and_ties_share_the_middle():
    x = np.array([[10.0], [7.0], [7.0], [np.nan], [1.0]])
    assert_allclose(normalise.position(x).ravel(), [1 / 8, 1 / 2, 1 / 2, np.nan, 7 / 8])
    assert_allclose(normalise.position(x, direction=[-1]).ravel(), [7 / 8, 1 / 2, 1 / 2, np.nan, 1 / 8])
    assert np.nanmean(normalise.position(x)) == 0.5


def test_position_among_everybody_is_position(asem):
    everybody = np.ones((51, 51), dtype=bool)
    plain = normalise.position(asem.denominated, direction=asem.direction)
    assert_array_equal(
        plain, normalise.position(asem.denominated, direction=asem.direction, members=everybody)
    )


def test_position_and_share_in_a_group_are_those_of_the_group_alone(asem):
    inside = asem.members[0]
    amounts = np.abs(asem.denominated)
    for method in (normalise.position, normalise.share):
        assert_allclose(method(amounts, members=asem.members)[inside], method(amounts[inside]), rtol=1e-12)


def test_shares_add_to_one_over_the_states_that_have_values(asem):
    amounts = np.abs(asem.denominated)
    assert_allclose(np.nansum(normalise.share(amounts), axis=0), 1)


def test_a_true_zero_enters_the_log_share_with_the_smallest_that_have_any():
    ours = normalise.log_share(np.array([[0.0], [2.0], [6.0], [np.nan]])).ravel()
    assert_allclose(ours, [np.log(0.25), np.log(0.25), np.log(0.75), np.nan])


@pytest.mark.parametrize("method", ["share", "log", "log_share", "fracmax", "quotient"])
def test_negative_amounts_are_refused_by_row_and_column(method):
    with pytest.raises(BadValues, match=r"row 1 .*column 0 .*-3") as caught:
        getattr(normalise, method)(np.array([[1.0, 2.0], [-3.0, np.nan]]))
    assert_array_equal(caught.value.bad, [[False, False], [True, False]])


def test_quotient_and_difference_turn_round_where_less_is_more():
    x = np.array([[1.0], [4.0]])
    assert_allclose(normalise.quotient(x, of="best", direction=[-1]).ravel(), [1, 0.25])
    assert_allclose(normalise.difference(x, to="best", direction=[-1]).ravel(), [0, -3])


def test_classes_by_cut_points_give_the_better_class_to_a_value_at_the_cut():
    x = np.array([[1.0], [2.0], [5.0], [np.nan]])
    assert_allclose(normalise.categorical(x, cuts=[2, 5]).ravel(), [0, 1, 2, np.nan])
    assert_allclose(normalise.categorical(x, cuts=[2, 5], direction=[-1]).ravel(), [2, 2, 1, np.nan])
    for wrong in ({"cuts": [5, 2]}, {"cuts": [2], "scores": [1]}, {"cuts": [2], "scores": [3, 1]}):
        with pytest.raises(DefinitionError):
            normalise.categorical(x, **wrong)


def test_ampi_puts_the_reference_value_at_100_and_the_range_over_60_points():
    x = np.array([[2.0], [4.0], [12.0]])
    assert_allclose(normalise.ampi(x, around=4).ravel(), [88, 100, 148])
    assert_allclose(normalise.ampi(x, around=4, direction=[-1]).ravel(), [112, 100, 52])


def test_a_target_that_all_have_reached_is_met_by_all_when_capped_and_refused_otherwise():
    x = np.array([[3.0], [5.0], [np.nan]])
    assert_allclose(normalise.dist2targ(x, target=2, cap=True).ravel(), [1, 1, np.nan])
    with pytest.raises(DefinitionError, match="column 0"):
        normalise.dist2targ(x, target=2)


def test_a_reference_unit_can_be_given_by_row_or_by_value_but_must_have_one():
    x = np.array([[1.0], [3.0], [np.nan]])
    assert_array_equal(normalise.dist2ref(x, unit=1), normalise.dist2ref(x, value=[3.0]))
    assert_array_equal(normalise.dist2ref(x, unit=1), normalise.dist2ref(x, unit=-2))
    with pytest.raises(BadValues, match="row 2"):
        normalise.dist2ref(x, unit=2)
    for wrong in ({}, {"unit": 1, "value": 3}):
        with pytest.raises(DefinitionError):
            normalise.dist2ref(x, **wrong)


def test_ranks_in_another_sample_are_the_places_that_values_would_take(asem):
    for options in ({}, {"direction": asem.direction}):
        for method in (normalise.rank, normalise.position, normalise.percentile_rank):
            own = method(asem.denominated, **options)
            assert_array_equal(method(asem.denominated, reference=asem.denominated, **options), own)
    assert_allclose(
        normalise.rank(np.array([[0.0], [5.0], [9.0]]), reference=np.array([[1.0], [5.0]])).ravel(), [1, 2, 3]
    )


@pytest.mark.parametrize("method", ["rank", "quotient", "difference", "goalposts"])
def test_a_misspelt_option_is_named_with_the_nearest(method):
    wrong = {"rank": {"ties": "avrage"}, "quotient": {"of": "bst"}, "difference": {"to": "maen"}}
    with pytest.raises(DefinitionError, match="Did you mean"):
        getattr(normalise, method)(np.ones((2, 1)), **wrong.get(method, {"bounds": (0, 1), "scale": "lgo"}))


def test_a_direction_other_than_1_or_minus_1_is_refused():
    with pytest.raises(DefinitionError, match="1 or -1"):
        normalise.minmax(np.ones((2, 1)), direction=[0])
