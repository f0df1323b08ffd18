"""The six figures by hand; R's are held in `test_set_relations`."""

from __future__ import annotations

import numpy as np
import pytest

from mpindex.analysis.sets.fit import fit


def test_a_set_inside_the_outcome_is_enough_and_one_around_it_is_necessary():
    small, large = np.array([0.1, 0.6, 0.2]), np.array([0.3, 0.9, 0.2])
    assert fit(small, large).sufficiency_consistency == 1 and fit(large, small).necessity_consistency == 1
    assert fit(small, large).sufficiency_coverage == pytest.approx(0.9 / 1.4)


def test_a_set_that_is_in_the_outcome_and_in_its_absence_alike_has_a_low_pri():
    x, y = np.array([0.4, 0.4]), np.array([0.5, 0.5])
    assert fit(x, y).sufficiency_consistency == 1
    assert np.isnan(fit(x, y).pri)  # all that is consistent is as consistent with the absence


def test_what_everybody_has_is_necessary_and_irrelevant():
    everybody, few = np.array([1.0, 1.0, 0.9]), np.array([1.0, 0.0, 0.2])
    assert fit(everybody, few).necessity_consistency == 1
    assert fit(everybody, few).relevance == pytest.approx(0.1 / 1.8)


def test_an_empty_set_has_no_consistency():
    how = fit(np.zeros(2), np.array([0.5, 1.0]))
    assert np.isnan(how.sufficiency_consistency) and how.sufficiency_coverage == 0
