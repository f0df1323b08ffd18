"""Numbers that usually mark missing values are named, and never taken for it unasked."""

import pandas as pd
import pytest

from mpindex.ingest.missing_marks import MARKS, is_usual_mark
from mpindex.ingest.read import read


def notes(values):
    frame = pd.DataFrame({"iso3": ["KEN", "PER", "CHL", "BRA"], "year": 2020, "v": values})
    return [note for note in read(frame).notes if "a usual mark" in note]


@pytest.mark.parametrize("mark", [-9, -99, -999, -8888, -66, -77, -88])
def test_a_mark_that_stands_alone_below_all_others_is_named(mark):
    (note,) = notes([1, 2, mark, 3])
    assert note.startswith(f"v: 1 value is {mark}, a usual mark")
    assert f"missing=[{mark}]" in note


def test_others_of_0_are_0_or_more():
    assert len(notes([0, 2, -9, 3])) == 1


def test_several_are_named_together():
    (note,) = notes([1, -9, -99, 3])
    assert "2 values are -99, -9" in note


@pytest.mark.parametrize(
    "values", [[1, 2, -5, -9], [-1, -2, -99, 3], [-9, -9, -9, -9], [1, 2, -10, 3], [1, 2, 99, 3]]
)
def test_where_negative_numbers_are_at_home_nothing_is_said(values):
    assert notes(values) == []


def test_every_mark_is_negative():
    assert all(mark < 0 and is_usual_mark(float(mark)) for mark in MARKS)
