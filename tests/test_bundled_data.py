"""The tables of `data/` say what the publishers say."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from mpindex.bundle import build, datapackage, stand_ins
from mpindex.catalogue import catalogue
from mpindex.units.countries import countries

DATA = Path(__file__).resolve().parents[1] / "data"
REFERENCE = Path(__file__).parent / "reference" / "kaz_indicators.csv"
REFERENCE_YEAR = 2025

STATES = tuple(countries().index)
EXPECTED = pd.read_csv(REFERENCE, index_col="indicator")
BUNDLED = sorted(name for name, entry in catalogue().items() if entry.bundled)

NO_ARMY = "AND CRI DMA FSM GRD ISL KIR LCA LIE MCO MHL NRU PAN PLW SLB SMR TUV VCT VUT WSM"
#: Indicator -> states on stand-ins, then Kazakhstan's rank with them and the number of states ranked.
STAND_INS = {
    "gdp": ("ERI PRK SSD TWN YEM", 49, 195),
    "gdp_ppp": ("CUB ERI LIE MCO SSD TWN VEN YEM", 39, 194),
    "gdp_per_capita_ppp": ("CUB ERI LIE MCO SSD TWN VEN YEM", 57, 194),
    "exports": ("SMR TWN XKX", 49, 193),
    "imports": ("SMR TWN XKX", 55, 193),
    "milex": ("ARE BHS BRB DJI LAO SSD SUR SYR TKM TON TWN " + NO_ARMY, 81, 186),
    "milex_share": ("ARE BHS BRB DJI ERI LAO SUR SYR TKM TON TWN " + NO_ARMY, 159, 187),
    "armed_forces": (
        "BTN COM KNA MDV STP SWZ TON TWN XKX "
        "AND DMA FSM GRD KIR LCA LIE MCO MHL NRU PLW SLB SMR TUV VCT VUT WSM",
        60,
        194,
    ),
    "population": ("TWN", 65, 195),
    "urban_population": ("TWN", 58, 195),
    "area": ("TWN XKX", 9, 195),
    "land_area": ("TWN XKX", 9, 195),
    "energy_use": (
        "AFG ATG BDI BHS BLZ BRB BTN CAF COM CPV DJI DMA FJI GIN GMB GNB GRD GUY KIR KNA LBR LCA LSO MDV MLI MRT "
        "MWI PNG SLB SLE SOM STP SYC TLS TON TWN VCT VUT WSM",
        30,
        186,
    ),
    "life_expectancy": ("TWN", 94, 195),
}


@pytest.fixture(scope="module")
def values() -> pd.DataFrame:
    files = sorted((DATA / "values").glob("*.csv"))
    return pd.concat([pd.read_csv(file, keep_default_na=False) for file in files], ignore_index=True)


@pytest.fixture(scope="module")
def standard_errors() -> pd.DataFrame:
    return pd.read_csv(DATA / "standard_errors.csv", keep_default_na=False)


@pytest.fixture(scope="module")
def by_indicator(values: pd.DataFrame) -> dict[str, pd.DataFrame]:
    return dict(list(values.groupby("indicator", sort=False)))


def of(rows: pd.DataFrame, indicator: str, *, own: bool) -> pd.DataFrame:
    return rows[(rows["source"] == catalogue()[indicator].source) == own]


def newest(rows: pd.DataFrame, window: int | None) -> pd.DataFrame:
    oldest = -np.inf if window is None else REFERENCE_YEAR - window
    fresh = rows[rows["year"] >= oldest].sort_values("year")
    return fresh.drop_duplicates("unit", keep="last").set_index("unit")


def ranked(scores: pd.Series, direction: int) -> pd.Series:
    return (-direction * scores).rank(method="min")


@pytest.mark.each("indicator", BUNDLED)
def test_kazakhstan_has_the_published_value_and_its_rank(
    by_indicator: dict[str, pd.DataFrame], indicator: str
) -> None:
    entry, expected = catalogue()[indicator], EXPECTED.loc[indicator]
    fresh = newest(of(by_indicator[indicator], indicator, own=True), entry.window)
    assert len(fresh) == expected["states"]
    scores, years = fresh["value"], fresh["year"]
    if entry.absence == "zero":
        scores = scores.reindex(STATES, fill_value=0.0)
        years = years.reindex(STATES, fill_value=years.max())
    assert scores["KAZ"] == pytest.approx(expected["value"], rel=1e-9)
    assert years["KAZ"] == expected["year"]
    assert ranked(scores, entry.direction)["KAZ"] == expected["rank"]
    assert len(scores) == expected["ranked"]


def test_every_indicator_of_the_catalogue_has_a_reference_value() -> None:
    """Those of SIPRI's register apart, of which nobody has passed on a copy."""
    at_hand = {name for name, entry in catalogue().items() if entry.source != "sipri-arms-transfers"}
    assert set(EXPECTED.index) == at_hand
    assert not EXPECTED.index.duplicated().any()


@pytest.mark.each("indicator", BUNDLED)
def test_stand_ins_fill_the_listed_states_and_no_other(
    by_indicator: dict[str, pd.DataFrame], indicator: str
) -> None:
    filled = of(by_indicator[indicator], indicator, own=False)
    assert sorted(filled["unit"]) == sorted(STAND_INS.get(indicator, ("", 0, 0))[0].split())
    assert set(filled["source"]) <= {"cia-factbook"}


@pytest.mark.parametrize("indicator", STAND_INS)
def test_with_stand_ins_kazakhstan_ranks_among_more_states(values: pd.DataFrame, indicator: str) -> None:
    _, rank, number = STAND_INS[indicator]
    entry = catalogue()[indicator]
    scores = newest(values[values["indicator"] == indicator], entry.window)["value"]
    assert (ranked(scores, entry.direction)["KAZ"], len(scores)) == (rank, number)


