from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from mpindex.bundle import contiguity

DISTANCES = "ccode1,ccode2,year,mindist\n390,380,2019,3.9\n705,710,2019,0.0\n775,770,2019,1500.04\n705,373,2019,232.46\n"
SPELLS = """ccode1,ccode2,conttype,stdate,enddate
390,380,1,2000-07-01,2016-12-01
380,390,1,2000-07-01,2016-12-01
705,710,1,1991-12-01,2016-12-01
775,770,1,1948-01-01,2016-12-01
705,373,4,1991-12-01,2016-12-01
705,630,5,1991-12-01,2016-12-01
705,704,0,1991-12-01,2016-12-01
705,365,1,1991-12-01,2015-12-01
"""


@pytest.fixture
def folder(publish) -> Path:
    publish(contiguity.DISTANCES, DISTANCES)
    return publish(contiguity.CONTIGUITY, SPELLS)


def test_distances_stand_both_ways_to_one_decimal(folder) -> None:
    table = contiguity.border_distances(folder).set_index(["from", "to"])["value"]
    assert (table["AZE", "KAZ"], table["KAZ", "AZE"], table["KAZ", "CHN"]) == (232.5, 232.5, 0.0)


def test_land_is_what_the_factbook_has_and_bridges_are_water(folder) -> None:
    borders = pd.DataFrame({"from": ["KAZ", "CAN"], "to": ["CHN", "DNK"]})
    table = contiguity.contiguity(folder, borders, contiguity.border_distances(folder))
    types = table.set_index(["from", "to"])["value"].to_dict()
    assert types == {
        ("CAN", "DNK"): 1,  # an island shared since 2022, which the table of 2016 lacks
        ("DNK", "SWE"): 2, ("SWE", "DNK"): 2,  # the bridge over the Øresund
        ("KAZ", "CHN"): 1, ("KAZ", "AZE"): 4,
    }  # fmt: skip
    assert table.set_index(["from", "to"])["source"]["CAN", "DNK"] == "cia-factbook"


def test_the_bundled_neighbours_are_those_of_the_map(bundled) -> None:
    table = bundled("dyads/contiguity.csv")
    near = {unit: dict(zip(rows["to"], rows["value"], strict=True)) for unit, rows in table.groupby("from")}
    assert near["KAZ"] == {"RUS": 1, "CHN": 1, "KGZ": 1, "UZB": 1, "TKM": 1, "AZE": 4}
    assert near["DNK"]["SWE"] == 3 and "PAK" not in near["MMR"]
    assert near["JPN"].keys() >= {"KOR", "RUS"} and set(table["value"]) == {1, 2, 3, 4}
    land = {tuple(pair) for pair in table.loc[table["value"] == 1, ["from", "to"]].to_numpy()}
    borders = bundled("dyads/borders.csv")
    assert land == set(zip(borders["from"], borders["to"], strict=True))
    both = {(b, a) for a, b in table[["from", "to"]].to_numpy()}
    assert both == {(a, b) for a, b in table[["from", "to"]].to_numpy()}


def test_every_state_has_a_distance_to_every_other(bundled) -> None:
    table = bundled("dyads/border_distances.csv")
    assert len(table) == 195 * 194
    kaz = table[table["from"] == "KAZ"].sort_values(["value", "to"])
    assert kaz["to"].head(8).tolist() == ["CHN", "KGZ", "RUS", "TKM", "UZB", "MNG", "TJK", "AZE"]
