from __future__ import annotations

from mpindex.readers import eiu


def test_names_become_codes(publish, triples) -> None:
    folder = publish(eiu.FILE, "eiu_country,eiu,year\nKazakhstan,3.08,2024\nHong Kong,5.09,2024\n")
    assert triples(eiu.read(folder)) == [("KAZ", 2024, 3.08)]
