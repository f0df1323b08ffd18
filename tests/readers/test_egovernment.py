from __future__ import annotations

from mpindex.readers import egovernment


def test_trailing_blanks_of_names_do_not_matter(publish, triples) -> None:
    text = "Survey Year,Country,Rank,E_Index\n2024,Kazakhstan ,24,0.90093\n2024,Republic of Korea ,4,0.96\n"
    rows = triples(egovernment.read(publish(egovernment.FILE, text)))
    assert rows == [("KAZ", 2024, 0.90093), ("KOR", 2024, 0.96)]
