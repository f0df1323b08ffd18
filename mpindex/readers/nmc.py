"""National Material Capabilities: a row per state and year, the six components of the CINC as columns."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "cow-nmc"
FILES = "cinc_*.csv"


def read(folder: Path) -> pd.DataFrame:
    """Return nmc_milex, nmc_milper, nmc_irst, nmc_pec, nmc_tpop, nmc_upop of every yearly file in `folder`.

    Units are the publisher's: thousand US$, persons, tons. Lines that start with # are notes.
    """
    files = sorted(folder.glob(FILES))
    if not files:
        raise FileNotFoundError(f"{folder}: no file {FILES}")
    table = pd.concat([tidy.read_csv(file, comment="#") for file in files], ignore_index=True)
    table["unit"] = tidy.from_cow(table["ccode"], table["year"])
    return tidy.concat(
        tidy.tidy(table.assign(value=table[entry.series]), indicator=entry.id, source=SOURCE)
        for entry in tidy.listed(SOURCE)
    )
