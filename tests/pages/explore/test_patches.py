"""What turns one mapping into another, and only that."""

from __future__ import annotations

import copy

import pytest

from mpindex.pages.explore.patches import differences

SPEC = {
    "normalise": "minmax",
    "tree": {"a": 1, "b": {"of": {"c": 2}}},
    "bands": [{"x": {"rank": [1, 5]}}, {"y": {}}],
}


def put(spec, place, value):
    *above, last = place
    for step in above:
        spec = spec[step]
    spec[last] = value


@pytest.mark.parametrize(
    "change",
    [
        {"normalise": ["share", "minmax"]},
        {"tree": {"a": {"weight": 3, "normalise": "rank"}, "b": {"of": {"c": 2}}}},
        {"bands": [{"x": {"rank": [1, 9]}}, {"y": {"score": {"min": 2}}}]},
        {"bands": [{"x": {}}]},
        {"missing": {"exclude": 0.5}, "normalise": "zscore"},
    ],
)
def test_putting_the_differences_in_gives_the_other(change) -> None:
    after = {**copy.deepcopy(SPEC), **change}
    result = copy.deepcopy(SPEC)
    for place, value in differences(SPEC, after):
        put(result, place, value)
    assert result == after


def test_equal_mappings_have_none() -> None:
    assert differences(SPEC, copy.deepcopy(SPEC)) == []


def test_one_changed_number_is_one_difference() -> None:
    after = copy.deepcopy(SPEC)
    after["bands"][0]["x"]["rank"][1] = 36
    assert differences(SPEC, after) == [(["bands", 0, "x", "rank", 1], 36)]


def test_true_is_not_one() -> None:
    assert differences({"a": 1}, {"a": True}) == [(["a"], True)]
