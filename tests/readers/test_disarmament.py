from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from mpindex.readers import disarmament

HEADER = "iso3,name,treaty,signed,joined,how,withdrew,status,in_force_2026_08_22\n"
ROWS = """KAZ,Kazakhstan,npt,,1994-05-20,acceded,,party,1
KAZ,Kazakhstan,ctbt,1996-09-30,2002-05-14,ratified,,party,1
KAZ,Kazakhstan,tpnw,2018-03-02,2019-08-29,ratified,,party,1
KAZ,Kazakhstan,nwfz_central_asia,2006-09-08,2009-02-19,joined,,party,1
KAZ,Kazakhstan,bwc,,2007-06-15,acceded,,party,1
KAZ,Kazakhstan,rome_statute,,,,,none,0
PRK,"Korea, North",npt,,1985-12-12,acceded,,party,1
RUS,Russia,ctbt,1996-09-24,2000-06-30,ratified,2023-11-03,withdrawn,0
RUS,Russia,npt,1968-07-01,1970-03-05,ratified,,party,1
RUS,Russia,rome_statute,2000-09-13,,,,signed only,0
TCD,Chad,rome_statute,1999-10-20,2006-11-01,ratified,2027-02-02,"party, withdrawal notified",1
VAT,Holy See,npt,,1971-02-25,acceded,,party,1
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("disarmament")
    (place / disarmament.FILE).write_text(HEADER + ROWS, encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def listed(folder: Path) -> pd.DataFrame:
    return disarmament.read(folder)


def series(triples, frame, indicator: str, unit: str) -> dict[int, float]:
    return {year: value for of, year, value in triples(frame, indicator) if of == unit}


def test_a_treaty_counts_from_the_year_of_joining(listed, triples) -> None:
    counts = series(triples, listed, "disarmament_treaties", "KAZ")
    assert [counts[year] for year in (1990, 1993, 1994, 2001, 2002, 2009, 2018, 2019, 2026)] == [
        0, 0, 1, 1, 2, 3, 3, 4, 4,
    ]  # fmt: skip


def test_the_zone_is_left_out_of_what_every_state_may_join_and_the_bwc_of_both(listed, triples) -> None:
    assert series(triples, listed, "disarmament_treaties_open", "KAZ")[2026] == 3


def test_a_withdrawal_ends_a_membership_in_its_year_and_not_before(listed, triples) -> None:
    russia = series(triples, listed, "disarmament_treaties", "RUS")
    assert (russia[2022], russia[2023]) == (2, 1)
    korea = series(triples, listed, "disarmament_treaties", "PRK")
    assert (korea[2002], korea[2003]) == (1, 0)  # not accepted by all; the file has it as a party
    assert series(triples, listed, "icc_party", "TCD")[2026] == 1  # out from 2027


def test_a_signature_does_not_bind(listed, triples) -> None:
    assert series(triples, listed, "icc_party", "RUS")[2026] == 0
    assert series(triples, listed, "icc_party", "KAZ")[2026] == 0
    assert min(series(triples, listed, "tpnw_party", "KAZ")) == 2017


def test_acts_have_their_dates_and_entities_that_are_no_state_have_none(folder) -> None:
    table = disarmament.acts(folder)
    assert "VAT" not in set(table["unit"])
    row = table[(table["unit"] == "KAZ") & (table["treaty"] == "ctbt")]
    assert row.iloc[0].tolist() == ["KAZ", "ctbt", "1996-09-30", "2002-05-14", "ratified", ""]
    assert not ((table["unit"] == "KAZ") & (table["treaty"] == "rome_statute")).any()


def test_kazakhstan_shares_the_first_place_with_58_others(sources: Path) -> None:
    frame = disarmament.read(sources / disarmament.SOURCE)
    newest = frame[frame["year"] == 2026].pivot_table(index="unit", columns="indicator", values="value")
    assert (newest["disarmament_treaties"] == 4).sum() == 59 and newest.loc[
        "KAZ", "disarmament_treaties"
    ] == 4
    assert (newest["disarmament_treaties_open"] == 3).sum() == 71
    assert newest["icc_party"].sum() == 123 and len(newest) == 193
