"""Peace agreements signed by states as third parties (PAA-X): a row per state and year. A user's own copy only."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "paax-peace-agreements"
FILE = "third_party_signatures_state_year_1990_2023.csv"
LAST_YEAR = 2024


def read(folder: Path) -> pd.DataFrame:
    """Return third_party_agreements, cumulated since 1990, for every year from a state's first row on."""
    table = tidy.read_csv(folder / FILE).rename(columns={"iso3": "unit", "agreements_third_party": "value"})
    counts = tidy.running_totals(table[table["value"] > 0], range(tidy.FIRST_YEAR, LAST_YEAR + 1))
    return tidy.tidy(counts, indicator="third_party_agreements", source=SOURCE)
