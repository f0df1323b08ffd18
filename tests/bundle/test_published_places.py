from __future__ import annotations

from mpindex.bundle import published_places

HEADER = "unit,index,publisher,edition,place,of_n,basis,source,licence\n"
ROWS = """UZB,Corruption Perceptions Index,TI,2025,124,182,reported by the press,paper.org,place as a fact
UZB,Corruption Perceptions Index,TI,2025,124,182,printed in the list,sources/cpi-2025,CC BY-ND 4.0
KAZ,Fragile States Index (1 = most fragile),FFP,2024,115,179,printed in the list,sources/fragile-states-index,place only
"""


def test_a_list_comes_before_the_press_and_the_worst_first_is_said(publish) -> None:
    table = published_places.read_places(publish(published_places.FILE, HEADER + ROWS))
    assert table[["unit", "ranking", "first_is", "basis"]].to_numpy().tolist() == [
        ["UZB", "Corruption Perceptions Index", "best", "printed in the list"],
        ["KAZ", "Fragile States Index", "worst", "printed in the list"],
    ]
    assert table["source"].tolist() == ["cpi-2025", "fragile-states-index"]


def test_kazakhstan_s_places_are_the_published_ones(bundled) -> None:
    table = bundled("published_places.csv")
    kaz = table[table["unit"] == "KAZ"].set_index(["ranking", "edition"])
    for ranking, edition, place, ranked in (
        ("Freedom in the World, total", 2025, 156, 195),
        ("World Press Freedom Index", 2025, 141, 180),
        ("Democracy Index", 2024, 118, 167),
        ("Global Innovation Index", 2025, 81, 139),
        ("Human Development Index", 2025, 60, 193),
    ):
        assert tuple(kaz.loc[(ranking, edition), ["place", "ranked"]]) == (place, ranked)
    assert (table["place"] <= table["ranked"]).all()
    assert set(table["unit"]) == {"KAZ", "UZB", "AZE", "TUR", "QAT", "NOR", "ZAF", "IDN", "KEN"}
    assert table[["source", "licence", "basis"]].notna().all().all()
