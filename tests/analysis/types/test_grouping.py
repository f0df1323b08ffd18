"""One way to group by name."""

from __future__ import annotations

import numpy as np
import pytest

from mpindex.analysis.types.agreement import rand_index
from mpindex.analysis.types.grouping import METHODS, fitted, group

CLOUDS = np.concatenate([np.random.default_rng(i).normal(10 * i, 1, (15, 3)) for i in range(3)])
TRUTH = np.repeat([0, 1, 2], 15)


@pytest.mark.parametrize("method", METHODS)
def test_three_clouds_are_found_by_every_method(method):
    assert rand_index(group(CLOUDS, 3, method, np.random.default_rng(0)), TRUTH) == 1


def test_the_bic_asks_for_as_many_types_as_there_are():
    assert min(fitted(CLOUDS).items(), key=lambda item: item[1].bic)[0] == 3


def test_fewer_types_than_units_are_tried_and_at_most_eight():
    assert list(fitted(CLOUDS[::9])) == [1, 2, 3, 4]
    assert list(fitted(CLOUDS)) == list(range(1, 9))
