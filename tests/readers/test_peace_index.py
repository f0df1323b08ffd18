from __future__ import annotations

import pandas as pd

from mpindex.readers import peace_index


def test_scores_are_read_and_ranks_are_not(workbook, triples) -> None:
    table = pd.DataFrame(
        {
            "country": ["Kazakhstan"],
            "geocode": ["KAZ"],
            "2024_score": [1.9],
            "2024_rank": [59],
            "2025_score": [1.875],
        }
    )
    folder = workbook(peace_index.FILE, Overall_Scores=table)
    assert triples(peace_index.read(folder)) == [("KAZ", 2024, 1.9), ("KAZ", 2025, 1.875)]
