from __future__ import annotations

from mpindex.readers import gapminder

FORCES = "systema__armed_forces_personnel_total.csv"


def test_zeros_that_are_gaps_are_dropped_and_true_zeros_kept(publish, triples) -> None:
    text = "geo,time,armed_forces_personnel_total\nlby,2018,0\nlby,2012,7000\nisl,2018,0\ncog,2019,0\n"
    frame = gapminder.read(publish(FORCES, text))
    assert triples(frame) == [("ISL", 2018, 0.0), ("LBY", 2012, 7000.0)]


def test_only_the_files_that_are_there_are_read(publish) -> None:
    folder = publish(
        "systema__arms_exports_sipri_tiv.csv", "geo,time,arms_exports_sipri_tiv\nkaz,2006,1000000\n"
    )
    frame = gapminder.read(folder)
    assert frame[["indicator", "unit"]].values.tolist() == [["arms_exports", "KAZ"]]


def test_kosovo_is_known_by_gapminder_s_code(publish, triples) -> None:
    folder = publish("systema__arms_imports_sipri_tiv.csv", "geo,time,x\nkos,2022,5\nscg_ex_kos,2022,7\n")
    assert triples(gapminder.read(folder)) == [("XKX", 2022, 5.0)]


def test_a_state_is_a_member_of_the_un_from_its_first_year_as_one(publish) -> None:
    text = "country,time,un_member_status\nkaz,1991,Non member\nkaz,1992,Member\nkaz,1993,Member\npse,2023,Non member\n"
    entries = gapminder.un_entries(publish("fasttrack__un_member_status.csv", text))
    assert entries.to_dict() == {"KAZ": 1992}
