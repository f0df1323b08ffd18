"""Gapminder's open-numbers files: one CSV per series (geo or country, time, value), lower-case codes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "gapminder"

#: Zeros that are gaps: both states had armed forces (the neighbouring years and other lists say so).
GAPS = {"armed_forces": {("LBY", year) for year in range(2014, 2021)} | {("COG", 2019)}}


def read(folder: Path) -> pd.DataFrame:
    """Return every indicator of the catalogue whose file is in `folder`, arms transfers included.

    Arms transfers are SIPRI's and not for redistribution: they are read here, and never bundled.
    """
    present = [entry for entry in tidy.listed(SOURCE) if (folder / entry.file).exists()]
    if not present:
        raise FileNotFoundError(f"{folder}: none of the catalogue's gapminder files is there")
    return tidy.concat(_series(folder, entry.id, entry.file) for entry in present)


def un_entries(folder: Path) -> pd.Series:
    """Return the year in which each state became a member of the United Nations, by unit.

    Germany counts from 1973, Russia from 1945 (with the USSR), Serbia from 2000.
    """
    table = tidy.read_csv(folder / "fasttrack__un_member_status.csv")
    members = table[table["un_member_status"] == "Member"]
    return members["time"].groupby(tidy.from_worldbank(members["country"])).min().rename_axis("unit")


def _series(folder: Path, name: str, file: str) -> pd.DataFrame:
    table = tidy.read_csv(folder / file)
    table.columns = pd.Index(["unit", "year", "value"])
    table["unit"] = tidy.from_worldbank(table["unit"])  # Kosovo is kos in some files
    gaps = GAPS.get(name, set())
    gap = [(unit, year) in gaps for unit, year in zip(table["unit"], table["year"], strict=True)]
    return tidy.tidy(
        table[~(pd.Series(gap, index=table.index) & (table["value"] == 0))], indicator=name, source=SOURCE
    )
