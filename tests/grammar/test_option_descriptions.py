"""Every option of bands, derived indicators and uncertainty is explained, and what is said of draws is so."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import beta

from mpindex import grammar as g
from mpindex.grammar import bands
from mpindex.grammar import option_descriptions as words
from mpindex.uncertainty.choices.choices import Weights


@pytest.mark.parametrize(
    ("texts", "known"),
    [
        (words.TESTS, bands.TESTS),
        (words.DERIVE_OPTIONS, g.OPTIONS),
        (words.CUT_OPTIONS, {*bands.LEAVES, *(option for cut in g.CUTS.values() for option in cut)}),
    ],
)
def test_every_option_is_explained_and_no_other(texts, known):
    assert set(texts) == set(known)


def test_every_quantity_of_a_band_is_explained():
    assert set(g.QUANTITIES) <= set(words.QUANTITIES)


@pytest.mark.parametrize(
    ("key", "spread", "said"),
    [
        ("weights: {concentration: 50}", beta(50 * 0.2, 50 * 0.8), (12, 30)),
        ("weights: {uniform: true}", beta(1, 2), (2.5, 78)),
    ],
)
def test_what_is_said_of_drawn_weights_is_so(key, spread, said):
    low, high = 100 * spread.ppf([0.05, 0.95])
    assert (low, high) == pytest.approx(said, abs=0.5)
    assert f"{said[0]:g} and {said[1]:g} %" in words.UNCERTAINTY[key]


def test_drawn_weights_are_what_is_said():
    draws = Weights(((0, 1, 2, 3, 4),), (1.0, 1.0, 1.0, 1.0, 1.0), "concentration", 50.0)
    shares = draws.draw(np.random.default_rng(0), 20_000)[:, 0]
    assert shares.std() == pytest.approx((0.2 * 0.8 / 51) ** 0.5, rel=0.03)
