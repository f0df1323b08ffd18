"""Models by kind; R's are held in `test_set_relations`."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from mpindex.analysis.sets.solutions import models, solutions


def table(outcomes: dict[tuple[int, int], int | None]) -> pd.DataFrame:
    frame = pd.DataFrame({"outcome": pd.array(list(outcomes.values()), dtype="Int64")})
    return frame.set_index(pd.MultiIndex.from_tuples(outcomes, names=["a", "b"]))


def test_a_remainder_shortens_the_parsimonious_formula_alone():
    rows = table({(1, 1): 1, (1, 0): None, (0, 1): 0, (0, 0): 0})
    assert models(rows, "complex") == [[{"a": True, "b": True}]]
    assert models(rows, "parsimonious") == [[{"a": True}]]


def test_no_row_that_leads_has_no_model_and_all_rows_have_the_empty_term():
    assert models(table({(1, 1): 0, (1, 0): None, (0, 1): 0, (0, 0): 0}), "parsimonious") == []
    assert models(table({(1, 1): 1, (1, 0): None, (0, 1): None, (0, 0): None}), "parsimonious") == [[{}]]


def test_unique_coverage_is_what_no_other_term_has():
    sets = {"a": np.array([0.9, 0.1, 0.1]), "b": np.array([0.2, 0.8, 0.1])}
    outcome = np.array([1.0, 1.0, 0.0])
    rows = table({(1, 0): 1, (0, 1): 1, (1, 1): 1, (0, 0): 0})
    found = solutions(rows, sets, outcome, ["x", "y", "z"]).set_index(["kind", "term"])
    assert found.loc[("complex", "a"), "unique_coverage"] == pytest.approx((1.0 - 0.3) / 2)
    assert found.loc[("complex", "solution"), "cases"] == "x, y"
