from __future__ import annotations

from mpindex.readers import aid_reporters

TEXT = """iso3,first_year,last_year,years,value_last,reported_2019_2023
KAZ,2013,2023,11,26198241,5
RUS,2016,2020,5,757929744,2
THA,2020,2022,3,88648793,3
"""


def test_three_reports_of_five_make_a_reporter(publish, triples) -> None:
    frame = aid_reporters.read(publish(aid_reporters.FILE, TEXT))
    assert triples(frame, "reports_aid") == [("KAZ", 2023, 1.0), ("RUS", 2023, 0.0), ("THA", 2023, 1.0)]
