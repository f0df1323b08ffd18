"""Which states touch or face each other across water, and how far their borders are apart (Correlates of War)."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from mpindex.readers import tidy

SOURCE = "cow-ir-data"
CONTIGUITY, DISTANCES = "cow_contdir.csv", "cow_mindist_2019.csv"

#: The types of contiguity: common land or river border, then water no wider than so many statute miles.
LAND, MILES = 1, {2: 12, 3: 24, 4: 150}
KM_PER_MILE = 1.609344

#: The table ends here: spells that reach it are those of today.
NEWEST = "2016-12"
YEAR_OF_DISTANCES = 2019


def border_distances(folder: Path) -> pd.DataFrame:
    """Return from, to, value: km between the nearest points of two states, both ways, to one decimal; 0 touching."""
    table = tidy.read_csv(folder / DISTANCES)
    table["from"] = tidy.from_cow(table["ccode1"], table["year"])
    table["to"] = tidy.from_cow(table["ccode2"], table["year"])
    table = table.assign(value=table["mindist"].round(1)).dropna(subset=["from", "to"])
    return _both_ways(table[["from", "to", "value"]])


def contiguity(folder: Path, borders: pd.DataFrame, distances: pd.DataFrame) -> pd.DataFrame:
    """Return from, to, value, source: the type of contiguity, 1 (land) to 4 (water up to 150 miles), both ways.

    Parameters
    ----------
    folder : Path
        Where the table of direct contiguity is.
    borders : DataFrame
        from, to: the land borders of the Factbook, which count as type 1 where the table lacks them (Canada and
        Denmark share an island since 2022).
    distances : DataFrame
        The table of `border_distances`. Where the table has a land border and the Factbook has none, the distance
        decides: bridges and a causeway (Denmark and Sweden), a border of long ago (Myanmar and Pakistan).
    """
    table = tidy.read_csv(folder / CONTIGUITY)
    table = table[
        table["enddate"].str.startswith(NEWEST) & (table["conttype"] >= LAND)
    ]  # 0: no longer contiguous
    years = pd.Series(YEAR_OF_DISTANCES, index=table.index)
    table["from"] = tidy.from_cow(table["ccode1"], years)
    table["to"] = tidy.from_cow(table["ccode2"], years)
    table = table.rename(columns={"conttype": "value"})[["from", "to", "value"]].dropna()
    pairs = table.merge(distances.rename(columns={"value": "km"}), on=["from", "to"], how="left")
    on_land = pd.MultiIndex.from_frame(borders[["from", "to"]])
    bridged = (pairs["value"] == LAND) & ~pd.MultiIndex.from_frame(pairs[["from", "to"]]).isin(on_land)
    pairs["value"] = pairs["value"].mask(bridged, _type_of(pairs["km"]))
    pairs = pairs[pairs["value"] <= max(MILES)].assign(value=lambda rows: rows["value"].astype(int))
    added = borders[["from", "to"]].assign(value=LAND, source="cia-factbook")
    both = pd.concat([pairs[["from", "to", "value"]].assign(source=SOURCE), added])
    return both.sort_values(["from", "to", "value"], kind="stable").drop_duplicates(
        ["from", "to"], ignore_index=True
    )


def _type_of(km: pd.Series) -> pd.Series:
    """The type of contiguity over water of a distance; one above `MILES` where it is wider than all of them."""
    limits = np.array(list(MILES.values())) * KM_PER_MILE
    return pd.Series(np.searchsorted(limits, km) + min(MILES), index=km.index)


def _both_ways(table: pd.DataFrame) -> pd.DataFrame:
    other_way = table.rename(columns={"from": "to", "to": "from"})
    return pd.concat([table, other_way]).sort_values(["from", "to"], ignore_index=True)
