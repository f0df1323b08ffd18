"""Columns come out of their text as they went in, and the same column goes in once."""

from __future__ import annotations

import base64

import numpy as np

from mpindex.pages.explore.columns import Columns, members


def test_floats_come_back_to_the_last_bit() -> None:
    columns = Columns()
    values = np.array([0.1 + 0.2, np.nan, -1e-300, 1e308])
    columns.add(values)
    ((kind, text),) = columns.text
    assert kind == "f8"
    np.testing.assert_array_equal(np.frombuffer(base64.b64decode(text), "<f8"), values)


def test_whole_numbers_have_nought_for_missing() -> None:
    columns = Columns()
    columns.add_whole([2024.0, np.nan, 65_535.0])
    ((kind, text),) = columns.text
    assert kind == "u2"
    assert np.frombuffer(base64.b64decode(text), "<u2").tolist() == [2024, 0, 65_535]


def test_the_same_column_is_kept_once() -> None:
    columns = Columns()
    numbers = [columns.add(x) for x in ([1.0, np.nan], [2.0, 3.0], [1.0, np.nan])]
    assert numbers == [0, 1, 0]
    assert columns.add_whole([1, 0]) == 2
    assert len(columns.text) == 3


def test_members_are_plain_numbers() -> None:
    found = members(np.array([False, True, True]))
    assert found == [1, 2]
    assert all(type(i) is int for i in found)
