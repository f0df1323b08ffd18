"""Rows of a truth table; R's are held in `test_set_relations`."""

from __future__ import annotations

import numpy as np

from mpindex.analysis.sets.truth_table import truth_table

SETS = {"a": np.array([0.9, 0.8, 0.2, 0.5]), "b": np.array([0.7, 0.1, 0.3, 0.9])}


def test_every_case_is_in_one_row_unless_it_is_exactly_in_between():
    table = truth_table(
        SETS, np.array([1.0, 0.2, 0.1, 0.5]), list("wxyz"), frequency=1, consistency=0.8, pri=0
    )
    assert table["cases"].to_dict() == {(1, 1): "w", (1, 0): "x", (0, 0): "y", (0, 1): ""}
    assert table["n"].sum() == 3 and table.loc[(0, 1), "outcome"] is not None
    assert table["outcome"].isna().to_dict() == {(1, 1): False, (1, 0): False, (0, 0): False, (0, 1): True}


def test_a_cut_on_pri_or_frequency_takes_rows_away():
    outcome = np.array([0.9, 0.8, 0.3, 0.6])
    loose = truth_table(SETS, outcome, list("wxyz"), frequency=1, consistency=0.8, pri=0)
    assert loose.loc[(1, 1), "outcome"] == 1
    strict = truth_table(SETS, outcome, list("wxyz"), frequency=2, consistency=0.8, pri=0)
    assert strict["outcome"].isna().all()
    by_pri = truth_table(SETS, outcome, list("wxyz"), frequency=1, consistency=0.5, pri=0.99)
    assert (by_pri["outcome"].dropna() == (by_pri["pri"][by_pri["n"] > 0] >= 0.99)).all()


def test_a_cut_is_met_by_what_is_equal_to_it_and_the_fullest_rows_stand_first():
    outcome = np.array([0.9, 0.8, 0.3, 0.6])
    table = truth_table(SETS, outcome, list("wxyz"), frequency=1, consistency=0.8, pri=0)
    for name in ("consistency", "pri"):
        row = table.loc[(1, 1)]
        cuts = {"consistency": 0.0, "pri": 0.0, name: row[name]}
        again = truth_table(SETS, outcome, list("wxyz"), frequency=1, **cuts)
        assert again.loc[(1, 1), "outcome"] == 1
        over = truth_table(SETS, outcome, list("wxyz"), frequency=1, **{**cuts, name: row[name] + 1e-6})
        assert over.loc[(1, 1), "outcome"] == 0
    assert table["n"].is_monotonic_decreasing
