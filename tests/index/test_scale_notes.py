"""A result says where siblings differ in scale, and where a zero decides a product alone; else it keeps silent."""

from __future__ import annotations

import math
from typing import Any

import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.index.scale_notes import scale_notes

NAN = math.nan
FRAME = pd.DataFrame(
    {"a": [3.0, 4, 9, 5], "b": [30.0, 10, 20, 90], "hdi": [0.9, 0.95, 0.1, 0.2], "gap": [NAN, 1.0, 2.0, 3.0]},
    index=list("pqrs"),
)


def said(tree: dict[str, Any], **spec: Any) -> list[str]:
    return scale_notes(mp.definition({"id": "x", "tree": tree, **spec}).apply(Dataset.from_frame(FRAME)))


MIXED = {
    "0..100 beside 0..1": ({"a": 1, "hdi": {"normalise": "none"}}, {}),
    "minmax of two ranges": ({"a": {"normalise": {"minmax": [0, 1]}}, "b": 1}, {}),
    "z-scores beside 0..100": ({"a": 1, "b": {"normalise": "zscore"}}, {}),
    "as they are read": ({"b": 1, "hdi": 1}, {"normalise": "none"}),
    "the least of them": ({"a": 1, "hdi": {"normalise": "none"}}, {"aggregate": "minimum"}),
    "a median": ({"a": 1, "b": 1, "hdi": {"normalise": "none"}}, {"aggregate": "median"}),
    "a dimension beside an indicator": ({"d": {"of": {"hdi": 1}, "normalise": "none"}, "a": 1}, {}),
    "a share of the total beside 0..100": ({"a": {"normalise": "share"}, "b": 1}, {}),
    "below the root": ({"d": {"of": {"a": 1, "hdi": {"normalise": "none"}}}, "b": 1}, {}),
}  # fmt: skip


@pytest.mark.parametrize("case", MIXED)
def test_siblings_of_other_scales_are_named_with_their_ranges(case: str):
    tree, spec = MIXED[case]
    (note,) = said(tree, **spec)
    assert "puts together numbers of other scales" in note


def test_the_note_says_which_hardly_counts_beside_which():
    (note,) = said({"a": 1, "hdi": {"normalise": "none"}})
    assert note.startswith(
        "'x' puts together numbers of other scales: beside a (0 to 100) hardly counts hdi (0.1 to 0.95)"
    )


def test_a_scale_is_how_far_values_run_on_both_sides_of_zero():
    (note,) = said({"a": 1, "b": {"normalise": {"minmax": [-4, 4]}}})
    assert "beside a (0 to 100) hardly counts b (-4 to 4)" in note


ALIKE = {
    "one method for all": ({"a": 1, "b": 1}, {}),
    "the same scale by two methods": ({"a": {"normalise": {"minmax": [0, 1]}}, "b": {"normalise": "percentile_rank"}}, {}),
    "weights that make up for it": ({"a": 1, "hdi": {"normalise": "none", "weight": 100}}, {}),
    "goalposts that a column keeps far below": ({"a": 1, "b": 1}, {"normalise": {"goalposts": [0, 1000]}}),
    "order alone": ({"b": 1, "hdi": 1}, {"normalise": "none", "aggregate": "copeland"}),
    "ratios alone": ({"b": 1, "hdi": 1}, {"normalise": "none", "aggregate": "geometric"}),
    "a weight of nought": ({"a": 1, "hdi": {"normalise": "none", "weight": 0}}, {}),
    "an only child": ({"hdi": 1}, {"normalise": "none"}),
    "dimensions of like parts": ({"d": {"of": {"a": 1}}, "e": {"of": {"b": 1}}}, {}),
}  # fmt: skip


@pytest.mark.parametrize("case", ALIKE)
def test_siblings_that_go_together_get_no_note(case: str):
    tree, spec = ALIKE[case]
    assert said(tree, **spec) == []


def test_a_zero_that_decides_a_geometric_mean_is_named_by_unit_and_cell():
    (note,) = said({"a": 1, "b": 1}, aggregate="geometric")
    assert note.startswith(
        "a zero alone makes 'x' 0 for 2 of 4 units, whatever else they have (geometric): p by a (3), q by b (10)"
    )
    assert "minmax: [1, 100]" in note


def test_a_missing_figure_that_counts_as_zero_is_said_to_be_none():
    (note,) = said({"hdi": 1, "gap": 1}, normalise="none", missing="zero", aggregate="geometric")
    assert "for 1 of 4 units" in note
    assert "p by gap (no value)" in note


def test_a_dimension_of_zero_is_named_as_such():
    (note,) = said(
        {"d": {"of": {"a": 1}, "aggregate": "arithmetic"}, "b": {"normalise": "none"}}, aggregate="product"
    )
    assert "p by d" in note


@pytest.mark.parametrize(
    ("normalise", "aggregate"),
    [({"minmax": [1, 100]}, "geometric"), ("none", "geometric"), ("minmax", "arithmetic")],
)
def test_without_a_deciding_zero_nothing_is_said(normalise: Any, aggregate: str):
    assert said({"a": 1, "b": 1}, normalise=normalise, aggregate=aggregate) == []


def test_the_notes_of_an_index_hold_them():
    index = mp.definition({"id": "x", "tree": {"a": 1, "b": 1}, "aggregate": "geometric"}).apply(
        Dataset.from_frame(FRAME)
    )
    assert any(note.startswith("a zero alone") for note in index.notes)


def test_figures_that_differ_by_rounding_are_named():
    table = pd.DataFrame({"a": [0.3, 0.1 + 0.2, 0.3], "b": [0.3, 0.3 + 1e-9, 0.3], "c": [0.0, 0.0, 1e-200]})
    index = mp.definition({"id": "x", "tree": {"a": 1, "b": 1, "c": 1}}).apply(mp.Dataset.from_frame(table))
    assert [note for note in index.notes if "rounding decides" in note] == [
        "differ in their last digits alone, so that rounding decides: a"
    ]
