from __future__ import annotations

import json

from mpindex.readers import sipri


def test_millions_become_dollars_and_former_states_fall_out(publish, triples) -> None:
    entries = [
        {"country": "Kazakhstan", "1989": 1, "2023": None, "2024": 1209, "Notes": "x"},
        {"country": "Yugoslavia", "1990": 5.5},
        {"country": "Korea, South", "2024": 47.6},
    ]
    frame = sipri.read(publish(sipri.FILE, json.dumps(entries)))
    assert triples(frame) == [("KAZ", 2024, 1.209e9), ("KOR", 2024, 47_600_000.0)]
