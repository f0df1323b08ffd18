from __future__ import annotations

import pandas as pd

from mpindex.readers import kof


def test_former_codes_are_states_and_aggregates_are_not(workbook, triples) -> None:
    table = pd.DataFrame({"code": ["ZAR", "WLD"], "country": ["Congo", "World"], "year": [2023, 2023]})
    for column in ("KOFGI", "KOFEcGI", "KOFSoGI", "KOFPoGI"):
        table[column] = [40.5, 60.5]
    assert triples(kof.read(workbook(kof.FILE, Sheet1=table)), "kof_social") == [("COD", 2023, 40.5)]
