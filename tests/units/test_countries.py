"""Countries are found under the names and codes that people and publishers use, and nothing is guessed."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mpindex.errors import DataError, OptionError, UnknownUnit
from mpindex.units import countries

SPELLINGS = {
    "BOL": ["Bolivia", "Bolivia (Plurinational State of)", "Bolivia, Plurinational State of"],
    "BHS": ["Bahamas", "Bahamas, The", "The Bahamas"],
    "CIV": ["Côte d'Ivoire", "Côte d’Ivoire", "Cote d'Ivoire", "COTE DIVOIRE", "Ivory Coast"],
    "COD": ["DR Congo", "Congo, Dem. Rep.", "Democratic Republic of the Congo", "Congo - Kinshasa", "Zaire"],
    "COG": ["Congo", "Congo, Rep.", "Republic of the Congo", "Congo - Brazzaville", "Congo (Brazzaville)"],
    "CPV": ["Cabo Verde", "Cape Verde"],
    "CZE": ["Czechia", "Czech Republic"],
    "FSM": ["Micronesia", "Micronesia, Fed. Sts.", "Micronesia (Federated States of)"],
    "GBR": ["United Kingdom", "UK", "U.K.", "Great Britain", "gbr", "GB"],
    "GMB": ["Gambia", "The Gambia", "Gambia, The"],
    "GNB": ["Guinea-Bissau", "Guinea Bissau"],
    "IRN": ["Iran", "Iran, Islamic Rep.", "Iran (Islamic Republic of)", "Islamic Republic of Iran"],
    "KAZ": ["Kazakhstan", "kazakhstan ", "Republic of Kazakhstan", "KAZ", "kz", "Kazakstan", "Казахстан"],
    "KGZ": ["Kyrgyzstan", "Kyrgyz Republic"],
    "KNA": ["St. Kitts and Nevis", "Saint Kitts & Nevis", "St Kitts and Nevis", "SaintKittsandNevis"],
    "KOR": ["South Korea", "Korea, Rep.", "Republic of Korea", "Korea, South", "Korea (Republic of)"],
    "LAO": ["Laos", "Lao PDR", "Lao People's Democratic Republic", "LaoPeoplesDemRep"],
    "MDA": ["Moldova", "Republic of Moldova", "RepublicofMoldova"],
    "MKD": ["North Macedonia", "FYROM", "Macedonia, FYR", "The former Yugoslav Republic of Macedonia"],
    "MMR": ["Myanmar", "Burma", "Burma/Myanmar", "Myanmar (Burma)"],
    "NAM": ["Namibia", "NA", "na", "NAM"],
    "PRK": ["North Korea", "Korea, Dem. People's Rep.", "Korea, Dem. People’s Rep.", "KoreaDemPeoples"],
    "RUS": ["Russia", "Russian Federation", "Russia (Soviet Union)"],
    "STP": ["São Tomé and Príncipe", "Sao Tome & Principe", "SaoTomeandPricipe"],
    "SWZ": ["Eswatini", "Swaziland"],
    "SYR": ["Syria", "Syrian Arab Republic"],
    "TUR": ["Türkiye", "Turkey", "Turkiye", "TÜRKİYE"],
    "TWN": ["Taiwan", "Taiwan, China", "Chinese Taipei", "ChinaTaiwanProvince"],
    "USA": ["United States", "United States of America", "USA", "U.S.", "US"],
    "VNM": ["Vietnam", "Viet Nam"],
    "XKX": ["Kosovo", "Kosovo*", "XK"],
}  # fmt: skip


def test_there_are_195_states_and_every_code_is_used_once() -> None:
    table = countries.countries()
    assert len(table) == 195
    assert (table["un_member"] == "yes").sum() == 193
    assert table.index[table["un_member"] == "no"].tolist() == ["TWN", "XKX"]
    for column in ("iso2", "cow", "gec", "name", "official_name"):
        assert table[column].is_unique, column
        assert (table[column] != "").all(), column
    assert table.index[table["m49"] == ""].tolist() == ["XKX"]


@pytest.mark.each("unit", sorted(SPELLINGS))
def test_a_country_is_found_under_its_many_spellings(unit: str) -> None:
    assert countries.resolve(SPELLINGS[unit]) == [unit] * len(SPELLINGS[unit])


def test_every_display_name_official_name_and_letter_code_finds_its_own_country() -> None:
    table = countries.countries()
    for column in ("name", "official_name", "iso2"):
        assert countries.resolve(table[column]) == list(table.index)
    assert countries.resolve(table.index) == list(table.index)
    assert [countries.name(unit) for unit in table.index] == table["name"].tolist()


@given(st.sampled_from(sorted(countries.gazetteer().spellings)), st.booleans())
def test_case_blanks_and_trailing_stops_do_not_matter(spelling: str, upper: bool) -> None:
    changed = f"  {spelling.upper() if upper else spelling.lower()}  ".replace(" ", "  ")
    assert countries.find(changed) == countries.find(spelling)


def test_namibia_survives_being_called_na() -> None:
    assert countries.find("NA") == "NAM"
    assert countries.name("NAM") == "Namibia"


def test_no_spelling_stands_for_two_things() -> None:
    table = countries.gazetteer()
    assert not set(table.by_key) & set(table.not_states)
    by_key: dict[str, set[str]] = {}
    for spelling, unit in table.spellings.items():
        by_key.setdefault(countries.key(spelling), set()).add(unit)
    assert {key: units for key, units in by_key.items() if len(units) > 1} == {}
    codes = set(table.system("iso3")) | set(table.system("iso2"))
    clash = {key for key in table.by_key if key.upper() in codes}
    assert all(table.by_key[key] == table.unit(key) for key in clash)


def test_aliases_are_sorted_and_each_is_needed() -> None:
    table = countries.gazetteer()
    rows = [(row["unit"], row["alias"]) for row in table.aliases]
    assert rows == sorted(rows)
    assert {unit for unit, _ in rows} <= set(table.names)
    keys = [countries.key(alias) for _, alias in rows]
    assert len(keys) == len(set(keys)), {key for key in keys if keys.count(key) > 1}


def test_a_typo_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(UnknownUnit, match=r"Did you mean 'Kazakhstan' \(KAZ\)\?"):
        countries.find("Kazahkstan")


def test_all_faults_come_at_once_and_each_only_once() -> None:
    entries = ["Kazakhstan", "Kazahkstan", "USSR", "World", None, float("nan"), "Kazahkstan", 398]
    with pytest.raises(DataError) as caught:
        countries.resolve(entries)
    table = caught.value.table
    assert table["unit"].tolist() == ["Kazahkstan", "USSR", "World", "None", "398"]
    assert (table["rule"] != "").all()
    assert (table["hint"] != "").all()


@pytest.mark.parametrize(
    ("former", "year", "successor"),
    [
        ("USSR", 1991, "KAZ"), ("Soviet Union", 1991, "UZB"), ("Yugoslavia", 1992, "SRB"),
        ("YUG", 1992, "HRV"), ("Czechoslovakia", 1992, "SVK"), ("East Germany", 1990, "DEU"),
        ("Serbia and Montenegro", 2006, "MNE"), ("South Yemen", 1990, "YEM"),
        ("Netherlands Antilles", 2010, "CUW"),
    ],
)  # fmt: skip
def test_a_former_state_gives_its_end_and_its_successors(former: str, year: int, successor: str) -> None:
    with pytest.raises(UnknownUnit) as caught:
        countries.find(former)
    (fault,) = caught.value.faults
    assert str(year) in fault.rule
    assert successor in fault.hint


@pytest.mark.parametrize(
    ("entry", "kind"),
    [
        ("Hong Kong", "territory, part of China"), ("HKG", "territory"), ("Macao SAR, China", "territory"),
        ("Greenland", "part of Denmark"), ("World", "aggregate"), ("Euro area", "aggregate"),
        ("WLD", "aggregate"), ("European Union", "aggregate"), ("Palestine", "state outside the 195"),
        ("Holy See", "state outside the 195"),
        ("Somaliland", "de facto state"), ("Sub-Saharan Africa", "aggregate"),
    ],
)  # fmt: skip
def test_territories_and_aggregates_are_named_as_such(entry: str, kind: str) -> None:
    with pytest.raises(UnknownUnit) as caught:
        countries.find(entry)
    (fault,) = caught.value.faults
    assert fault.rule == "not one of the 195 states"
    assert kind in fault.hint
    assert countries.states_only([entry, "KAZ"]) == [None, "KAZ"]


def test_what_is_unknown_is_never_passed_over() -> None:
    with pytest.raises(UnknownUnit, match="Atlantis"):
        countries.states_only(["World", "Atlantis"])


def test_numbers_need_a_system_because_systems_collide() -> None:
    for number in (398, "398", 398.0, np.int64(398)):
        with pytest.raises(UnknownUnit, match="codes='m49'"):
            countries.resolve([number])
        assert countries.resolve([number], codes="m49") == ["KAZ"]
    assert countries.resolve([705, "710", 2.0], codes="cow") == ["KAZ", "CHN", "USA"]
    assert countries.resolve(["004"], codes="m49") == ["AFG"]
    cow, m49 = (countries.gazetteer().system(system) for system in ("cow", "m49"))
    assert sum(m49[code] != cow[code] for code in set(cow) & set(m49)) == 43


def test_letter_codes_of_other_systems_need_their_name() -> None:
    assert countries.find("CH") == "CHE"
    assert countries.resolve(["ch", "GM", "RI"], codes="gec") == ["CHN", "DEU", "SRB"]
    assert countries.resolve(["ROM", "ZAR", "TMP", "ADO", "KSV", "KAZ"], codes="worldbank_old") == [
        "ROU", "COD", "TLS", "AND", "XKX", "KAZ",
    ]  # fmt: skip
    for code in ("ROM", "ZAR", "TMP", "KSV"):
        with pytest.raises(UnknownUnit, match="codes='worldbank_old'"):
            countries.find(code)
    with pytest.raises(UnknownUnit, match="state outside the 195"):
        countries.resolve(["WBG"], codes="worldbank_old")


def test_a_name_is_not_taken_for_a_code_nor_one_system_for_another() -> None:
    with pytest.raises(UnknownUnit, match="leave codes= out"):
        countries.resolve(["Kazakhstan"], codes="cow")
    with pytest.raises(UnknownUnit, match="not a code of iso2"):
        countries.resolve(["KAZ"], codes="iso2")
    with pytest.raises(OptionError, match="Did you mean 'iso3'"):
        countries.resolve(["KAZ"], codes="is03")


def test_missing_entries_are_faults_of_their_own() -> None:
    for missing in (None, float("nan"), pd.NA, pd.NaT, "", "  "):
        with pytest.raises(UnknownUnit, match="empty"):
            countries.resolve([missing])


def test_a_display_name_needs_a_known_code() -> None:
    with pytest.raises(UnknownUnit, match="'KAX'"):
        countries.name("KAX")


NAME_COLUMNS = {
    "cow-ir-data/cow_states.csv": ["statenme"],
    "cow-ir-data/cow_capitals.csv": ["statenme"],
    "country-codes/country-codes.csv": ["official_name_en", "UNTERM English Short", "CLDR display name"],
    "eiu-democracy-index/eiu_2006_2024.csv": ["eiu_country", "extended_country_name"],
    "freedom-house/fh_ratings_1972_2024.csv": ["fh_country", "extended_country_name"],
    "freedom-house/fh_subscores_editions_2013_2025.csv": ["fh_full_country"],
    "gapminder/entities_country.csv": ["name"],
    "global-firepower/global_military_firepower_2025.csv": ["country"],
    "global-innovation-index/gii_2025_overall_score.csv": ["Country"],
    "itu-digital/itu_idi_2024.csv": ["economy_name"],
    "land-borders/GEODATASOURCE-COUNTRY-BORDERS.CSV": ["country_name"],
    "owid-weapons-proliferation/biological_chemical_weapons.csv": ["Entity"],
    "owid-weapons-proliferation/nuclear_weapons_proliferation.csv": ["Entity"],
    "paris-agreement/paris-agreement-entry-into-force.csv": ["Name"],
    "passport-index/henley-passport-index-count-2024-01-10.csv": ["Origin"],
    "qog-standard-2025/qog_std_cs_jan25.csv": ["cname", "cname_qog"],
    "sdg-index/sustainable_development_report_2023.csv": ["country"],
    "un-egovernment/EGOV_DATA_2024.csv": ["Country"],
    "un-peacekeeping/contributors_rank_2021-01.csv": ["Contributing_Country"],
    "un-security-council/unsc_membership_1946_2026.csv": ["name"],
    "un-treaties/treaty_actions_long.csv": ["participant"],
    "unctad-trade-matrix-2015/bilateral_merchandise_trade_2015.csv": ["source", "target"],
    "undp-hdi-headline/hdr25_hdi_rank_2023.csv": ["country"],
    "unga-ideal-points/idealpoints_july2025.csv": ["countryname"],
    "v-dem/vdem_high_level_indices_1990_2024.csv": ["vdem_country_name"],
    "wgi/wgidataset_1996_2023.csv": ["countryname"],
    "world-bank-wdi/sp.pop.totl.csv": ["Country Name"],
    "world-bank-wdi/ny.gdp.mktp.cd.csv": ["Country Name"],
}


@pytest.mark.parametrize("file", sorted(NAME_COLUMNS))
def test_every_name_in_a_publishers_file_is_a_state_or_knowingly_none(file: str, sources: Path) -> None:
    with (sources / file).open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    names = {row[column].strip() for row in rows for column in NAME_COLUMNS[file]} - {""}
    found = countries.states_only(sorted(names))
    assert sum(unit is not None for unit in found) > 60


@pytest.mark.parametrize(
    ("file", "sheet", "column"),
    [
        ("fragile-states-index/fragile_states_index_2024.xlsx", "Sheet 1", "Country"),
        ("global-peace-index/GPI_public_release_2025.xlsx", "Overall Scores", "country"),
        ("kof-globalisation/KOFGI_2025_public.xlsx", "Sheet1", "country"),
        ("lowy-global-diplomacy-index/DataDownload_2016_2023.xlsx", "2023", "POST COUNTRY"),
        ("world-happiness/WHR26_Data_Figure_2.1.xlsx", 0, "Country name"),
    ],
)
def test_so_is_every_name_in_a_publishers_workbook(file: str, sheet: str, column: str, sources: Path) -> None:
    names = pd.read_excel(sources / file, sheet_name=sheet, usecols=[column])[column].dropna().unique()
    assert sum(unit is not None for unit in countries.states_only(names)) > 150


def test_sipri_names_are_known_too(sources: Path) -> None:
    rows = json.loads((sources / "sipri-milex" / "Current_US.json").read_text(encoding="utf-8"))
    found = countries.states_only(row["country"] for row in rows if row["country"])
    assert sum(unit is not None for unit in found) > 150


def test_names_and_codes_of_a_source_agree(sources: Path) -> None:
    """The World Bank's codes and its names lead to the same state."""
    with (sources / "world-bank-wdi" / "sp.pop.totl.csv").open(encoding="utf-8", newline="") as lines:
        pairs = {(row["Country Name"], row["Country Code"]) for row in csv.DictReader(lines)}
    names, codes = zip(*sorted(pairs), strict=True)
    known = countries.gazetteer().system("worldbank_old")
    assert countries.states_only(names) == [known.get(code) for code in codes]
