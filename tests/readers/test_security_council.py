from __future__ import annotations

from mpindex.readers import security_council


def test_elected_years_accumulate_and_permanent_seats_do_not_count(publish, triples) -> None:
    text = "year,iso3,name,permanent\n2017,KAZ,Kazakhstan,False\n2018,KAZ,Kazakhstan,False\n"
    text += "2018,KAZ,Kazakhstan,False\n2018,FRA,France,True\n2027,TTO,Trinidad and Tobago,False\n"
    rows = triples(security_council.read(publish(security_council.FILE, text)))
    assert rows[:2] == [("KAZ", 2017, 1.0), ("KAZ", 2018, 2.0)]
    assert rows[-1] == ("KAZ", 2026, 2.0) and {unit for unit, _, _ in rows} == {"KAZ"}
