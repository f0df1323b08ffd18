from __future__ import annotations

from mpindex.bundle import expert_lists


def test_same_stands_for_the_citation_above_and_keeps_its_remark(publish) -> None:
    header = "list_id,iso3,label,source,year,verified\n"
    rows = 'a,KAZ,middle,"Author (2020), Title",2020,yes\na,TUR,middle,same (p. 5),2020,no\n'
    table = expert_lists.read_expert_lists(publish(expert_lists.FILE, header + rows) / expert_lists.FILE)
    assert table["source"].tolist() == ["Author (2020), Title", "Author (2020), Title (p. 5)"]
    assert tuple(table.columns) == ("list", "unit", "label", "source", "year", "verified")


def test_expert_lists_name_their_sources_in_full(bundled) -> None:
    table = bundled("expert_lists.csv")
    assert len(table) == 184
    assert not table["source"].str.startswith("same").any()
    assert table["source"].notna().all()
    assert set(table["verified"]) == {"yes", "no"}
    swp = table[table["list"] == "swp_2024"]
    assert len(swp) == 12
    assert "KAZ" in set(swp["unit"])


def test_the_major_powers_of_the_correlates_of_war_are_among_them(bundled) -> None:
    table = bundled("expert_lists.csv")
    majors = table[table["list"] == "cow_major_2016"]
    assert set(majors["unit"]) == {"USA", "GBR", "FRA", "DEU", "RUS", "CHN", "JPN"}
    assert set(majors["label"]) == {"major_power"} and set(majors["verified"]) == {"yes"}
