from __future__ import annotations

import pandas as pd

from mpindex.readers import inform


def test_the_year_is_that_of_the_release(workbook, triples) -> None:
    table = pd.DataFrame({"Iso3": ["KAZ"], "IndicatorName": ["INFORM Risk Index"], "IndicatorScore": [2.7]})
    table["Year of the release"] = 2025
    assert triples(inform.read(workbook(inform.FILE, trend=table))) == [("KAZ", 2025, 2.7)]
