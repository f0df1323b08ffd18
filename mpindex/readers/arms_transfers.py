"""Deliveries of major arms by supplier: SIPRI's trade register as a table. Non-commercial; a user's own copy only."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pandas as pd

from mpindex.errors import DataError
from mpindex.readers import tidy
from mpindex.resources import folder as resource
from mpindex.units.countries import gazetteer

SOURCE = "sipri-arms-transfers"
#: As saved from the trade register of armstransfers.sipri.org, all suppliers and all recipients.
FILE = "trade-register.csv"

COLUMNS = ("Recipient", "Supplier", "Year(s) of delivery", "SIPRI TIV of delivered weapons")
#: The great powers as suppliers, each by the end of its indicator's id; the European Union's members are added up.
SUPPLIERS = {"usa": "USA", "chn": "CHN", "rus": "RUS"}
#: What the register calls the supplier until 1991.
BEFORE = {"Soviet Union": "RUS"}
#: Deliveries of so many years together: a fleet comes in a year or two, and then nothing for ten.
SPAN = 5
#: Recipients with this mark, or whose names begin so, are no states.
NO_STATE, UNKNOWN = "*", "unknown"
#: States that are no more.
FORMER = (
    "Czechoslovakia",
    "East Germany (GDR)",
    "South Yemen",
    "North Yemen",
    "South Vietnam",
    "Biafra",
    "Yugoslavia",
)


def read(folder: Path) -> pd.DataFrame:
    """Return arms_share_usa, _chn, _rus and _eu: per cent of the arms delivered to a state in the five years to a year.

    What an order delivered is spread evenly over the years in which it was delivered. Unknown suppliers count in the
    whole. Who received nothing in five years has no figure, and no member of the Union a share of it, nor a power of itself.
    """
    rows = _deliveries(_register(folder / FILE))
    frames = [
        _share(rows, rows["supplier"] == code, code).assign(name=name) for name, code in SUPPLIERS.items()
    ]
    frames.append(_share(rows[~rows["unit_in"]], rows["supplier_in"], "EU").assign(name="eu"))
    return tidy.concat(
        tidy.tidy(frame, indicator=f"arms_share_{frame['name'].iloc[0]}", source=SOURCE)
        for frame in frames
        if len(frame)
    )


def _register(path: Path) -> pd.DataFrame:
    """The table below the register's preamble, which has no fixed length; its letters are those of Western Europe."""
    with path.open(encoding="latin-1", newline="") as file:
        lines = list(csv.reader(file))
    heads = [i for i, line in enumerate(lines) if {name.strip() for name in line} >= set(COLUMNS)]
    if not heads:
        raise DataError(
            f"{path.name}: no line has the columns {', '.join(COLUMNS)}; save the trade register as CSV"
        )
    head = [name.strip() for name in lines[heads[0]]]
    places = [head.index(name) for name in COLUMNS]
    rows = [
        [line[place].strip() for place in places] for line in lines[heads[0] + 1 :] if len(line) > max(places)
    ]
    return pd.DataFrame(rows, columns=["recipient", "supplier", "years", "delivered"])


def _deliveries(table: pd.DataFrame) -> pd.DataFrame:
    """unit, supplier, year, value: what came in each year; and whether either was in the European Union then."""
    no_state = table["recipient"].str.contains(NO_STATE, regex=False) | table["recipient"].str.startswith(
        UNKNOWN
    )
    table = table[~no_state & ~table["recipient"].isin(FORMER) & (table["years"] != "")]
    unit = tidy.from_names(table["recipient"], extra=BEFORE)
    supplier = table["supplier"].map(lambda name: BEFORE.get(name) or gazetteer().unit(name) or "")
    years = table["years"].map(lambda text: re.findall(r"\d{4}", text))
    value = pd.to_numeric(table["delivered"], errors="coerce") / years.map(len)
    rows = (
        pd.DataFrame({"unit": unit, "supplier": supplier, "year": years, "value": value})
        .explode("year")
        .dropna()
    )
    rows = rows.reset_index(drop=True)
    rows = rows.assign(year=rows["year"].astype(int))
    return rows.assign(
        unit_in=_in_union(rows["unit"], rows["year"]), supplier_in=_in_union(rows["supplier"], rows["year"])
    )


def _in_union(units: pd.Series, years: pd.Series) -> pd.Series:
    table = pd.read_csv(resource("data").joinpath("groupings.csv").open("rb"))
    union = table[table["grouping"] == "EU"].set_index("unit")
    until = union["to"].fillna(years.max() + 1)
    return (years >= units.map(union["from"])) & (years < units.map(until))


def _share(rows: pd.DataFrame, theirs: pd.Series, itself: str) -> pd.DataFrame:
    """unit, year, value: per cent of what a state received in the five years to a year that some suppliers delivered."""
    sums = rows.assign(part=rows["value"].where(theirs.reindex(rows.index), 0.0))
    sums = sums[sums["unit"] != itself].groupby(["unit", "year"])[["value", "part"]].sum()
    yearly = sums.reset_index()
    spread = [yearly.assign(year=yearly["year"] + i) for i in range(SPAN)]
    total = pd.concat(spread).groupby(["unit", "year"]).sum()
    total = total[(total["value"] > 0) & (total.index.get_level_values("year") <= rows["year"].max())]
    shares: pd.DataFrame = (100 * total["part"] / total["value"]).rename("value").reset_index()
    return shares
