from __future__ import annotations

from mpindex.readers import cow


def test_pacts_of_non_aggression_are_not_pledges_of_defence(publish, triples) -> None:
    publish(cow.ALLIANCES, "ccode1,ccode2,year,atop_defense\n705,365,2018,1\n705,704,2018,1\n705,2,2018,0\n")
    folder = publish(cow.ORGANISATIONS, "ccode,year,sum_igo_full\n705,2014,55\n345,2000,40\n705,1980,1\n")
    frame = cow.read(folder)
    assert triples(frame, "alliances_defence") == [("KAZ", 2018, 2.0)]
    assert triples(frame, "igo_memberships_cow") == [("KAZ", 2014, 55.0)]
