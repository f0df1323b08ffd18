"""Multilateral treaties deposited with the UN Secretary-General: a row per treaty, participant and action."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "un-treaties"
FILE = "treaty_actions_long.csv"
LAST_YEAR = 2015

#: A heading such as "Ratification, Acceptance(A)" binds; one that starts with another act does not.
BINDING = r"Ratification|Accession|Acceptance|Approval|Succession"
OTHER_ACTS = r"\s*(?:Signature|Notification|Provisional|Denunciation|Withdrawal|Application)"
_DATE = r"\b\d{1,2}\s+[A-Z][a-z]{2}\w*\s+(\d{4})\b"


def read(folder: Path) -> pd.DataFrame:
    """Return treaties_ratified, cumulated, for every year from 1990 to 2015.

    A treaty counts from the year of the first binding action; a state has no value before its first treaty.
    """
    firsts = _first_bindings(tidy.read_csv(folder / FILE, text=True))
    counts = tidy.cumulated(firsts, range(tidy.FIRST_YEAR, LAST_YEAR + 1))
    return tidy.tidy(counts, indicator="treaties_ratified", source=SOURCE)


def _first_bindings(actions: pd.DataFrame) -> pd.DataFrame:
    heading = actions["action_column"]
    binding = heading.str.contains(BINDING) & ~heading.str.match(OTHER_ACTS)
    rows = actions[binding].assign(year=actions["value"].str.extract(_DATE)[0].astype("float64"))
    rows = rows.dropna(subset=["year"])
    # footnote digits stick to names
    rows = rows.assign(unit=tidy.from_names(rows["participant"].str.replace(r"[\d,\s]+$", "", regex=True)))
    return rows.dropna(subset=["unit"]).groupby(["unit", "treaty"])["year"].min().reset_index()
