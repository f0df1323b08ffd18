from __future__ import annotations

from mpindex.readers import paax

TEXT = """iso3,year,agreements_third_party,agreements_practical_third_party,agreements_any_role
KAZ,1991,1,1,1
KAZ,1997,5,5,5
KAZ,2011,0,2,2
AZE,2020,0,0,3
"""


def test_third_party_signatures_add_up_and_a_party_s_own_do_not_count(publish, triples) -> None:
    frame = paax.read(publish(paax.FILE, TEXT))
    rows = {year: value for unit, year, value in triples(frame, "third_party_agreements") if unit == "KAZ"}
    assert (min(rows), rows[1996], rows[1997], rows[2024]) == (1991, 1, 6, 6)
    assert "AZE" not in set(frame["unit"])
