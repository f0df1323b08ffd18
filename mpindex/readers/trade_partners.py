"""Trade partners and their shares in every edition of the World Factbook, by the year that the shares describe."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.readers import tidy

SOURCE = "factbook-trade-partners"
FILE = "trade_partner_shares_1999_2025.csv"

RELATIONS = {"exports": "export_share", "imports": "import_share"}
TOP = {"exports": "top_export_share", "imports": "top_import_share"}

#: Kazakhstan is said to buy 4 % of its imports, 3 billion dollars, from the Gambia, which exports 0.8 billion to
#: the whole world by the same Factbook. A slip; what was meant is not known.
IMPOSSIBLE = ("KAZ", "imports", "GMB")

#: Cyprus was once listed by its two areas, whose first partners have no code: those years are left out.
PARTED = "Cypriot area"


def read(folder: Path) -> pd.DataFrame:
    """Return top_export_share and top_import_share: the largest single partner's share, per cent.

    A partner that is no state of the 195 (Hong Kong) counts too; lumps such as the European Union do not.
    """
    table = lists(folder)
    largest = table.groupby(["flow", "unit", "year"])["value"].max().reset_index()
    return tidy.concat(
        tidy.tidy(largest[largest["flow"] == flow], indicator=name, source=SOURCE)
        for flow, name in TOP.items()
    )


def dyads(folder: Path) -> pd.DataFrame:
    """Return from, to, relation, year, value: partner `to` has `value` per cent of the exports (imports) of `from`.

    Of the largest partners only: one that is not listed is below the smallest listed, not at zero.
    """
    table = lists(folder)
    table = table[table["unit"].map(tidy.is_state) & table["partner"].map(tidy.is_state)]
    table = table[(table["year"] >= tidy.FIRST_YEAR) & (table["unit"] != table["partner"])]
    table = table.rename(columns={"unit": "from", "partner": "to"})
    table = table.assign(relation=table["flow"].map(RELATIONS))
    table = table.sort_values(["relation", "from", "to", "year"], ignore_index=True)
    return table[["from", "to", "relation", "year", "value"]]


def newest(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of each state's newest list of exports and of imports, from a table of `dyads`."""
    last = table.groupby(["from", "relation"])["year"].transform("max")
    return table[table["year"] == last].reset_index(drop=True)


def lists(folder: Path) -> pd.DataFrame:
    """Return unit, flow, partner, year, value: each year's list once, from the newest edition that prints it."""
    table = tidy.read_csv(folder / FILE).rename(
        columns={"iso3": "unit", "partner_iso3": "code", "data_year": "year", "share": "value"}
    )
    last = table.groupby(["unit", "flow", "year"])["edition"].transform("max")
    table = table[table["edition"] == last]
    parted = table["partner"].str.contains(PARTED).groupby([table["unit"], table["year"]]).transform("any")
    table = table[~parted]
    unit, flow, partner = IMPOSSIBLE
    slip = (table["unit"] == unit) & (table["flow"] == flow) & (table["code"] == partner)
    table = table[~slip & table["code"].notna()]
    table = table.assign(partner=table["code"], year=table["year"].astype(int))
    table = table.drop_duplicates(["unit", "flow", "year", "partner"])
    return table[["unit", "flow", "partner", "year", "value"]].reset_index(drop=True)
