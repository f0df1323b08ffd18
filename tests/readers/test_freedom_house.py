from __future__ import annotations

from mpindex.readers import freedom_house


def test_territories_are_left_out_and_the_year_is_the_one_described(publish, triples) -> None:
    text = "fh_full_country,country_or_territory,edition,year,total\nKazakhstan,c,2025,2024,23\nCrimea,t,2025,2024,2\n"
    assert triples(freedom_house.read(publish(freedom_house.FILE, text))) == [("KAZ", 2024, 23.0)]
