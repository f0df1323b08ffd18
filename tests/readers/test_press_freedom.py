from __future__ import annotations

import pandas as pd

from mpindex.readers import press_freedom


def test_decimal_commas_and_both_headings_are_read(workbook, triples) -> None:
    old = pd.DataFrame({"Year (N)": ["2014"], "ISO": ["KAZ"], "Rank N": ["161"], "Score N": ["45,5"]})
    new = pd.DataFrame({"ISO": ["KAZ", "OECS"], "Score": ["45,87", "70"], "Rank": ["134", "40"]})
    folder = workbook(press_freedom.FILE, Sheet1=old, Sheet10=new)
    assert triples(press_freedom.read(folder)) == [("KAZ", 2014, 45.5), ("KAZ", 2023, 45.87)]
