from __future__ import annotations

from pathlib import Path

import pytest

from mpindex.readers import trade_partners

HEADER = "edition,iso3,flow,partner_iso3,partner,share,data_year\n"
ROWS = """2018,KAZ,imports,RUS,Russia,38.9,2017
2019,KAZ,imports,RUS,Russia,38.9,2017
2020,KAZ,imports,RUS,Russia,39.9,2017
2025,KAZ,exports,CHN,China,16.0,2023
2025,KAZ,exports,GBR,UK,15.0,2023
2025,KAZ,imports,CHN,China,28.0,2023
2025,KAZ,imports,RUS,Russia,24.0,2023
2025,KAZ,imports,GMB,"Gambia, The",4.0,2023
2025,AND,imports,HKG,Hong Kong,60.0,2023
2025,AND,imports,ESP,Spain,20.0,2023
2000,USA,exports,,EU,50.0,1999
2000,USA,exports,CAN,Canada,23.0,1999
1999,CYP,exports,,Greek Cypriot area: Russia,19.1,1997
1999,CYP,exports,BGR,Bulgaria,16.4,1997
"""


@pytest.fixture
def folder(publish) -> Path:
    return publish(trade_partners.FILE, HEADER + ROWS)


def test_the_year_is_that_of_the_shares_each_once_from_the_newest_edition(folder, triples) -> None:
    frame = trade_partners.read(folder)
    assert ("KAZ", 2017, 39.9) in triples(frame, "top_import_share")
    assert ("KAZ", 2023, 28.0) in triples(frame, "top_import_share")
    assert ("KAZ", 2023, 16.0) in triples(frame, "top_export_share")


def test_territories_count_as_partners_lumps_and_lists_in_parts_do_not(folder, triples) -> None:
    frame = trade_partners.read(folder)
    assert ("AND", 2023, 60.0) in triples(frame, "top_import_share")
    assert triples(frame, "top_export_share") == [("KAZ", 2023, 16.0), ("USA", 1999, 23.0)]


def test_the_slip_of_the_gambia_is_left_out_of_the_pairs(folder) -> None:
    table = trade_partners.dyads(folder)
    rows = table[(table["from"] == "KAZ") & (table["relation"] == "import_share") & (table["year"] == 2023)]
    assert dict(zip(rows["to"], rows["value"], strict=True)) == {"CHN": 28.0, "RUS": 24.0}
    assert "HKG" not in set(table["to"])


def test_the_newest_list_is_one_year_s(folder) -> None:
    newest = trade_partners.newest(trade_partners.dyads(folder))
    rows = newest[(newest["from"] == "KAZ") & (newest["relation"] == "import_share")]
    assert set(rows["year"]) == {2023}


def test_partner_shares_are_those_of_the_factbook_without_its_slip(bundled) -> None:
    table = bundled("dyads/partners.csv")
    kaz = table[table["from"] == "KAZ"].set_index(["relation", "to"])["value"]
    assert kaz["export_share"].to_dict() == {"CHN": 16, "GBR": 15, "ITA": 5, "RUS": 10, "TUR": 6}
    assert kaz["import_share"].to_dict() == {"CHN": 28, "RUS": 24, "TUR": 4, "USA": 4}  # without the Gambia
    assert (table.groupby(["from", "relation"])["value"].sum() <= 101).all()
    assert not table.duplicated(["from", "to", "relation"]).any()
