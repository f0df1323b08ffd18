"""Concentration of the world, of equals, and of one."""

from __future__ import annotations

import numpy as np
import pytest

import mpindex as mp
from mpindex.audits.concentration import concentration as concentrate
from mpindex.errors import DataError


@pytest.fixture(scope="module")
def cinc() -> mp.Audit:
    return mp.audit(mp.definition("cinc").apply(mp.load()))


def test_concentration_of_the_world_in_2022(cinc):
    told = cinc.concentration
    assert (round(told.con, 3), round(told.herfindahl, 4), round(told.effective, 1)) == (0.284, 0.0854, 11.7)


def test_concentration_of_equals_and_of_one():
    equal = concentrate(np.ones(20))
    assert equal.con == pytest.approx(0, abs=1e-7) and equal.effective == pytest.approx(20)
    assert concentrate(np.array([0.0, 0.0, 7.0])).con == pytest.approx(1)
    assert concentrate(np.array([3.0])).con == 1


@pytest.mark.parametrize("scores", [[1.0, -1.0], [0.0, 0.0], [np.nan], [np.inf, 1.0]])
def test_what_is_no_amount_has_no_concentration(scores):
    with pytest.raises(DataError, match="amounts"):
        concentrate(np.array(scores))
