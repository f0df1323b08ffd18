from __future__ import annotations

from mpindex.bundle import partners
from mpindex.units.countries import gazetteer


def test_partner_names_may_hold_a_comma_and_lists_may_lack_shares() -> None:
    assert partners.shares("Congo, Republic of the 5%, S. Korea 13% (2023)") == [
        ("Congo, Republic of the", 2023, 5.0),
        ("S. Korea", 2023, 13.0),
    ]
    assert partners.shares("<p>Italy, Switzerland, Germany</p> (2021)") == []
    assert partners.shares("not available") == []


def test_partner_shares_are_those_of_the_factbook_without_its_slip(bundled) -> None:
    table = bundled("dyads/partners.csv")
    kaz = table[table["from"] == "KAZ"].set_index(["relation", "to"])["value"]
    assert kaz["export_share"].to_dict() == {"CHN": 16, "GBR": 15, "ITA": 5, "RUS": 10, "TUR": 6}
    assert kaz["import_share"].to_dict() == {"CHN": 28, "RUS": 24, "TUR": 4, "USA": 4}  # without the Gambia
    assert set(gazetteer().names) - set(table["from"]) == {"LIE", "MCO"}
    assert (table.groupby(["from", "relation"])["value"].sum() <= 101).all()
