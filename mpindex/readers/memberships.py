"""Full memberships of intergovernmental organisations in every edition of the World Factbook."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "factbook-io-memberships"
FILE = "io_memberships_edition_state_org_1990_2025.csv.gz"

#: What the editions are late to say or never did: organisation -> year of joining, states.
JOINED: Mapping[str, Mapping[int, tuple[str, ...]]] = {
    "SCO": {2017: ("IND",), 2023: ("IRN",), 2024: ("BLR",)},
    "CICA": {2014: ("BGD", "QAT"), 2018: ("LKA",), 2022: ("KWT",)},
    "OECD": {2010: ("CHL",), 2016: ("LVA",), 2020: ("COL",), 2021: ("CRI",)},
}
#: Organisation -> year from which it is no longer true, states. Burundi and India never were members.
LEFT: Mapping[str, Mapping[int, tuple[str, ...]]] = {
    "EU": {2020: ("GBR",)},
    "EIB": {2020: ("GBR",)},
    "CICA": {0: ("BDI",)},
    "OECD": {0: ("IND",)},
}

#: The list of this edition stops halfway (14 organisations between 29 and 29).
BROKEN = {("KEN", 1995)}

#: The two camps of today. An organisation is of one if a state of it is a member, and none of the other is.
CAMPS = {
    "clubs_g7": frozenset({"CAN", "DEU", "FRA", "GBR", "ITA", "JPN", "USA"}),
    "clubs_rus_chn": frozenset({"RUS", "CHN"}),
}
#: An organisation with more than this share of all states as members is the world's, and no camp's.
WORLDWIDE = 0.5


def read(folder: Path) -> pd.DataFrame:
    """Return io_memberships, the organisations of which a state is a full member, and those of either camp, by edition.

    The file holds organisations of states with membership law; missions, bodies of non-governmental actors, clubs
    and terms on councils are not among them.
    """
    table = corrected(tidy.read_csv(folder / FILE))
    counts = table.groupby(["unit", "year"])["organisation"].nunique().rename("value").reset_index()
    frames = [tidy.tidy(counts, indicator="io_memberships", source=SOURCE)]
    frames += [tidy.tidy(camp(table, name), indicator=name, source=SOURCE) for name in CAMPS]
    return tidy.concat(frames)


def camp(table: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return unit, year, value: memberships of organisations of one camp, 0 for a state that is in none of them.

    Editions without a list of Russia and of China have no camps.

    Parameters
    ----------
    table : DataFrame
        unit, year, organisation.
    name : str
        One of `CAMPS`.
    """
    table = table[table["unit"].map(tidy.is_state)].drop_duplicates(["unit", "year", "organisation"])
    (rivals,) = (states for other, states in CAMPS.items() if other != name)
    states = table.groupby("year")["unit"].nunique()
    body = table.groupby(["year", "organisation"])["unit"]
    members = body.agg(set)
    narrow = body.nunique() <= WORLDWIDE * members.index.get_level_values("year").map(states.to_dict())
    ours = members.map(lambda units: bool(units & CAMPS[name]) and not units & rivals)
    of_camp = pd.MultiIndex.from_frame(table[["year", "organisation"]]).isin(members.index[narrow & ours])
    counts = table.assign(value=of_camp.astype(float)).groupby(["unit", "year"])["value"].sum().reset_index()
    both = table[table["unit"].isin(CAMPS["clubs_rus_chn"])].groupby("year")["unit"].nunique()
    return counts[counts["year"].isin(both.index[both == len(CAMPS["clubs_rus_chn"])])]


def corrected(table: pd.DataFrame) -> pd.DataFrame:
    """Return unit, year, organisation, with what was joined added and what was left taken away from its year on.

    `table` has iso3, edition, organisation.
    """
    table = table.rename(columns={"iso3": "unit", "edition": "year"})
    keys = pd.MultiIndex.from_frame(table[["unit", "year"]])
    table = table[~keys.isin(BROKEN)]
    editions = table[["unit", "year"]].drop_duplicates()
    added = [
        editions[editions["unit"].isin(units) & (editions["year"] >= year)].assign(organisation=name)
        for name, terms in JOINED.items()
        for year, units in terms.items()
    ]
    for name, terms in LEFT.items():
        for year, units in terms.items():
            gone = (table["organisation"] == name) & table["unit"].isin(units) & (table["year"] >= year)
            table = table[~gone]
    return pd.concat([table, *added], ignore_index=True)
