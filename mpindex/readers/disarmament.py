"""Treaties on disarmament, courts and nature: a row per state and treaty with dates of joining and leaving."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "disarmament-treaties-2026"
FILE = "treaty_status_2026-08-22.csv"
LAST_YEAR = 2026

#: Open to every state; a zone is open only to the states of its region.
OPEN = ("npt", "ctbt", "tpnw")
ZONES = "nwfz_"
#: The years in which the two treaties that are also counted alone were opened for signature.
OPENED = {"tpnw": 2017, "rome_statute": 1998}

#: Withdrawals that the file leaves out: North Korea's is not accepted by all, and the file shows it as a party.
LEFT = {("PRK", "npt"): "2003-01-10"}


def read(folder: Path) -> pd.DataFrame:
    """Return four indicators for every year to 2026, zeros included, of the members of the United Nations.

    disarmament_treaties counts the NPT, the test ban, the prohibition and a nuclear-weapon-free zone (0 to 4),
    disarmament_treaties_open the first three (0 to 3), which every state may join; tpnw_party and icc_party are 0
    or 1. A state counts as a party at the end of a year if it had joined and not left by then.
    """
    table = acts(folder)
    in_zone = table["treaty"].str.startswith(ZONES)
    nuclear = table.assign(treaty=table["treaty"].mask(in_zone, ZONES))
    frames = (
        ("disarmament_treaties", _counts(nuclear, {*OPEN, ZONES}, tidy.FIRST_YEAR)),
        ("disarmament_treaties_open", _counts(table, OPEN, tidy.FIRST_YEAR)),
        ("tpnw_party", _counts(table, ["tpnw"], OPENED["tpnw"])),
        ("icc_party", _counts(table, ["rome_statute"], OPENED["rome_statute"])),
    )
    return tidy.concat(tidy.tidy(counts, indicator=name, source=SOURCE) for name, counts in frames)


def acts(folder: Path) -> pd.DataFrame:
    """Return unit, treaty, signed, joined, how, withdrew (dates as text, empty where there is none), sorted.

    Rows without any act are left out; so are the entities that are no state here (Holy See, Palestine, Cook
    Islands, Niue).
    """
    table = tidy.read_csv(folder / FILE, text=True, missing=()).rename(columns={"iso3": "unit"})
    table = table[table["unit"].map(tidy.is_state)]
    for (unit, treaty), date in LEFT.items():
        table.loc[(table["unit"] == unit) & (table["treaty"] == treaty), "withdrew"] = date
    columns = ["unit", "treaty", "signed", "joined", "how", "withdrew"]
    present = (table[["signed", "joined"]] != "").any(axis=1)
    return table.loc[present, columns].sort_values(["treaty", "unit"], ignore_index=True)


def _counts(table: pd.DataFrame, treaties: Collection[str], first_year: int) -> pd.DataFrame:
    units = pd.Index(sorted(table["unit"].unique()), name="unit")
    rows = table[table["treaty"].isin(treaties) & (table["joined"] != "")]
    years = range(first_year, LAST_YEAR + 1)
    counts = {year: _parties(rows, year).reindex(units, fill_value=0) for year in years}
    stacked: pd.Series = pd.concat(counts, names=["year"])
    return stacked.rename("value").reset_index()


def _parties(rows: pd.DataFrame, year: int) -> pd.Series:
    """Count each unit's treaties at the end of `year`."""
    end = f"{year}-12-31"
    bound = (rows["joined"] <= end) & ((rows["withdrew"] == "") | (rows["withdrew"] > end))
    return rows[bound].groupby("unit")["treaty"].nunique()
