from __future__ import annotations

import gzip
from pathlib import Path

import pandas as pd
import pytest

from mpindex.readers import memberships


def rows(*entries: tuple[int, str, str]) -> pd.DataFrame:
    return pd.DataFrame(list(entries), columns=["edition", "iso3", "organisation"])


def listed(table: pd.DataFrame, unit: str, year: int) -> set[str]:
    return set(table.loc[(table["unit"] == unit) & (table["year"] == year), "organisation"])


def test_what_was_joined_counts_from_its_year_and_only_once() -> None:
    table = memberships.corrected(
        rows((2016, "IND", "UN"), (2017, "IND", "UN"), (2018, "IND", "SCO"), (2018, "IND", "UN"))
    )
    assert listed(table, "IND", 2016) == {"UN"}
    assert listed(table, "IND", 2017) == listed(table, "IND", 2018) == {"UN", "SCO"}


def test_what_was_left_counts_until_its_year_and_what_never_was_in_none() -> None:
    table = memberships.corrected(
        rows(
            (2019, "GBR", "EU"),
            (2020, "GBR", "EU"),
            (2020, "GBR", "UN"),
            (2005, "IND", "OECD"),
            (2005, "IND", "UN"),
        )
    )
    assert listed(table, "GBR", 2019) == {"EU"} and listed(table, "GBR", 2020) == {"UN"}
    assert listed(table, "IND", 2005) == {"UN"}


def test_an_edition_that_stops_halfway_is_left_out(tmp_path: Path, triples) -> None:
    text = "edition,iso3,organisation\n1994,KEN,UN\n1994,KEN,FAO\n1995,KEN,UN\n2025,ABW,UPU\n"
    (tmp_path / memberships.FILE).write_bytes(gzip.compress(text.encode()))
    frame = memberships.read(tmp_path)
    assert triples(frame[frame["indicator"] == "io_memberships"]) == [("KEN", 1994, 2.0)]


def camps(*entries: tuple[str, str], year: int = 2000) -> dict[str, dict[str, float]]:
    """Memberships of each camp by unit, of lists by unit and organisation."""
    table = pd.DataFrame(list(entries), columns=["unit", "organisation"]).assign(year=year)
    frames = {name: memberships.camp(table, name) for name in memberships.CAMPS}
    return {name: dict(zip(frame["unit"], frame["value"], strict=True)) for name, frame in frames.items()}


def test_an_organisation_is_of_a_camp_if_the_other_has_no_member() -> None:
    units = ["USA", "RUS", "CHN", "KAZ", "TUR", "UZB", "VNM", "IND"]
    world = [(unit, "UN") for unit in units]
    both = camps(
        *world, ("USA", "NATO"), ("TUR", "NATO"), ("RUS", "CSTO"), ("KAZ", "CSTO"), ("CHN", "SCO"), ("KAZ", "SCO"),
        ("USA", "OSCE"), ("RUS", "OSCE"), ("KAZ", "OSCE"), ("KAZ", "ECO"), ("TUR", "ECO"),
    )  # fmt: skip
    assert both["clubs_g7"] == dict.fromkeys(units, 0.0) | {"USA": 1.0, "TUR": 1.0}
    assert both["clubs_rus_chn"] == dict.fromkeys(units, 0.0) | {"RUS": 1.0, "CHN": 1.0, "KAZ": 2.0}


def test_what_more_than_half_of_all_states_are_in_is_no_camp() -> None:
    wide = [(unit, "ICCt") for unit in ("FRA", "DEU", "KEN")]
    assert camps(*wide, ("RUS", "UN"), ("CHN", "UN"))["clubs_g7"]["KEN"] == 0
    assert camps(*wide, ("RUS", "UN"), ("CHN", "UN"), ("UZB", "UN"))["clubs_g7"]["KEN"] == 1


def test_there_are_no_camps_before_both_rivals_are_listed() -> None:
    assert camps(("USA", "NATO"), ("CHN", "UN"))["clubs_g7"] == {}


@pytest.fixture(scope="module")
def frame(sources: Path) -> pd.DataFrame:
    return memberships.read(sources / memberships.SOURCE)


def test_kazakhstan_grows_from_6_to_38_organisations(frame, triples) -> None:
    frame = frame[frame["indicator"] == "io_memberships"]
    counts = {year: value for unit, year, value in triples(frame) if unit == "KAZ"}
    assert (counts[1992], counts[2005], counts[2014], counts[2025]) == (6, 32, 36, 38)
    newest = {unit: value for unit, year, value in triples(frame) if year == 2025}
    assert max(newest, key=newest.__getitem__) == "FRA" and newest["FRA"] == 51
    assert (newest["TUR"], newest["TWN"], len(newest)) == (47, 4, 195)


def test_kazakhstan_is_in_five_organisations_of_one_camp_and_none_of_the_other(frame, triples) -> None:
    """BSEC, CICA, CIS, CSTO, EAEU and SCO are those of Russia or China in 2025: all but the first."""
    newest = {
        name: {
            unit: value for unit, year, value in triples(frame[frame["indicator"] == name]) if year == 2025
        }
        for name in memberships.CAMPS
    }
    assert (newest["clubs_g7"]["KAZ"], newest["clubs_rus_chn"]["KAZ"]) == (0, 5)
    assert (newest["clubs_g7"]["HUN"], newest["clubs_rus_chn"]["HUN"]) == (7, 0)
    assert max(newest["clubs_rus_chn"].values()) == newest["clubs_rus_chn"]["RUS"] == 6
