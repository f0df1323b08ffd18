"""The map of profiles."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import mpindex as mp
from mpindex.analysis.types.figures import TypeFigures, directions
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


def drawn(monkeypatch, unit=None, **changes):
    """The title and the axes of the map of five units in two types."""
    monkeypatch.setattr(
        "mpindex.analysis.types.figures.draw", lambda name, *data, **about: (name, data, about)
    )
    z = pd.DataFrame({"a": [3.0, 2, 1, -3, -3], "b": [0.1, 0.2, -0.1, 0, -0.2]}, index=list("pqrst"))
    made = {
        "z": z, "labels": pd.Series([1, 1, 1, 2, 2], index=z.index), "method": "ward", "definitions": (),
        "titles": {"a": "Size"}, "dataset": mp.Dataset.from_frame(z), "prototypes": lambda many: {1: ["q"], 2: ["s"]},
    }  # fmt: skip
    return TypeFigures(SimpleNamespace(**{**made, **changes})).map(unit)


def test_the_map_says_of_which_type_a_unit_is_and_how_many_are_like_it(monkeypatch):
    name, (_, _, named), about = drawn(monkeypatch)
    assert (name, named) == ("scatter", ["q", "s"])
    assert about["title"] == "a table: 2 types of 5 units" and about["source"] == "a table of one's own"
    assert about["subtitle"] == "Near marks have like profiles; types by a table, method ward."
    assert about["labels"] == ("Size (over 99 % of the differences)", "b (under 1 % of the differences)")
    assert about["log"] == (False, False)
    _, (_, _, named), about = drawn(monkeypatch, "p")
    assert named == ["p"] and about["title"] == "p is of type 1 of 2, like 2 others"
    alone = drawn(monkeypatch, "t", labels=pd.Series([1, 1, 1, 1, 2], index=list("pqrst")))
    assert alone[2]["title"] == "t is of type 2 of 2, alone"


def test_an_axis_is_called_by_its_three_heaviest_features_with_their_signs(monkeypatch):
    x = pd.DataFrame(
        np.outer([-2.0, -1, 0, 1, 2], [5, -4, 3, 2.9, 0.1]), columns=list("abcde"), index=list("pqrst")
    )
    _, _, about = drawn(monkeypatch, z=x)
    assert about["labels"][0] == "Size \u2212 b + c (100 % of the differences)"
