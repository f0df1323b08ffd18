"""What was taken for what is told, each in one sentence."""

import pandas as pd
import pytest

import mpindex as mp
from mpindex.ingest.notes import left_out
from mpindex.ingest.read import read


def notes(**cells):
    return read(pd.DataFrame(cells)).notes


def test_values_of_years_before_a_state_began_are_told():
    told = notes(iso3=["KAZ", "KAZ", "UKR", "SWE"], year=[1985, 1995, 1980, 1980], v=[1.0, 2.0, 3.0, 4.0])
    assert any(
        note == "2 values are of years before the state began: KAZ (began 1991), UKR (began 1991)"
        for note in told
    )


def test_marks_of_missing_values_are_listed_each_once():
    told = notes(
        iso3=["KAZ", "UKR", "SWE", "PER"],
        a=["..", "1", "n/a", ".."],
        b=["2", "-", "3", "4"],
        c=["", "..", "", "5"],
    )
    assert "5 cells were read as missing: '..', 'n/a', '-'" in told
    assert "1 cell was read as missing: 'n/a'" in notes(iso3=["KAZ", "UKR"], a=["n/a", "1"])


def test_names_that_two_states_share_are_told_unless_a_code_stands_beside_them():
    words = "Korea was read as South Korea (KOR); North Korea is PRK"
    assert words in notes(country=["Korea", "Peru"], year=2020, v=[1.0, 2.0])
    assert not any(
        "North Korea" in note
        for note in notes(iso3=["KOR", "PER"], country=["Korea", "Peru"], year=2020, v=[1.0, 2.0])
    )


def test_dimensions_that_stand_together_are_told():
    told = notes(geo=["KE", "PE"], currency=["USD", "EUR"], year=2020, value=[1.0, 2.0])
    assert any("figures that differ in currency (USD, EUR) stand together" in note for note in told)


def test_long_lists_are_cut_with_their_number():
    (note,) = left_out({"as asked": [f"u{i:02}" for i in range(50)], "else": []})
    assert note.endswith("... (50 in all)")


def test_a_table_that_gives_directions_is_not_without_metadata():
    frame = pd.DataFrame(
        {
            "iso3": ["KEN", "PER"],
            "indicator": ["a", "b"],
            "year": 2020,
            "value": [1.0, 2.0],
            "direction": [-1, 1],
        }
    )
    data = read(frame)
    assert [data.indicator(id).direction for id in ("a", "b")] == [-1, 1]
    assert not any("without metadata" in note for note in data.notes)


@pytest.mark.each("column", [[2**53, 2**53 + 1, 1], [str(2**53), str(2**53 + 1), "1"]])
def test_whole_numbers_whose_last_digits_are_lost_are_told(column):
    data = mp.read(pd.DataFrame({"unit": list("abc"), "a": column, "b": [1.0, 2.0, 2.0**60]}), units="free")
    assert next(note for note in data.notes if "last digits" in note).startswith("a: whole numbers beyond")
