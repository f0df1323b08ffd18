from __future__ import annotations

import pytest

from mpindex.readers import peacekeepers

HEADER = "iso3,year,un_personnel_year_max,geopko_troops,units_with_size,units_size_unknown,missions\n"
ROWS = """KAZ,2014,3,,,,
KAZ,2015,7,,,,
KAZ,2016,7,,,,
KAZ,2017,5,,,,
KAZ,2018,125,,,,
KAZ,2019,129,,,,
KAZ,2020,132,150,1,0,1
KAZ,2021,250,150,1,0,1
KAZ,2022,,10,1,0,1
KAZ,2024,,150,1,0,1
ALB,2010,63,,,,
ALB,2011,13,,,,
"""


def test_the_mean_of_five_years_counts_years_without_anybody_and_leaves_2021_out(publish, triples) -> None:
    frame = peacekeepers.read(publish(peacekeepers.FILE, HEADER + ROWS))
    kazakhstan = {year: value for unit, year, value in triples(frame, "peacekeepers_un") if unit == "KAZ"}
    assert kazakhstan[2020] == pytest.approx((7 + 5 + 125 + 129 + 132) / 5) == pytest.approx(79.6)
    assert (min(kazakhstan), max(kazakhstan)) == (2014, 2020)
    assert kazakhstan[2014] == pytest.approx(3 / 5)


def test_a_state_that_stopped_sending_falls_to_zero(publish, triples) -> None:
    frame = peacekeepers.read(publish(peacekeepers.FILE, HEADER + ROWS))
    albania = {year: value for unit, year, value in triples(frame, "peacekeepers_un") if unit == "ALB"}
    assert (albania[2014], albania[2015], albania[2016], albania[2020]) == (76 / 5, 13 / 5, 0.0, 0.0)


def test_troops_of_the_maps_are_averaged_to_2024(publish, triples) -> None:
    frame = peacekeepers.read(publish(peacekeepers.FILE, HEADER + ROWS))
    kazakhstan = {year: value for unit, year, value in triples(frame, "peacekeepers") if unit == "KAZ"}
    assert kazakhstan[2024] == pytest.approx((150 + 150 + 10 + 0 + 150) / 5) == pytest.approx(92)
    assert (kazakhstan[2020], kazakhstan[2019], min(kazakhstan)) == (30.0, 0.0, 1998)


def test_india_leads_in_the_newest_means_and_kazakhstan_is_61st(sources, triples) -> None:
    frame = peacekeepers.read(sources / peacekeepers.SOURCE)
    newest = {unit: value for unit, year, value in triples(frame, "peacekeepers") if year == 2024}
    assert sum(value > 0 for value in newest.values()) == 74
    assert 1 + sum(value > newest["KAZ"] for value in newest.values()) == 61
