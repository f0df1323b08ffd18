"""Sentences on types."""

from __future__ import annotations

import pandas as pd
import pytest

from mpindex.analysis.types import words


@pytest.mark.parametrize(
    ("silhouette", "said"), [(0.2, "a continuum, not groups"), (0.3, "weakly"), (0.6, "clearly")]
)
def test_a_low_silhouette_is_no_group(silhouette, said):
    assert said in words.clarity(silhouette, 0.5)


def test_a_type_is_described_by_what_sets_it_apart():
    row = pd.Series({"economy": 1.2, "military": -0.1, "land": -2.0}, name=3)
    assert words.description(row, 4, ["A", "B"]) == (
        "Type 3, 4 units (A and B): land -2.0 and economy +1.2 standard deviations from the mean."
    )
    assert words.description(row * 0, 1, ["A"]).endswith("near the mean in everything.")


def test_lines_between_clear_and_unclear_groups_belong_to_the_clearer_side():
    assert words.clarity(0.25, 0.5) == (
        "The types are weakly set apart (mean silhouette 0.25); other samples of the states agree with them to 0.50"
        " (adjusted Rand index, 1 the same, 0 chance)."
    )
    assert "clearly" in words.clarity(0.5, 0.5)


def test_the_choice_on_which_types_hang_most_is_named():
    choices = pd.DataFrame({"choice": ["ranks", "kmeans", "few"], "agreement": [0.4, 0.8, None]})
    assert words.by_choices(choices) == (
        "Under 2 other choices, one at a time, the types agree with these to 0.60 at the median, and least, to 0.40, under:"
        " ranks."
    )
    assert words.by_choices(choices[2:]) == ""


def test_three_features_at_least_half_a_deviation_away_set_a_type_apart():
    row = pd.Series({"a": 0.5, "b": 0.49, "c": -0.7, "d": 0.6, "e": 0.8}, name=1)
    assert words.description(row, 2, ["A"]).endswith(
        "e +0.8, c -0.7 and d +0.6 standard deviations from the mean."
    )
    assert words.description(row[:2], 2, ["A"]).endswith(": a +0.5 standard deviations from the mean.")


def test_a_unit_has_a_type_and_neighbours():
    row = pd.Series({"type": 2, "held": 0.75}, dtype=object)
    assert words.of_unit("A", row, ["B", "C"]) == (
        "A is of type 2, in 75 % of the samples; nearest to it in profile: B and C."
    )
