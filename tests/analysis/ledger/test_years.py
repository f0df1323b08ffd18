"""A ledger year by year, by hand."""

from __future__ import annotations

import pandas as pd

from mpindex.analysis.ledger.years import by_year


def test_words_stay_and_outcomes_stand_while_they_hold():
    rows = pd.DataFrame(
        {
            "unit": "A",
            "initiative": ["x", "x", "y", "x"],
            "kind": ["declared", "declared", "outcome", "platform"],
            "year": [2000, 2001, 2001, 2002],
            "until": pd.array([2001, None, 2003, None], dtype="Int64"),
        }
    )
    found = by_year(rows, "A")
    assert found["declared"].to_dict() == {2000: 1, 2001: 1, 2002: 1, 2003: 1}
    assert found["outcome"].tolist() == [0, 1, 1, 0] and found["platform"].tolist() == [0, 0, 1, 1]
