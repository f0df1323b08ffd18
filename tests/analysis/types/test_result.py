"""What the result hands out."""

from __future__ import annotations

import pickle

import numpy as np
import pytest

import mpindex as mp
from mpindex.errors import DataError, OptionError, UnknownUnit


@pytest.fixture(scope="module")
def found():
    return mp.types("capability", k=4, draws=10, seed=3)


def test_prototypes_are_nearest_the_middle_of_their_type(found):
    table = found.to_frame()
    for number, codes in found.prototypes(2).items():
        rows = table[table["type"] == number]
        assert list(rows.nsmallest(2, "distance")["unit"]) == codes


def test_the_nearest_are_those_at_the_least_distance(found):
    away = np.sqrt(((found.z - found.z.loc["KAZ"]) ** 2).sum(axis=1)).drop("KAZ")
    assert found.nearest("Kazakhstan", many=3)["unit"].to_list() == list(away.nsmallest(3).index)


def test_words_notes_and_references(found):
    words = found.in_words("KAZ")
    assert "Type 4" in words and "Kazakhstan is of type" in words and "nearest to it in profile" in words
    assert "one at a time, the types agree with these to" in found.in_words()
    assert "Rousseeuw (1987)" in found.cite() and "Singer" in found.cite()
    assert pickle.loads(pickle.dumps(found)).labels.equals(found.labels)
    assert str(found).startswith("<4 types of ")


def test_a_unit_without_a_profile_and_one_that_is_none(found):
    lacking = next(unit for unit in found.dataset.units if unit not in found.z.index)
    with pytest.raises(DataError, match="has no profile"):
        found.nearest(lacking)
    with pytest.raises(UnknownUnit):
        found.nearest("Kasachland")
    with pytest.raises(OptionError, match="many is a whole number"):
        found.nearest("KAZ", many=0)
