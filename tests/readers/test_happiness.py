from __future__ import annotations

import pandas as pd

from mpindex.readers import happiness


def test_the_year_is_the_last_of_three(workbook, triples) -> None:
    table = pd.DataFrame({"Year": [2025.0], "Rank": [33.0], "Country name": ["Kazakhstan"]})
    table["Life evaluation (3-year average)"] = 6.633
    assert triples(happiness.read(workbook(happiness.FILE, Data=table))) == [("KAZ", 2025, 6.633)]
