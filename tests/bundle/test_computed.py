from __future__ import annotations

import pandas as pd

from mpindex.bundle import computed
from mpindex.readers import security_council


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
