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
