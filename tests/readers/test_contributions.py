from __future__ import annotations

from mpindex.readers import contributions

HEADER = (
    "iso3,year,all_un_assessed_usd,all_un_other_usd,all_un_voluntary_earmarked_usd,"
    "all_un_voluntary_unearmarked_usd,un_secretariat_assessed_usd,peacekeeping_assessed_usd,un_assessed_share_pct\n"
)
ROWS = """KAZ,2024,11649683.04,793900.38,23627511.72,849051.0,4609262.0,1674836.0,0.133
ABW,2024,1,0,2,3,,,
TWN,2024,,,5,,,,
"""


def test_kazakhstan_gives_what_the_books_of_2024_say(publish, triples) -> None:
    frame = contributions.read(publish(contributions.FILE, HEADER + ROWS))
    assert triples(frame, "un_assessed") == [("KAZ", 2024, 11649683.04)]
    assert triples(frame, "un_assessed_share") == [("KAZ", 2024, 0.133)]
    assert triples(frame, "un_peacekeeping_assessed") == [("KAZ", 2024, 1674836.0)]
    assert triples(frame, "un_voluntary_core") == [("KAZ", 2024, 849051.0)]


def test_voluntary_is_earmarked_and_not_and_a_missing_part_is_none(publish, triples) -> None:
    frame = contributions.read(publish(contributions.FILE, HEADER + ROWS))
    assert triples(frame, "un_voluntary") == [("KAZ", 2024, 24476562.72), ("TWN", 2024, 5.0)]
