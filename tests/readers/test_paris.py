from __future__ import annotations

from mpindex.readers import paris


def test_days_run_from_the_opening_and_who_never_ratified_has_none(publish, triples) -> None:
    text = "Code,Name,Signature,Ratification\nKAZ,Kazakhstan,2016-08-02,2016-12-06\n"
    text += "IRN,Iran,2016-04-22,\nEUU,EU,,2016-10-05\n"
    assert triples(paris.read(publish(paris.FILE, text))) == [("KAZ", 2016, 228.0)]
