from __future__ import annotations

from mpindex.readers import unga

TEXT = """ccode,iso3c,countryname,year,idealpointfp,nvotesfp
2,USA,United States,2023,2.0,90
705,KAZ,Kazakhstan,2023,-0.5,90
710,,,2023,-1.0,90
640,TUR,Turkey,2023,9.0,7
345,YUG,Serbia,1995,0.3,90
345,YUG,Serbia,2023,0.0,90
"""


def test_points_that_rest_on_few_votes_are_left_out_and_blank_names_are_not(publish, triples) -> None:
    points = triples(unga.read(publish(unga.FILE, TEXT)), "unga_ideal_point")
    assert [unit for unit, _, _ in points] == ["CHN", "KAZ", "SRB", "USA"]


def test_the_distance_is_from_the_median_of_the_year(publish, triples) -> None:
    distances = triples(unga.read(publish(unga.FILE, TEXT)), "unga_distance_to_median")
    assert [value for _, _, value in distances] == [0.75, 0.25, 0.25, 2.25]
