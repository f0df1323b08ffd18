"""What the result hands out."""

from __future__ import annotations

import pickle

import pytest

import mpindex as mp


@pytest.fixture(scope="module")
def found():
    return mp.members("wood", range(2000, 2021, 5), unit="KAZ")


def test_a_stay_is_a_row_and_ends_with_the_years(found):
    table = found.to_frame()
    assert list(table) == ["unit", "name", "since", "until", "years"]
    assert table["years"].sum() == found.inside.to_numpy().sum()


def test_the_sentences_count_what_the_table_has(found):
    text = found.in_words()
    assert (
        f"{int(found.inside.loc[2000].sum())} in 2000" in text
        and "Kazakhstan is never in it; nearest in" in text
    )
    inside = next(code for code in found.inside if found.inside[code].all())
    assert "2000 to 2020" in found.in_words(inside)


def test_it_prints_travels_and_cites(found):
    assert str(found).startswith("<The middle tier by wood, 2000 to 2020, on 1 indicator>")
    assert pickle.loads(pickle.dumps(found)).inside.equals(found.inside)
    assert "Wood (1988)" in found.cite() and "swp_2024" in found.cite()
