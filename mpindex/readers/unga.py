"""UN General Assembly ideal points: a row per state and session, with the number of votes it rests on."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "unga-ideal-points"
FILE = "idealpoints_july2025.csv"

#: Rows that rest on fewer votes are left out: some are faults of matching names, the rest are absentees.
FEWEST_VOTES = 20


def read(folder: Path) -> pd.DataFrame:
    """Return unga_ideal_point (final-passage votes) and unga_distance_to_median.

    The distance is ``abs(point - median of the year)``, over the states with enough votes.
    """
    table = tidy.read_csv(folder / FILE, columns=["ccode", "year", "idealpointfp", "nvotesfp"])
    table = table[table["nvotesfp"] >= FEWEST_VOTES]
    # some rows lack ISO3 and name, so the COW number is what identifies a state
    table = table.assign(unit=tidy.from_cow(table["ccode"], table["year"]), value=table["idealpointfp"])
    points = tidy.tidy(table, indicator="unga_ideal_point", source=SOURCE)
    medians = points.groupby("year")["value"].transform("median")
    distances = points.assign(value=(points["value"] - medians).abs())
    return tidy.concat([points, tidy.tidy(distances, indicator="unga_distance_to_median", source=SOURCE)])
