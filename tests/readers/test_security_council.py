from __future__ import annotations

import pandas as pd
import pytest

from mpindex.readers import gapminder, security_council


def council(*rows: tuple[int, str, bool]) -> str:
    return "year,iso3,name,permanent\n" + "".join(f"{year},{unit},x,{seat}\n" for year, unit, seat in rows)


def test_elected_years_add_up_and_permanent_seats_do_not_count(publish, triples) -> None:
    text = council((2017, "KAZ", False), (2018, "KAZ", False), (2018, "KAZ", False), (2018, "FRA", True))
    text += "2027,TTO,Trinidad and Tobago,False\n"  # elected for the year after
    rows = triples(security_council.read(publish(security_council.FILE, text)))
    assert rows[:2] == [("KAZ", 2017, 1.0), ("KAZ", 2018, 2.0)]
    assert rows[-1] == ("KAZ", 2026, 2.0) and {unit for unit, _, _ in rows} == {"KAZ"}


def test_a_term_leaves_the_twenty_years_when_they_are_over(publish, triples) -> None:
    text = council((1999, "KEN", False), (2000, "KEN", False), (2018, "KEN", False))
    rows = triples(security_council.read(publish(security_council.FILE, text)), "unsc_years_20")
    years = {year: value for _, year, value in rows}
    assert [years[year] for year in (1999, 2000, 2018, 2019, 2020, 2026)] == [1, 2, 3, 2, 1, 1]


def test_the_share_counts_from_the_entry_into_the_un_and_not_for_seats_by_right(publish) -> None:
    text = council((2017, "KAZ", False), (2018, "KAZ", False), (2026, "FRA", True), (2011, "SSD", False))
    joined = pd.Series({"KAZ": 1992, "FRA": 1945, "SSD": 2011, "CHE": 2002})
    table = security_council.elected_share(publish(security_council.FILE, text), joined)
    share = table.set_index(["unit", "year"])["value"]
    assert share["KAZ", 2026] == pytest.approx(100 * 2 / 30)
    assert share["KAZ", 2018] == pytest.approx(100 * 2 / 27)  # a member in 27 of the 30 years
    assert share["SSD", 2011] == 100.0 and pd.isna(share["SSD", 2010])
    assert share["CHE", 2026] == 0.0 and pd.isna(share["CHE", 2001])
    assert "FRA" not in share.index.get_level_values("unit")


def test_seats_by_right_are_five_and_kazakhstan_s_two_years_are_19th_in_twenty(sources, triples) -> None:
    folder = sources / security_council.SOURCE
    assert security_council.permanent(folder) == {"CHN", "FRA", "GBR", "RUS", "USA"}
    newest = {
        unit: value
        for unit, year, value in triples(security_council.read(folder), "unsc_years_20")
        if year == 2026
    }
    assert 1 + sum(value > newest["KAZ"] for value in newest.values()) == 19
    joined = gapminder.un_entries(sources / gapminder.SOURCE)
    assert len(joined) == 193 and joined["KAZ"] == 1992 and joined["CHE"] == 2002
