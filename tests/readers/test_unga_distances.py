from __future__ import annotations

from mpindex.readers import unga_distances

TEXT = """iso3,year,ideal_point,distance_usa,distance_rus,distance_chn
KAZ,2024,-0.5058,2.712,0.0927,0.3478
USA,2024,2.2062,0,2.8047,3.0598
"""


def test_each_power_has_its_own_series(publish, triples) -> None:
    frame = unga_distances.read(publish(unga_distances.FILE, TEXT))
    assert triples(frame, "unga_distance_usa") == [("KAZ", 2024, 2.712), ("USA", 2024, 0.0)]
    assert triples(frame, "unga_distance_rus") == [("KAZ", 2024, 0.0927), ("USA", 2024, 2.8047)]
    assert triples(frame, "unga_distance_chn") == [("KAZ", 2024, 0.3478), ("USA", 2024, 3.0598)]


def test_kazakhstan_is_at_its_published_ranks_among_the_states_of_2024(sources) -> None:
    frame = unga_distances.read(sources / unga_distances.SOURCE)
    newest = frame[frame["year"] == 2024]
    for indicator, rank in (("unga_distance_usa", 127), ("unga_distance_rus", 35), ("unga_distance_chn", 57)):
        values = newest[newest["indicator"] == indicator].set_index("unit")["value"]
        assert (values.rank(method="min")["KAZ"], len(values)) == (rank, 190)
