from __future__ import annotations

from mpindex.readers import peacekeeping


def test_the_byte_order_mark_does_not_hide_the_code(publish, triples) -> None:
    text = "\ufeffISOCode3,Total_Uniformed_Personnel,Last_Reporting_Date\nKAZ,128,31-Jan-21\n"
    assert triples(peacekeeping.read(publish(peacekeeping.FILE, text))) == [("KAZ", 2021, 128.0)]
