"""Mixtures of normal distributions: no other parameters near by are likelier, and clear groups are found."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal
from scipy import stats

from mpindex.errors import DataError
from mpindex.steps import band

SCORES = np.concatenate([np.random.default_rng(5).normal(m, 1, n) for m, n in ((0, 60), (6, 30), (12, 10))])


def loglik(x, means, shares, sd):
    return np.log((shares * stats.norm.pdf(x[:, None], means, sd)).sum(axis=1)).sum()


def test_the_likelihood_is_that_of_the_parameters_and_none_near_by_is_higher():
    told = band.fit_mixture(SCORES, classes=3)
    assert_allclose(told.loglik, loglik(SCORES, told.means, told.shares, told.sd), rtol=1e-9)
    for j in range(3):
        for step in (-0.05, 0.05):
            moved = told.means + step * (np.arange(3) == j)
            assert loglik(SCORES, moved, told.shares, told.sd) < told.loglik
    for factor in (0.97, 1.03):
        assert loglik(SCORES, told.means, told.shares, told.sd * factor) < told.loglik


def test_three_clear_groups_are_found_and_the_criterion_asks_for_three():
    told = band.fit_mixture(SCORES, classes=3)
    assert_allclose(told.means, [12, 6, 0], atol=0.5)
    assert_allclose(told.shares, [0.1, 0.3, 0.6], atol=0.05)
    bic = [band.fit_mixture(SCORES, classes=classes).bic for classes in (1, 2, 3, 4)]
    assert np.argmin(bic) == 2


def test_one_class_is_the_normal_distribution_of_the_scores():
    told = band.fit_mixture(SCORES, classes=1)
    assert_allclose([told.means[0], told.sd], [SCORES.mean(), SCORES.std()])
    assert told.bic == pytest.approx(-2 * told.loglik + 2 * np.log(len(SCORES)))


def test_a_score_is_in_the_class_that_makes_it_likeliest():
    told = band.fit_mixture(SCORES, classes=3)
    likeliest = (told.shares * stats.norm.pdf(SCORES[:, None], told.means, told.sd)).argmax(axis=1)
    assert_array_equal(band.mixture(SCORES, classes=3), likeliest + 1)


def test_on_a_cut_two_classes_are_equally_likely_however_many_are_in_each():
    told = band.fit_mixture(SCORES, classes=3)
    cuts = band.mixture_cuts(told)
    density = told.shares * stats.norm.pdf(cuts[:, None], told.means, told.sd)
    assert_allclose([density[0, 0], density[1, 1]], [density[0, 1], density[1, 2]])
    assert (
        cuts > (told.means[1:] + told.means[:-1]) / 2
    ).all()  # the more a class has, the further it reaches


def test_equal_scores_in_each_class_have_no_infinite_density():
    assert_array_equal(band.mixture([1.0, 1.0, 5.0, 5.0], classes=2), [2, 2, 1, 1])


def test_scores_that_do_not_differ_are_refused():
    with pytest.raises(DataError, match="differ"):
        band.fit_mixture([2.0, 2.0], classes=1)
    with pytest.raises(DataError, match="as many different"):
        band.mixture([1.0, 2.0], classes=3)
