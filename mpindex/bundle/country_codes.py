"""Compiles `countries.csv`, the 195 states and their codes, from the country-codes, QoG and COW tables."""

from __future__ import annotations

import csv
from pathlib import Path

import pandas as pd

from mpindex.errors import DataError

CODES_FILE = "country-codes/country-codes.csv"
QOG_FILE = "qog-standard-2025/qog_std_cs_jan25.csv"
COW_FILE = "cow-ir-data/cow_states.csv"

COLUMNS = (
    "unit", "iso2", "m49", "cow", "gec", "name", "official_name", "region", "subregion", "since", "un_member", "note",
)  # fmt: skip

#: The table calls the Holy See independent; it is an observer at the UN and has no economy or army to rank.
LEFT_OUT = {"VAT"}

#: The table's short names are CLDR's. These are cut too short for a reader, or not the state's own choice.
DISPLAY = {
    "BIH": "Bosnia and Herzegovina",
    "COD": "DR Congo",
    "COG": "Republic of the Congo",
    "CPV": "Cabo Verde",
    "GBR": "United Kingdom",
    "USA": "United States",
    "VCT": "St. Vincent and the Grenadines",
}

#: The table's cells are empty, lagging or run two codes together (Serbia's FIPS cell reads RIKV).
OFFICIAL = {
    "CIV": "Republic of Côte d'Ivoire",
    "TUR": "Republic of Türkiye",
    "TWN": "Taiwan",
}
GEC = {"SRB": "RI"}
COW = {"SRB": "345", "XKX": "347"}  # QoG lacks both

#: COW counts small states from their entry into the UN; these are older than that.
OLDER = {"AND", "DEU", "FSM", "KIR", "LIE", "MCO", "MHL", "NRU", "SMR", "TON", "TUV"}
#: COW numbers Serbia on from Yugoslavia; figures under Serbia's name describe a state since Montenegro left. Three
#: states of Yugoslavia count from their independence, as all others do, and not from their recognition (1992, 1993).
BEGAN = {"SRB": "2006", "HRV": "1991", "MKD": "1991", "SVN": "1991"}
#: The panel begins here: earlier beginnings do not matter.
FIRST_YEAR = 1990

NOTES = {
    "TWN": "not a UN member; region as in the country-codes table",
    "XKX": "not a UN member; user-assigned ISO codes XKX and XK; absent from M49, region set by hand",
}
KOSOVO = {
    "unit": "XKX", "iso2": "XK", "m49": "", "gec": "KV", "name": "Kosovo",
    "official_name": "Republic of Kosovo", "region": "Europe", "subregion": "Southern Europe",
    "intermediate": "", "un_member": "no",
}  # fmt: skip


def read_countries(sources: Path) -> pd.DataFrame:
    """Return one row per state, by ISO3, with the columns of `countries.csv` and `intermediate`, all text.

    `intermediate` is M49's third level (Western Africa, South America, ...), empty where M49 has none.
    Every COW number is checked against the COW list of states. `since` is the year in which a state began, where
    that is 1990 or later.

    Raises
    ------
    DataError
        The sources do not give the 195 states, or a code is missing or used twice.
    """
    cow = {**_cow_numbers(sources / QOG_FILE), **COW}
    since = _beginnings(sources / COW_FILE)
    rows = [_row(raw) for raw in _read(sources / CODES_FILE) if _is_state(raw)] + [dict(KOSOVO)]
    for row in rows:
        row["cow"] = cow.get(row["unit"], "")
        row["note"] = NOTES.get(row["unit"], "")
        row["since"] = since.get(row["cow"], "") if row["unit"] not in OLDER else ""
        row["since"] = BEGAN.get(row["unit"], row["since"])
    rows.sort(key=lambda row: row["unit"])
    _check(rows, {raw["ccode"] for raw in _read(sources / COW_FILE) if raw["endyear"] == "2016"})
    return pd.DataFrame(rows)


def _is_state(raw: dict[str, str]) -> bool:
    return raw["is_independent"] == "Yes" and raw["ISO3166-1-Alpha-3"] not in LEFT_OUT


def _row(raw: dict[str, str]) -> dict[str, str]:
    unit = raw["ISO3166-1-Alpha-3"]
    short = raw["CLDR display name"].replace("’", "'").replace(" & ", " and ")
    formal = raw["UNTERM English Formal"].strip(" *").removeprefix("the ")
    return {
        "unit": unit,
        "iso2": raw["ISO3166-1-Alpha-2"],
        "m49": raw["M49"],
        "gec": GEC.get(unit, raw["FIPS"]),
        "name": DISPLAY.get(unit, short),
        "official_name": OFFICIAL.get(unit, formal),
        "region": raw["Region Name"],
        "subregion": raw["Sub-region Name"],
        "intermediate": raw["Intermediate Region Name"].strip(),
        "un_member": "no" if unit == "TWN" else "yes",
    }


def _cow_numbers(path: Path) -> dict[str, str]:
    return {raw["ccodealp"]: str(int(float(raw["ccodecow"]))) for raw in _read(path) if raw["ccodecow"]}


def _beginnings(path: Path) -> dict[str, str]:
    """Years in which the present spells of COW's states began, by number, from the panel's first year on."""
    present = [raw for raw in _read(path) if raw["endyear"] == "2016"]
    return {raw["ccode"]: raw["styear"] for raw in present if int(raw["styear"]) >= FIRST_YEAR}


def _check(rows: list[dict[str, str]], cow_states: set[str]) -> None:
    faults = [f"{len(rows)} states, not 195"] if len(rows) != 195 else []
    for column in ("unit", "iso2", "m49", "cow", "gec", "name", "official_name", "region", "subregion"):
        values = [row[column] for row in rows if row["unit"] != "XKX" or column != "m49"]
        faults += [
            f"{column} {value!r} is empty or used twice" for value in sorted(_repeated(column, values))
        ]
    faults += [
        f"{row['unit']}: COW has no state {row['cow']}" for row in rows if row["cow"] not in cow_states
    ]
    if faults:
        raise DataError("the country tables do not fit together: " + "; ".join(faults))


def _repeated(column: str, values: list[str]) -> set[str]:
    if column in ("region", "subregion"):
        return {value for value in values if not value}
    return {value for value in values if not value or values.count(value) > 1}


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
