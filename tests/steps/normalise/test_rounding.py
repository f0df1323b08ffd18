"""Rounding as publishers do it: the Human Development Index is ranked on three decimals."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import OptionError
from mpindex.steps import normalise
from mpindex.steps.rank import competition


@pytest.mark.parametrize(
    ("value", "digits", "expected"),
    [
        (0.5, 0, 1),
        (1.5, 0, 2),
        (2.5, 0, 3),
        (-2.5, 0, -3),
        (1.005, 2, 1.01),
        (0.6665, 3, 0.667),
        (1250, -2, 1300),
    ],
)
def test_halves_go_away_from_zero_even_if_floating_point_has_them_a_hair_below(value, digits, expected):
    assert_allclose(normalise.rounded([[value]], digits=digits), [[expected]])


def test_what_has_no_more_digits_is_left_alone_and_missing_stays_missing():
    assert_array_equal(normalise.rounded([[1e200, np.nan, 0.0]], digits=5), [[1e200, np.nan, 0]])
    assert_array_equal(normalise.rounded([[1.26]], digits=1, direction=[-1]), [[-1.3]])
    assert_array_equal(normalise.rounded([[1.26]], digits=300), [[1.26]])


def test_the_human_development_index_of_2021_is_published_on_three_decimals_and_so_are_its_ties(cases):
    table = cases.read("../hdi_2021")
    health = np.clip((table["le"] - 20) / 65, 0, 1)
    education = (np.minimum(table["eys"], 18) / 18 + np.minimum(table["mys"], 15) / 15) / 2
    income = np.clip(np.log(np.minimum(table["gnipc"], 75000) / 100) / np.log(750), 0, 1)
    exact = np.cbrt(health * education * income).to_numpy()[:, None]
    published = table["hdi"].to_numpy(float)
    rounded = normalise.rounded(exact)[:, 0]
    assert_allclose(rounded, published, atol=1e-12)
    assert_array_equal(competition(rounded), competition(published))
    assert (competition(exact[:, 0]) != competition(published)).sum() > 20


@pytest.mark.parametrize("digits", [1.5, True, 301, -301])
def test_digits_are_a_whole_number(digits):
    with pytest.raises(OptionError, match="digits"):
        normalise.rounded([[1.0]], digits=digits)
