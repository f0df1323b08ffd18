from __future__ import annotations

from mpindex.readers import innovation


def test_the_score_is_of_the_edition_of_2025_and_hong_kong_is_no_state(publish, triples) -> None:
    folder = publish(innovation.FILE, 'Country,Score\nKazakhstan,26.3\n"Hong Kong, China",51.5\n')
    assert triples(innovation.read(folder)) == [("KAZ", 2025, 26.3)]
