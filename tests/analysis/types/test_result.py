"""What the result hands out."""

from __future__ import annotations

import dataclasses
import pickle

import numpy as np
import pandas as pd
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


def test_the_distance_is_to_the_mean_of_the_own_type(found):
    code = str(found.labels.index[0])
    own = found.z[found.labels == found.labels[code]]
    away = np.sqrt(((found.z.loc[code] - own.mean()) ** 2).sum())
    assert found.to_frame().set_index("unit").loc[code, "distance"] == pytest.approx(away)


def test_notes_tell_how_many_types_pay_and_who_has_no_profile(found):
    def noted(bic: dict[int, float], **changes) -> tuple[str, ...]:
        return dataclasses.replace(found, bic=pd.Series(bic), **changes).notes

    left = len(found.dataset.units) - len(found.labels)
    assert left == 1
    last = f"without a profile, for want of a figure: {left} unit"
    bic = {1: 9.0, 2: 5.0, 4: 3.0, 5: 4.0}
    assert noted(bic, asked=True) == ("by the BIC of mixtures 4 types would do", last)
    assert noted(bic, asked=False) == (last,)
    assert noted({1: 9.0, 2: 1.0, 5: 4.0}, asked=False) == ("by the BIC of mixtures 2 types would do", last)
    assert noted({1: 9.0, 2: 5.0, 4: 3.0}, asked=False)[0] == (
        "the BIC is lowest at the most types that are tried, 4: it names no number"
    )
    assert noted(bic, asked=False, definitions=()) == ()


def test_one_neighbour_is_one_and_a_unit_without_a_profile_lacks_one_of_these(found):
    assert len(found.nearest("KAZ", many=1)) == 1 and len(found.nearest("KAZ")) == 5
    assert {len(codes) for codes in found.prototypes(1).values()} == {1}
    lacking = next(unit for unit in found.dataset.units if unit not in found.z.index)
    with pytest.raises(DataError) as caught:
        found.nearest(lacking)
    assert str(caught.value) == f"{lacking} lacks one of {', '.join(found.z.columns)}, so it has no profile"
    assert found.heading == f"4 types of {len(found.labels)} units by capability (ward)"