def test_states_without_armed_forces_are_zero_and_only_they(by_indicator: dict[str, pd.DataFrame]) -> None:
    for indicator in sorted(stand_ins.MILITARY):
        filled = of(by_indicator[indicator], indicator, own=False)
        zero = set(filled.loc[filled["value"] == 0, "unit"])
        assert zero == set(STAND_INS[indicator][0].split()) & set(NO_ARMY.split())


def test_taiwan_stands_on_the_factbook(values: pd.DataFrame) -> None:
    taiwan = values[values["unit"] == "TWN"].set_index("indicator")["value"]
    assert taiwan["gdp_ppp"] == pytest.approx(1.93e12, rel=5e-3)
    assert (taiwan["gdp"], taiwan["milex_share"], taiwan["armed_forces"]) == (611_391_000_000, 2.4, 170_000)


def test_france_leads_in_memberships_and_kazakhstan_is_at_rank_67(values: pd.DataFrame) -> None:
    rows = values[(values["indicator"] == "io_memberships") & (values["year"] == 2025)]
    counts = rows.set_index("unit")["value"]
    assert (counts["FRA"], counts.max(), counts["KAZ"], counts["TWN"]) == (51, 51, 38, 4)
    assert ranked(counts, 1)["KAZ"] == 67


def test_who_does_not_report_aid_has_no_figure_and_is_no_reporter(values: pd.DataFrame) -> None:
    silent = {"CHN", "IND", "BRA", "ZAF", "IDN", "MEX", "MYS", "ARG", "CHL", "EGY"}
    for indicator in ("aid_given", "reports_aid"):
        assert not silent & set(values.loc[values["indicator"] == indicator, "unit"])
    assert (catalogue()["aid_given"].absence, catalogue()["reports_aid"].absence) == ("missing", "zero")


def test_doubtful_values_of_the_sources_are_left_out(values: pd.DataFrame) -> None:
    there = values.set_index(["indicator", "unit", "year"]).index
    for place in [
        ("unga_ideal_point", "TUR", 2024),
        ("unga_ideal_point", "CIV", 2023),
        ("armed_forces", "LBY", 2018),
    ]:
        assert place not in there
    assert (
        values[(values["unit"] == "SRB") & (values["indicator"] == "unga_ideal_point")]["year"].min() == 2006
    )


def test_every_value_is_finite_and_within_its_range(values: pd.DataFrame) -> None:
    build.check(values)
    assert np.isfinite(values["value"]).all()


def test_values_are_of_states_since_1990_under_catalogued_ids(values: pd.DataFrame) -> None:
    assert set(values["unit"]) == set(STATES)
    assert values["year"].between(1990, 2026).all()
    assert set(values["indicator"]) == set(BUNDLED)


def test_each_file_holds_its_dimension_in_order() -> None:
    for file in (DATA / "values").glob("*.csv"):
        table = pd.read_csv(file, keep_default_na=False)
        assert {catalogue()[indicator].dimension for indicator in table["indicator"].unique()} == {file.stem}
        assert table.equals(table.sort_values(["indicator", "unit", "year"], kind="stable"))


def test_numbers_are_written_without_idle_decimals() -> None:
    for file in [*(DATA / "values").glob("*.csv"), DATA / "standard_errors.csv"]:
        with file.open(encoding="utf-8", newline="") as lines:
            written = [row["value"] for row in csv.DictReader(lines)]
        assert not any(text.endswith(".0") or text == "-0" for text in written)


def test_standard_errors_belong_to_values(values: pd.DataFrame, standard_errors: pd.DataFrame) -> None:
    key = ["indicator", "unit", "year"]
    places = pd.MultiIndex.from_frame(standard_errors[key])
    assert places.is_unique and places.isin(pd.MultiIndex.from_frame(values[key])).all()
    assert (standard_errors["value"] >= 0).all()
    assert set(standard_errors["indicator"]) == {
        name for name in BUNDLED if name.startswith(("wgi_", "vdem_"))
    }


def test_the_data_package_describes_every_table_column_by_column() -> None:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    described = {resource["path"]: resource for resource in package["resources"]}
    assert set(described) == {file.relative_to(DATA).as_posix() for file in DATA.rglob("*.csv")}
    for path, resource in described.items():
        with (DATA / path).open(encoding="utf-8", newline="") as lines:
            header = next(csv.reader(lines))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
    assert package["reference_year"] == REFERENCE_YEAR


def test_the_data_package_names_each_bundled_indicator_once() -> None:
    package = json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))
    named = [entry["id"] for resource in package["resources"] for entry in resource.get("indicators", [])]
    assert sorted(named) == BUNDLED


def test_no_licence_is_left_unsaid() -> None:
    text = (DATA / "LICENSES.md").read_text(encoding="utf-8")
    assert text == datapackage.licences()
    words = set(text.replace(",", " ").replace(".", " ").replace(":", " ").split())
    assert set(catalogue()) <= words
    assert "share-alike" in text


def test_a_rebuild_gives_the_same_bytes(sources: Path, tmp_path: Path) -> None:
    build.build(sources, tmp_path)
    built = {file.relative_to(tmp_path): file.read_bytes() for file in tmp_path.rglob("*") if file.is_file()}
    bundled = {file.relative_to(DATA): file.read_bytes() for file in DATA.rglob("*") if file.is_file()}
    assert sorted(built) == sorted(bundled)
    assert [str(name) for name in built if built[name] != bundled[name]] == []
