"""The map of profiles."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import mpindex as mp
from mpindex.analysis.types.figures import directions
from mpindex.analysis.types.result import Types


def test_the_first_axis_is_where_units_differ_most():
    x = np.random.default_rng(1).normal(size=(50, 3)) * [5, 2, 0.1]
    places, weights, shares = directions(pd.DataFrame(x, columns=list("abc")))
    assert_allclose(np.abs(weights[0]), [1, 0, 0], atol=0.1)
    assert weights.loc["a", 0] > 0 and weights.loc["b", 1] > 0
    assert shares[0] == pytest.approx(25 / 29, abs=0.05) and np.corrcoef(places[0], x[:, 0])[0, 1] > 0.99


@pytest.fixture(scope="module")
def three() -> Types:
    return mp.types("capability", k=3, draws=2)


def test_the_map_has_a_colour_for_each_type_and_names_whom_one_asks_for(three):
    ax = three.plot("Kazakhstan")
    key = [text.get_text() for text in ax.texts if str(text.get_gid()).startswith("key:")]
    assert key == ["type 1", "type 2", "type 3"]
    assert ax.get_title(loc="left").startswith("Kazakhstan is of type ")
    assert any(text.get_text() == "Kazakhstan" for text in ax.texts)


def test_types_differ_in_their_marks_too(three):
    ax = three.plot()
    drawn = [dots for dots in ax.collections if str(dots.get_label()).startswith("type ")]
    assert len({dots.get_paths()[0].vertices.tobytes() for dots in drawn}) == len(drawn) == 3
