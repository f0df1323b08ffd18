"""Expressions read back as they are written."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.testing import assert_allclose

from mpindex.analysis.sets.expressions import membership, parsed, union, written
from mpindex.errors import OptionError

SETS = {"a": np.array([0.2, 0.9]), "b": np.array([0.7, 0.4])}


def test_an_expression_reads_back():
    assert [written(term) for term in parsed(" a * ~b +b ", ["a", "b"])] == ["a*~b", "b"]


def test_and_is_the_least_or_the_most_and_not_the_rest():
    assert_allclose(membership({"a": True, "b": False}, SETS), [0.2, 0.6])
    assert_allclose(union(parsed("a*~b + b", ["a", "b"]), SETS), [0.7, 0.6])
    assert_allclose(union([], SETS), [0, 0])
    assert_allclose(membership({}, SETS), [1, 1])


@pytest.mark.parametrize("text", ["", "a**b", "a + ", "a b", "c", "~"])
def test_what_is_no_expression_is_refused(text):
    with pytest.raises(OptionError, match=r"expression|no condition"):
        parsed(text, ["a", "b"])
