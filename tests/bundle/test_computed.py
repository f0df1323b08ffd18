from __future__ import annotations

import pandas as pd

from mpindex.bundle import computed
from mpindex.readers import security_council, trade_partners


def test_emissions_per_head_carry_the_factbook_s_name(texts) -> None:
    rows = texts(
        ("KAZ", "Carbon dioxide emissions", "total emissions", "20 million metric tonnes of CO2 (2023 est.)")
    )
    main = pd.DataFrame({"indicator": ["population"], "unit": ["KAZ"], "year": [2023], "value": [2e6]})
    frame = computed.carbon(rows, main)
    assert frame.to_numpy().tolist() == [["co2_per_capita", "KAZ", 2023, 10.0, "cia-factbook"]]


def test_kazakhstan_sat_two_of_thirty_years_in_the_council(publish, triples) -> None:
    publish(
        security_council.FILE,
        "year,iso3,name,permanent\n2017,KAZ,x,False\n2018,KAZ,x,False\n2026,FRA,x,True\n",
    )
    folder = publish(
        "fasttrack__un_member_status.csv", "country,time,un_member_status\nkaz,1992,Member\nfra,1945,Member\n"
    )
    rows = triples(computed.elected_share(folder, folder), "unsc_elected_share")
    assert rows[-1] == ("KAZ", 2026, 100 * 2 / 30) and rows[0][:2] == ("KAZ", 1992)


def test_shares_of_great_powers_are_means_of_both_flows_and_members_of_the_union_have_none_of_it(
    publish, triples
) -> None:
    rows = [
        (2024, "KAZ", "exports", "CHN", 20), (2024, "KAZ", "exports", "DEU", 6), (2024, "KAZ", "exports", "ITA", 4),
        (2024, "KAZ", "imports", "CHN", 30), (2024, "KAZ", "imports", "RUS", 24), (2024, "HUN", "exports", "DEU", 26),
        (2024, "HUN", "imports", "CHN", 8), (2024, "CHN", "exports", "USA", 15), (2024, "CHN", "imports", "RUS", 5),
        (2024, "UZB", "exports", "RUS", 15),
    ]  # fmt: skip
    lines = "".join(f"{e},{u},{f},{p},{p},{v},2023\n" for e, u, f, p, v in rows)
    folder = publish(trade_partners.FILE, "edition,iso3,flow,partner_iso3,partner,share,data_year\n" + lines)
    frame = computed.trade_shares(folder)
    assert triples(frame, "trade_share_chn") == [("HUN", 2023, 4.0), ("KAZ", 2023, 25.0)]
    assert triples(frame, "trade_share_eu") == [("CHN", 2023, 0.0), ("KAZ", 2023, 5.0)]
    assert triples(frame, "trade_share_rus") == [("CHN", 2023, 2.5), ("HUN", 2023, 0.0), ("KAZ", 2023, 12.0)]
