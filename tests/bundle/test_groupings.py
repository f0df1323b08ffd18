from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from mpindex.bundle import groupings
from mpindex.readers import factbook
from mpindex.units.countries import gazetteer


def test_each_membership_says_how_far_it_is_borne_out(bundled) -> None:
    table = bundled("groupings.csv")
    assert set(table["evidence"]) == {"confirmed", "membership confirmed", "recalled"}
    assert set(table["status"]) == {"member", "observer", "associate"}
    by = table.set_index(["group", "unit", "status"])["evidence"]
    assert by["SCO", "KAZ", "member"] == "membership confirmed"
    assert by["SCO", "IRN", "member"] == "recalled"  # the Factbook still has it as an observer
    assert by["EU", "GBR", "member"] == "recalled"  # and still has it in the Union
    assert by["Central Asia", "KAZ", "member"] == "confirmed"
    assert by["Southern Europe", "XKX", "member"] == "recalled"
    assert set(table.loc[table["group"].isin(["OTS", "CAREC", "MIKTA"]), "evidence"]) == {"recalled"}


def test_spells_of_membership_are_in_order_and_do_not_overlap(bundled) -> None:
    table = bundled("groupings.csv").fillna({"from": -np.inf, "to": np.inf})
    assert (table["from"] <= table["to"]).all()
    table = table.sort_values(["grouping", "group", "unit", "from"])
    for _, spells in table.groupby(["grouping", "group", "unit"]):
        assert (spells["from"].to_numpy()[1:] > spells["to"].to_numpy()[:-1]).all(), spells


def test_the_factbooks_current_lists_hold_nothing_that_we_left_out(
    factbook_texts: pd.DataFrame, bundled
) -> None:
    table = bundled("groupings.csv")
    open_now = table[table["to"].isna()]
    ours = {
        (row.unit, groupings.FACTBOOK_NAMES.get(row.group, row.group), row.status)
        for row in open_now.itertuples()
    }
    names = {name for _, name, _ in ours}
    theirs = {entry for entry in groupings.listed(factbook_texts) if entry[1] in names}
    assert theirs - ours == {
        ("BDI", "CICA", "member"), ("GBR", "EU", "member"), ("UKR", "CIS", "associate"),
        ("BGD", "CICA", "observer"), ("LKA", "CICA", "observer"), ("QAT", "CICA", "observer"),
        ("IND", "SCO", "observer"), ("IRN", "SCO", "observer"),
    }  # fmt: skip


def test_no_older_edition_lists_a_membership_before_the_year_we_recall(sources: Path, bundled) -> None:
    """The archive's editions of 1990 to 2025 are a check on years that were written from memory."""
    archive = pd.read_csv(
        sources / factbook.SOURCE / "factbook_archive_1990_2025_selected_fields.csv.gz",
        usecols=["edition_year", "CanonicalCode", "canonical_field", "content"],
        keep_default_na=False,
    )
    archive = archive[archive["canonical_field"] == groupings.FIELD]
    archive["unit"] = archive["CanonicalCode"].str.upper().map(gazetteer().system("gec"))
    archive = archive.dropna(subset="unit").rename(columns={"content": "text"})
    archive = archive.assign(field=groupings.FIELD, subfield="")
    first: dict[tuple[str, str, str], int] = {}
    for year, edition in archive.groupby("edition_year"):
        for entry in groupings.listed(edition):
            first.setdefault(entry, int(str(year)))
    recalled = bundled("groupings.csv").dropna(subset="from")
    late = {
        (row.unit, row.group)
        for row in recalled[recalled["status"] == "member"].itertuples()
        if first.get((row.unit, groupings.FACTBOOK_NAMES.get(row.group, row.group), "member"), 9999) < row._4
    }
    assert late == set()
    assert len(first) > 500
    assert first["CHN", "SCO", "member"] == 2003
