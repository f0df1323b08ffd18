from __future__ import annotations

import pandas as pd

from mpindex.readers import fragile_states


def test_spanish_names_are_read(workbook, triples) -> None:
    table = pd.DataFrame({"Country": ["Siria", "Kazakhstan"], "Total": [108.1, 57.8]})
    frame = fragile_states.read(workbook(fragile_states.FILE, Sheet_1=table))
    assert triples(frame) == [("SYR", 2024, 108.1), ("KAZ", 2024, 57.8)]
