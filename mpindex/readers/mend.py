"""Mediation events in six conflicts since 2018 (MEND): a row per state, year and conflict. A user's own copy only."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "mend-mediation-events"
FILE = "third_party_events_state_year_2018_2025.csv"
YEARS = range(2018, 2026)

COLUMNS = {"mediation_events": "events_as_third_party", "talks_hosted": "events_hosted"}


def read(folder: Path) -> pd.DataFrame:
    """Return mediation_events (as a third party) and talks_hosted, cumulated since 2018, of all conflicts."""
    table = tidy.read_csv(folder / FILE).rename(columns={"iso3": "unit"})
    frames = []
    for name, column in COLUMNS.items():
        events = table.assign(value=table[column])
        counts = tidy.running_totals(events[events["value"] > 0], YEARS)
        frames.append(tidy.tidy(counts, indicator=name, source=SOURCE))
    return tidy.concat(frames)
