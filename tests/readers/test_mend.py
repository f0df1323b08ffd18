from __future__ import annotations

from mpindex.readers import mend

TEXT = """iso3,year,conflict,events_as_third_party,of_which_mediation_M,events_hosted
KAZ,2023,Afghanistan,3,0,0
KAZ,2023,Syria,0,0,2
KAZ,2024,Afghanistan,2,0,0
KAZ,2024,Syria,0,0,3
KAZ,2025,Afghanistan,4,0,0
"""


def test_events_of_all_conflicts_add_up_as_third_party_and_as_host(publish, triples) -> None:
    frame = mend.read(publish(mend.FILE, TEXT))
    assert triples(frame, "mediation_events") == [("KAZ", 2023, 3.0), ("KAZ", 2024, 5.0), ("KAZ", 2025, 9.0)]
    assert triples(frame, "talks_hosted") == [("KAZ", 2023, 2.0), ("KAZ", 2024, 5.0), ("KAZ", 2025, 5.0)]
