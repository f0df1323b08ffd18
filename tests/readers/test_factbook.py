from __future__ import annotations

import math

import pandas as pd
import pytest

from mpindex.readers import factbook


@pytest.mark.parametrize(
    ("text", "value", "year"),
    [
        ("$16.447 billion (2023 est.)", 16_447_000_000, 2023),
        ("1.284 million sq km", 1_284_000, 2025),
        ("643,801 sq km ; 551,500 sq km (metropolitan France)", 643_801, 2025),
        ("1,392 km (672 km operational in 2018)", 1392, 2018),
        ("643.259 million Btu/person (2023 est.)", 643_259_000, 2023),
        ("-0.6% (2024 est.)", -0.6, 2024),
        ("97 km (2017) (Djibouti segment of the 756 km Addis Ababa-Djibouti railway)", 97, 2017),
    ],
)
def test_amounts_and_years_are_read_out_of_sentences(text: str, value: float, year: int) -> None:
    assert (factbook.amount(text), factbook.year(text)) == (value, year)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("approximately 170,000 active duty Armed Forces (2025)", 170_000),
        ("estimated 7-8,000 active Royal Bhutan Army (2025)", 7500),
        ("approximately 3-4,000 active Defense Forces (2025)", 3500),
        ("information varies; estimated 10,000-12,000 active (2025)", 11_000),
        ("estimated 600 Defense Force; estimated 500 Federal Police (2023)", 600),
    ],
)
def test_personnel_is_the_midpoint_of_a_range(text: str, value: float) -> None:
    assert factbook.personnel(text) == value


def test_a_sentence_without_a_number_gives_no_value(texts) -> None:
    assert math.isnan(factbook.amount("estimates not available"))
    rows = texts(("LBY", "Military expenditures", "", "not available"))
    assert factbook.numbers(rows, "Military expenditures", "").empty


def test_subfields_that_name_their_year_are_read_together_and_notes_are_not(texts) -> None:
    rows = texts(
        ("SMR", "Exports", "Exports 2022", "$3.616 billion (2022 est.)"),
        ("SMR", "Exports", "Exports 2021", "$3.23 billion (2021 est.)"),
        ("SMR", "Exports", "note", "data of 1999"),
    )
    assert factbook.numbers(rows, "Exports", "Exports ")["year"].tolist() == [2022, 2021]


def test_electricity_generated_follows_the_identity_and_missing_parts_are_zero(texts) -> None:
    rows = texts(
        ("KAZ", "Electricity", "consumption", "100 billion kWh (2023 est.)"),
        ("KAZ", "Electricity", "transmission/distribution losses", "10 billion kWh (2023 est.)"),
        ("KAZ", "Electricity", "imports", "500 million kWh (2023 est.)"),
        ("NRU", "Electricity", "exports", "1 billion kWh (2023 est.)"),
    )
    assert factbook.electricity_output(rows).values.tolist() == [["KAZ", 2023, 109_500_000_000.0]]


def test_an_agreement_with_a_stray_blank_is_counted_once(texts) -> None:
    listing = "Antarctic- Marine Living Resources, Wetlands, Antarctic-Marine Living Resources"
    rows = texts(("KAZ", "International environmental agreements", "party to", listing))
    assert factbook.environmental_agreements(rows)["value"].tolist() == [2]


def test_emissions_per_head_need_a_population_of_the_same_year(texts) -> None:
    rows = texts(
        ("KAZ", "Carbon dioxide emissions", "total emissions", "20 million metric tonnes of CO2 (2023 est.)"),
        (
            "TWN",
            "Carbon dioxide emissions",
            "total emissions",
            "289 million metric tonnes of CO2 (2023 est.)",
        ),
    )
    population = pd.Series({("KAZ", 2023): 2e6, ("TWN", 2022): 2e7}).rename_axis(["unit", "year"])
    assert factbook.co2_per_capita(rows, population).values.tolist() == [["KAZ", 2023, 10.0]]


def test_islands_have_no_neighbour_and_one_side_s_list_is_enough(texts) -> None:
    rows = texts(("COG", "Land boundaries", "border countries", "Central African Republic 487 km"))
    counts = factbook.land_neighbours(rows).set_index("unit")["value"]
    assert (counts["COG"], counts["CAF"], counts["NZL"], len(counts)) == (1, 1, 0, 195)


def test_the_letters_of_the_factbook_are_not_iso(publish) -> None:
    header = "gec_code,region_folder,entity_name,category,field,subfield,text\n"
    rows = "ch,a,China,c,Airports,,552 (2025)\nsz,e,Switzerland,c,Airports,,60 (2025)\nxx,w,World,c,Airports,,1 (2025)\n"
    assert factbook.read_texts(publish(factbook.FILE, header + rows))["unit"].tolist() == ["CHN", "CHE"]
