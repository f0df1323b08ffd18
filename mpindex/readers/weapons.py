"""Our World in Data on weapons of mass destruction: status codes by name and year."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "owid-weapons-proliferation"
NUCLEAR, CONVENTIONS = "nuclear_weapons_proliferation.csv", "biological_chemical_weapons.csv"
POSSESSES, RATIFIED = 3, 2


def read(folder: Path) -> pd.DataFrame:
    """Return nuclear_weapons (1 if possessed, else 0) and wmd_conventions (how many of two are ratified)."""
    nuclear = tidy.read_csv(folder / NUCLEAR)
    nuclear = nuclear.assign(value=(nuclear["nuclear_weapons_status"] == POSSESSES).astype(int))
    treaties = tidy.read_csv(folder / CONVENTIONS)
    columns = ["bioweapons_convention_num", "chemweapons_convention_num"]
    treaties = treaties.dropna(subset=columns, how="all")
    treaties = treaties.assign(value=(treaties[columns] == RATIFIED).sum(axis=1))
    return tidy.concat([_by_name(nuclear, "nuclear_weapons"), _by_name(treaties, "wmd_conventions")])


def _by_name(table: pd.DataFrame, indicator: str) -> pd.DataFrame:
    table = table.assign(unit=tidy.from_names(table["Entity"]), year=table["Year"])
    return tidy.tidy(table, indicator=indicator, source=SOURCE)
