from __future__ import annotations

import sys
from pathlib import Path

import pandas as pd
import pytest

from mpindex import readers
from mpindex.catalogue import catalogue
from mpindex.errors import DataError, UnknownUnit
from mpindex.readers import freedom_house, inform, read_source
from mpindex.readers.sources import edition
from mpindex.units.countries import countries

EXPECTED = pd.read_csv(Path(__file__).parents[1] / "reference" / "kaz_indicators.csv", index_col="indicator")
#: Nobody has passed this one on: its form is held by made-up rows in test_arms_transfers.py.
NOT_AT_HAND = "sipri-arms-transfers"
OWN_COPY = sorted(
    name for name, entry in catalogue().items() if not entry.bundled and entry.source != NOT_AT_HAND
)


def test_every_source_of_the_catalogue_has_a_reader() -> None:
    assert {entry.source for entry in catalogue().values()} == set(readers.sources())


@pytest.mark.parametrize("indicator", OWN_COPY)
def test_an_own_copy_gives_kazakhstan_its_published_value_and_rank(sources: Path, indicator: str) -> None:
    entry, expected = catalogue()[indicator], EXPECTED.loc[indicator]
    frame = read_source(entry.source, sources / entry.source)
    rows = frame[(frame["indicator"] == indicator) & (frame["year"] >= 2025 - (entry.window or 0))]
    fresh = rows.sort_values("year").drop_duplicates("unit", keep="last").set_index("unit")
    assert len(fresh) == expected["states"]
    scores, years = fresh["value"], fresh["year"]
    if entry.absence == "zero":
        states = countries().index
        scores, years = scores.reindex(states, fill_value=0.0), years.reindex(states, fill_value=years.max())
    assert (scores["KAZ"], years["KAZ"]) == (pytest.approx(expected["value"]), expected["year"])
    ranks = (-entry.direction * scores).rank(method="min")
    assert (ranks["KAZ"], len(scores)) == (expected["rank"], expected["ranked"])


@pytest.mark.parametrize("indicator", OWN_COPY)
def test_an_own_copy_is_within_the_catalogue_s_range(sources: Path, indicator: str) -> None:
    entry = catalogue()[indicator]
    frame = read_source(entry.source, sources / entry.source)
    values = frame.loc[frame["indicator"] == indicator, "value"]
    assert len(values) and values.between(entry.low, entry.high).all()
    assert not frame.duplicated(["indicator", "unit", "year"]).any()


def test_a_misspelt_source_is_put_right() -> None:
    with pytest.raises(DataError, match="Did you mean 'freedom-house'"):
        read_source("fredom-house", ".")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=freedom_house.FILE):
        read_source("freedom-house", tmp_path)


def test_another_edition_with_other_columns_is_refused(publish) -> None:
    folder = publish(freedom_house.FILE, "country,score\nKazakhstan,23\n")
    with pytest.raises(DataError, match="not the edition"):
        read_source("freedom-house", folder)


def test_a_name_that_is_no_country_is_refused_and_not_dropped(publish) -> None:
    header = "fh_full_country,country_or_territory,year,total\n"
    folder = publish(freedom_house.FILE, header + "Wakanda,c,2024,80\nKazakhstan,c,2024,23\n")
    with pytest.raises(UnknownUnit) as caught:
        read_source("freedom-house", folder)
    assert [fault.unit for fault in caught.value.faults] == ["Wakanda"]


def test_rows_are_sorted_whatever_the_publisher_s_order(publish, triples) -> None:
    header = "fh_full_country,country_or_territory,year,total\n"
    folder = publish(
        freedom_house.FILE, header + "Kazakhstan,c,2024,23\nAlbania,c,2024,68\nAlbania,c,2023,67\n"
    )
    frame = read_source("freedom-house", folder)
    assert triples(frame) == [("ALB", 2023, 67.0), ("ALB", 2024, 68.0), ("KAZ", 2024, 23.0)]


def test_a_file_that_is_no_workbook_is_refused(publish) -> None:
    folder = publish(inform.FILE, "Iso3,IndicatorScore\nKAZ,2\n")
    with pytest.raises(DataError, match="not an Excel workbook"):
        read_source("inform-risk", folder)


def test_without_openpyxl_a_workbook_says_what_to_install(workbook, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = workbook(inform.FILE, Sheet1=pd.DataFrame({"Iso3": ["KAZ"]}))
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(DataError, match="pip install"):
        read_source("inform-risk", folder)


def test_a_cell_that_is_no_number_is_no_traceback() -> None:
    with pytest.raises(DataError, match="not the edition") as caught, edition("mine", "downloads"):
        int("many")
    assert str(caught.value).startswith("mine: downloads ")
