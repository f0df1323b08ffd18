from __future__ import annotations

import gzip
from pathlib import Path

import pandas as pd

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
    assert triples(memberships.read(tmp_path)) == [("KEN", 1994, 2.0)]


def test_kazakhstan_grows_from_6_to_38_organisations(sources: Path, triples) -> None:
    frame = memberships.read(sources / memberships.SOURCE)
    counts = {year: value for unit, year, value in triples(frame) if unit == "KAZ"}
    assert (counts[1992], counts[2005], counts[2014], counts[2025]) == (6, 32, 36, 38)
    newest = {unit: value for unit, year, value in triples(frame) if year == 2025}
    assert max(newest, key=newest.__getitem__) == "FRA" and newest["FRA"] == 51
    assert (newest["TUR"], newest["TWN"], len(newest)) == (47, 4, 195)
