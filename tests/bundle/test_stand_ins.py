from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from mpindex.bundle import stand_ins
from mpindex.catalogue import catalogue
from mpindex.readers import factbook

GDP = "GDP (official exchange rate)"
PPP = "Real GDP (purchasing power parity)"


@pytest.fixture
def main() -> pd.DataFrame:
    """A main source with the USA and a stale Uzbekistan, whose newest figure is of 2010."""
    rows = [
        (indicator, unit, year, value, "main")
        for indicator in stand_ins.RULES
        for unit, year, value in (("USA", 2023, 30.0), ("UZB", 2010, 5.0))
    ]
    return pd.DataFrame(rows, columns=["indicator", "unit", "year", "value", "source"])


def built(texts: pd.DataFrame, main: pd.DataFrame, indicator: str) -> dict[str, tuple[int, float]]:
    frame = stand_ins.build(texts, main, reference=2025)
    rows = frame[frame["indicator"] == indicator]
    assert set(rows["source"]) <= {"cia-factbook"}
    return {row.unit: (row.year, row.value) for row in rows.itertuples()}


def test_only_states_without_a_fresh_value_are_filled(texts, main) -> None:
    rows = texts(
        ("USA", GDP, "", "$1 billion (2024 est.)"),
        ("UZB", GDP, "", "$2 billion (2024 est.)"),
        ("TWN", GDP, "", "$3 billion (2023 est.)"),
        ("PRK", GDP, "", "$4 billion (2011 est.)"),
    )
    assert built(rows, main, "gdp") == {"UZB": (2024, 2e9), "TWN": (2023, 3e9)}


def test_output_at_ppp_is_scaled_by_the_united_states_of_the_same_year(texts, main) -> None:
    rows = texts(
        ("USA", PPP, f"{PPP} 2023", "$20 (2023 est.)"),
        ("TWN", PPP, f"{PPP} 2023", "$10 (2023 est.)"),
        ("TWN", PPP, f"{PPP} 2021", "$9 (2021 est.)"),
        ("PRK", PPP, f"{PPP} 2023", "$10 (2023 est.)"),
        ("TWN", "Population", "total", "5 (2025 est.)"),
    )
    assert built(rows, main, "gdp_ppp") == {"TWN": (2023, 15.0)}
    assert built(rows, main, "gdp_per_capita_ppp") == {"TWN": (2023, 3.0)}


def test_a_state_without_armed_forces_spends_nothing_whatever_its_police_costs(texts, main) -> None:
    rows = texts(("CRI", "Military expenditures", "Military Expenditures 2024", "0.6% of GDP (2024 est.)"))
    shares = built(rows, main, "milex_share")
    assert shares["CRI"] == (2023, 0.0)
    assert set(shares) == set(stand_ins.WITHOUT_ARMED_FORCES) and len(shares) == 20


def test_spending_takes_the_newest_year_that_has_an_output(texts, main) -> None:
    field, prefix = "Military expenditures", "Military Expenditures "
    rows = texts(
        ("TWN", field, prefix + "2024", "2.4% of GDP (2024 est.)"),
        ("TWN", field, prefix + "2023", "2.5% of GDP (2023 est.)"),
        ("TWN", GDP, "", "$600 billion (2023 est.)"),
    )
    assert built(rows, main, "milex")["TWN"] == (2023, 15e9)
    assert built(rows, main, "milex_share")["TWN"] == (2024, 2.4)


def test_energy_turns_from_btu_per_head_to_kilograms_of_oil(texts, main) -> None:
    field = "Energy consumption per capita"
    rows = texts(
        ("TWN", field, f"Total {field.lower()} 2023", "39.68 million Btu/person (2023 est.)"),
        ("TWN", "Population", "total", "20 (2025 est.)"),
    )
    assert built(rows, main, "energy_use")["TWN"] == (2023, pytest.approx(20_000))


def test_prose_stands_for_nothing(texts, main) -> None:
    rows = texts(
        ("PRK", "Military expenditures", "", "an estimated 20-30% of North Korea's GDP annually"),
        ("LBY", "Military and security service personnel strengths", "", "estimates not available"),
    )
    assert "PRK" not in built(rows, main, "milex_share")
    assert "LBY" not in built(rows, main, "armed_forces")


def test_taiwan_s_output_of_2023_is_that_of_2019_as_the_catalogue_says(sources: Path, factbook_texts) -> None:
    archive = pd.read_csv(
        sources / "cia-factbook" / "factbook_archive_1990_2025_selected_fields.csv.gz",
        usecols=["edition_year", "CanonicalCode", "canonical_field", "content"],
        keep_default_na=False,
    )
    of_taiwan = (archive["CanonicalCode"] == "TW") & (archive["canonical_field"] == GDP)
    printed = archive[of_taiwan].set_index("edition_year")["content"]
    assert printed[2023] == "$611.391 billion (2019 est.)"
    newest = factbook.numbers(factbook_texts, GDP, "").set_index("unit")
    assert (newest.loc["TWN", "year"], newest.loc["TWN", "value"]) == (2023, factbook.amount(printed[2023]))
    assert "those of 2019" in catalogue()["gdp"].notes
