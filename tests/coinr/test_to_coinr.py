"""The way back: what is written for COINr scores the same when it is read again."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.coinr.to_coinr import to_coinr
from mpindex.errors import DataError


def test_there_and_back(imeta, idata):
    world = mp.read(idata, units="free")
    definition = mp.Definition.from_coinr(imeta)
    data, meta = to_coinr(definition, world)
    again = mp.Definition.from_coinr(meta).apply(mp.read(data, units="free"))
    pd.testing.assert_series_equal(again.scores, definition.apply(world).scores)


def test_leaves_at_unequal_depth_get_aggregates_of_one():
    world = mp.Dataset.from_frame(pd.DataFrame({"a": [1.0, 2, 3], "b": [3.0, 1, 2], "c": [5.0, 4, 9]}))
    definition = mp.definition({"id": "i", "tree": {"a": 2, "n": {"of": {"b": 1, "c": 1}}}})
    idata, imeta = to_coinr(definition, world)
    assert set(imeta.loc[imeta["Type"] == "Indicator", "Level"]) == {1}
    again = mp.Definition.from_coinr(imeta).apply(mp.read(idata, units="free"))
    pd.testing.assert_series_equal(again.scores, definition.apply(world).scores)


def test_derived_indicators_cannot_go_to_coinr():
    with pytest.raises(DataError, match="no derived indicators"):
        to_coinr(mp.definition("beckley"), mp.load())
