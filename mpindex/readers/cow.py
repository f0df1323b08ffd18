"""Correlates of War and ATOP: alliances by pair of states, memberships of organisations by state and year."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "cow-ir-data"
ALLIANCES, ORGANISATIONS = "atop_alliance_dyads_2018.csv", "cow_igo_sy.csv"


def read(folder: Path) -> pd.DataFrame:
    """Return alliances_defence (partners with a defence pledge) and igo_memberships_cow (full members)."""
    return tidy.concat(
        [
            tidy.tidy(_defence_partners(folder), indicator="alliances_defence", source=SOURCE),
            tidy.tidy(_memberships(folder), indicator="igo_memberships_cow", source=SOURCE),
        ]
    )


def _defence_partners(folder: Path) -> pd.DataFrame:
    # each pair stands twice, once from either side; most pledges are of non-aggression only
    pairs = tidy.read_csv(folder / ALLIANCES)
    pairs = pairs[pairs["atop_defense"] == 1]
    counts = pairs.groupby(["ccode1", "year"])["ccode2"].nunique().rename("value").reset_index()
    return counts.assign(unit=tidy.from_cow(counts["ccode1"], counts["year"]))


def _memberships(folder: Path) -> pd.DataFrame:
    table = tidy.read_csv(folder / ORGANISATIONS)
    return table.assign(unit=tidy.from_cow(table["ccode"], table["year"]), value=table["sum_igo_full"])
