"""UN Security Council: one row per member and year since 1946."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "un-security-council"
FILE = "unsc_membership_1946_2026.csv"

#: The file also lists who has been elected for the year after.
LAST_YEAR = 2026
YEARS = range(tidy.FIRST_YEAR, LAST_YEAR + 1)

#: The last years that unsc_years_20 covers.
SPAN = 20


def read(folder: Path) -> pd.DataFrame:
    """Return unsc_years_20: distinct years as an elected member in the last twenty, for every year from 1990.

    A state has no value before its first term. Permanent seats do not count.
    """
    terms = elected(folder)
    recent = pd.concat(terms.assign(shift=shift, value=1) for shift in range(SPAN))
    recent = recent.assign(year=recent["year"] + recent["shift"])
    recent = recent.groupby(["unit", "year"])["value"].sum().reset_index()
    since_first = tidy.cumulated(terms, YEARS)[["unit", "year"]]
    counts = since_first.merge(recent, how="left", on=["unit", "year"]).fillna({"value": 0})
    return tidy.tidy(counts, indicator="unsc_years_20", source=SOURCE)


def elected(folder: Path) -> pd.DataFrame:
    """Return unit, year: each year in which a state held an elected seat, once."""
    table = tidy.read_csv(folder / FILE).rename(columns={"iso3": "unit"})
    return table.loc[~table["permanent"], ["unit", "year"]].drop_duplicates(ignore_index=True)


def permanent(folder: Path) -> set[str]:
    """Return the states with a seat by right in the last year; Russia continues the seat of the USSR."""
    table = tidy.read_csv(folder / FILE)
    return set(table.loc[table["permanent"] & (table["year"] == LAST_YEAR), "iso3"])


def elected_share(folder: Path, joined: pd.Series, *, span: int = 30) -> pd.DataFrame:
    """Return unit, year, value: per cent of a state's years in the UN, of the last `span`, in an elected seat.

    Parameters
    ----------
    folder : Path
        Where the list of members by year is.
    joined : Series
        The year in which each state became a member of the UN, by unit.
    span : int
        How many years count, the row's year included; a state that joined later is measured from its entry.

    Returns
    -------
    DataFrame
        For every year from 1990 and every member of the UN without a seat by right, zeros included.
    """
    terms = elected(folder)
    units = joined.index.difference(list(permanent(folder)))
    rows = []
    for year in YEARS:
        within = terms[terms["year"].between(year - span + 1, year)].groupby("unit").size()
        years = (year - joined.reindex(units).clip(lower=year - span + 1) + 1).clip(lower=0)
        share = 100 * within.reindex(units, fill_value=0) / years.where(years > 0)
        rows.append(share.rename("value").rename_axis("unit").reset_index().assign(year=year))
    return pd.concat(rows, ignore_index=True)
