"""How choices are drawn: evenly among alternatives, and weights as their distribution says."""

from __future__ import annotations

import numpy as np
import pytest

from mpindex.uncertainty.choices.choices import Choice, LeaveOut, Noise, Threshold, Weights

#: tanks 2 and ships 1 under arms 3, beside money 1; then the root.
GIVEN = (2.0, 1.0, 1.0, 3.0, 1.0)
GROUPS = ((0, 1), (2, 3))
TANKS, SHIPS, MONEY, ARMS = range(4)


def drawn(kind: str, amount: float = 0.0, given: tuple[float, ...] = GIVEN, size: int = 4000) -> np.ndarray:
    return Weights(GROUPS, given, kind, amount).draw(np.random.default_rng(1), size)


def test_each_alternative_comes_as_often_as_the_others():
    rng = np.random.default_rng(1)
    for factor, many in ((Choice("x", tuple("abc"), ({}, {}, {})), 3), (LeaveOut(tuple("ab")), 3)):
        shares = np.bincount(factor.draw(rng, 9000), minlength=many) / 9000
        assert shares == pytest.approx(1 / 3, abs=0.02)


def test_a_bound_varies_evenly_between_its_ends():
    values = Threshold("x", 2.0, 4.0).draw(np.random.default_rng(1), 4000)
    assert np.quantile(values, [0, 0.25, 0.5, 1]) == pytest.approx([2, 2.5, 3, 4], abs=0.05)


def test_noise_draws_a_seed_for_each_run():
    seeds = Noise(np.ones((2, 2))).draw(np.random.default_rng(1), 100)
    assert len(set(seeds)) == 100


def test_dirichlet_weights_have_the_given_shares_as_means_and_shrink_with_the_concentration():
    loose, tight = drawn("concentration", 5), drawn("concentration", 500)
    for weights in (loose, tight):
        np.testing.assert_allclose(weights[:, [ARMS, MONEY]].sum(axis=1), 1)
        np.testing.assert_allclose(weights[:, [ARMS, MONEY]].mean(axis=0), [0.75, 0.25], atol=0.02)
    # variance of a Dirichlet share: p (1 - p) / (concentration + 1)
    assert loose[:, ARMS].var() == pytest.approx(0.75 * 0.25 / 6, rel=0.1)
    assert tight[:, ARMS].var() == pytest.approx(0.75 * 0.25 / 501, rel=0.1)


def test_uniform_weights_are_spread_evenly_over_the_simplex():
    assert np.quantile(drawn("uniform")[:, MONEY], [0.25, 0.5, 0.75]) == pytest.approx(
        [0.25, 0.5, 0.75], abs=0.03
    )


def test_a_spread_keeps_each_weight_within_its_bounds():
    ratio = drawn("spread", 0.25) / GIVEN
    assert ratio.min() >= 0.75 and ratio.max() <= 1.25
    assert ratio[:, :-1].std(axis=0) == pytest.approx(0.25 / np.sqrt(3), rel=0.05)


@pytest.mark.parametrize(("kind", "amount"), [("concentration", 50), ("uniform", 0), ("spread", 0.25)])
def test_a_weight_of_zero_stays_zero(kind, amount):
    assert (drawn(kind, amount, (2.0, 1.0, 0.0, 3.0, 1.0))[:, MONEY] == 0).all()


@pytest.mark.parametrize(("kind", "amount"), [("concentration", 50), ("uniform", 0), ("spread", 0.25)])
def test_siblings_that_all_weigh_nothing_stay_so(kind, amount):
    weights = drawn(kind, amount, (2.0, 1.0, 0.0, 0.0, 1.0))
    assert (weights[:, [ARMS, MONEY]] == 0).all() and np.isfinite(weights).all()


def test_drawn_weights_are_laid_on_the_weights_that_another_choice_brings():
    factor = Weights(GROUPS, GIVEN, "concentration", 1000)
    scheme = np.array(GIVEN)
    scheme[[ARMS, MONEY]] = 0, 7
    weights = factor.on(factor.draw(np.random.default_rng(1), 500), scheme)
    assert (weights[:, ARMS] == 0).all() and weights[:, MONEY].mean() == pytest.approx(7, rel=0.02)


def test_a_set_stands_as_it_is_whatever_the_scheme():
    sets = np.array([[1.0, 0, 1, 1, 1], [0.0, 1, 1, 1, 1]])
    factor = Weights(GROUPS, GIVEN, "sets", sets=sets)
    np.testing.assert_array_equal(factor.on(np.array([1, 0, 1]), np.ones(5)), sets[[1, 0, 1]])


def test_any_indicator_or_none_is_left_out():
    left_out = LeaveOut(("gdp", "area"))
    assert left_out.labels == ("none", "gdp", "area")
    assert set(left_out.draw(np.random.default_rng(1), 50).tolist()) == {0, 1, 2}


def test_weights_stay_as_they_are_drawn_on_the_definitions_own_weights_and_where_any_are_as_likely():
    factor = Weights(GROUPS, GIVEN, "concentration", 5)
    draws = factor.draw(np.random.default_rng(1), 9)
    np.testing.assert_array_equal(factor.on(draws, np.array(GIVEN)), draws)
    uniform = Weights(GROUPS, GIVEN, "uniform")
    np.testing.assert_array_equal(uniform.on(draws, np.array([1.0, 5, 2, 7, 1])), draws)


def test_a_spread_is_laid_on_another_scheme_weight_by_weight():
    factor = Weights(GROUPS, GIVEN, "spread", 0.25)
    draws = factor.draw(np.random.default_rng(1), 9)
    scheme = np.array([1.0, 5, 2, 7, 1])
    np.testing.assert_allclose(factor.on(draws, scheme), draws / GIVEN * scheme)


def test_the_least_concentration_gives_nearly_all_weight_to_one_as_often_as_its_share():
    weights = Weights(((0, 1),), (3.0, 1.0), "concentration", 1e-12).draw(np.random.default_rng(1), 4000)
    assert np.isin(weights.round(12), (0.0, 1.0)).all()
    assert abs(weights[:, 0].mean() - 0.75) < 0.03
