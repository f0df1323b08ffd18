from __future__ import annotations

from mpindex.readers import sdg_index


def test_the_byte_order_mark_does_not_hide_the_code(publish, triples) -> None:
    folder = publish(sdg_index.FILE, "\ufeffcountry_code,country,overall_score\nKAZ,Kazakhstan,71.6\n")
    assert triples(sdg_index.read(folder)) == [("KAZ", 2023, 71.6)]
