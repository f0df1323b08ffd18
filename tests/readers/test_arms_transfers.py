"""SIPRI's trade register, in a few made-up rows of its form."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from mpindex.errors import DataError
from mpindex.readers import arms_transfers, read_source

HEAD = (
    "Recipient,Supplier,Year of order,,Number ordered,,Weapon designation,Weapon description,Number delivered,,"
    "Year(s) of delivery,status,Comment,SIPRI TIV per unit,SIPRI TIV for total order,SIPRI TIV of delivered weapons"
)


def register(folder: Path, *rows: tuple[str, str, str, str], head: str = HEAD) -> pd.Series:
    """The shares that come out of recipient, supplier, years and value, by indicator, unit and year."""
    lines = [
        "Transfers of major weapons: made-up",
        "A '?' says, as it does there, that a figure is uncertain",
        "",
        head,
    ]
    lines += [f"{to},{by},2000,,4,,x,y,4,,{years},New,,1,4,{value}" for to, by, years, value in rows]
    (folder / arms_transfers.FILE).write_text("\n".join(lines), encoding="latin-1")
    return read_source(arms_transfers.SOURCE, folder).set_index(["indicator", "unit", "year"])["value"]


def test_deliveries_are_spread_over_their_years_and_shares_are_of_five_years(tmp_path: Path) -> None:
    shares = register(
        tmp_path, ("Kazakhstan", "Russia", "2010; 2011", "60"), ("Kazakhstan", "Spain", "2013", "20")
    )
    of_russia = shares["arms_share_rus"]["KAZ"]
    assert of_russia.loc[2010] == of_russia.loc[2012] == 100 and of_russia.loc[2013] == 75
    assert shares["arms_share_eu"]["KAZ"].loc[2013] == 25 and shares["arms_share_usa"]["KAZ"].loc[2013] == 0


def test_what_came_five_years_ago_counts_no_longer(tmp_path: Path) -> None:
    rows = [("Turkiye", "United States", "2010", "10"), ("Turkiye", "Russia", "2015", "10")]
    of_america = register(tmp_path, *rows)["arms_share_usa"]["TUR"]
    assert of_america.loc[2014] == 100 and of_america.loc[2015] == 0


def test_an_unknown_supplier_counts_in_the_whole_and_no_state_is_no_recipient(tmp_path: Path) -> None:
    shares = register(
        tmp_path, ("Uzbekistan", "unknown supplier(s)", "2010", "30"), ("Uzbekistan", "Soviet Union", "2010", "10"),
        ("Hamas (Palestine)*", "Iran", "2010", "10"), ("unknown recipient(s)", "Iran", "2010", "10"),
    )  # fmt: skip
    assert shares["arms_share_rus"].to_dict() == {("UZB", 2010): 25.0}


def test_the_union_has_no_share_of_its_members_nor_a_power_of_itself(tmp_path: Path) -> None:
    shares = register(tmp_path, ("Germany", "France", "2010", "5"), ("Russia", "Russia", "2010", "5"))
    assert ("DEU", 2010) not in shares["arms_share_eu"].index
    assert "RUS" not in shares["arms_share_rus"].index.get_level_values("unit")


def test_another_table_is_refused_with_the_columns_that_are_needed(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="save the trade register as CSV"):
        register(tmp_path, head="Country,1990,1991")
