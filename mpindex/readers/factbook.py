"""The World Factbook's final edition: texts such as "$16.447 billion (2023 est.)" by entity and field."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pandas as pd

from mpindex.readers import borders, tidy
from mpindex.units.countries import gazetteer

SOURCE = "cia-factbook"
FILE = "factbook_2026_selected_fields_long.csv"

#: The year of entries that carry none: the final edition of January 2026 describes 2025.
EDITION = 2025

SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_AMOUNT = re.compile(r"(-?\d[\d,]*(?:\.\d+)?|-?\.\d+)(?:\s*(thousand|million|billion|trillion)\b)?")
_RANGE = re.compile(r"(\d[\d,]*)\s*-\s*(\d[\d,]*)")
_YEAR = re.compile(r"\([^()]*?\b((?:19|20)\d\d)\b[^()]*\)")

#: Indicator -> field and subfield whose first number is the value.
PLAIN = {
    "oil_production": ("Petroleum", "total petroleum production"),
    "rail_km": ("Railways", "total"),
    "airports": ("Airports", ""),
    "internet_users": ("Internet users", "percent of population"),
    "merchant_ships": ("Merchant marine", "total"),
}
#: Electricity generated = consumption + losses + exports - imports; the first has to be there.
ELECTRICITY = {"consumption": 1, "transmission/distribution losses": 1, "exports": 1, "imports": -1}


def read(folder: Path) -> pd.DataFrame:
    """Return the indicators that the Factbook alone can give.

    Not among them: co2_per_capita, which needs a population (`build` adds it).
    """
    texts = read_texts(folder)
    frames = [
        tidy.tidy(numbers(texts, *place), indicator=name, source=SOURCE) for name, place in PLAIN.items()
    ]
    for name, table in (
        ("electricity_output", electricity_output(texts)),
        ("environmental_agreements", environmental_agreements(texts)),
        ("land_neighbours", land_neighbours(texts)),
    ):
        frames.append(tidy.tidy(table, indicator=name, source=SOURCE))
    return tidy.concat(frames)


def read_texts(folder: Path) -> pd.DataFrame:
    """Return the texts of the states: unit, field, subfield, text."""
    table = tidy.read_csv(folder / FILE, text=True, missing=())
    table["unit"] = tidy.from_gec(table["gec_code"])
    return table.loc[table["unit"].notna(), ["unit", "field", "subfield", "text"]].reset_index(drop=True)


def amount(text: str) -> float:
    """Return the first number of a text, with its scale word worked in.

    Decimals are scaled exactly. NaN if the text holds no number.

    >>> amount("$16.447 billion (2023 est.)"), amount("97 km (2017)"), amount("not available")
    (16447000000.0, 97.0, nan)
    """
    number = _AMOUNT.search(text)
    if not number:
        return float("nan")
    return float(Decimal(number[1].replace(",", "")) * SCALES.get(number[2], 1))


def personnel(text: str) -> float:
    """Return the first head count of a text, the midpoint of a range; NaN if there is none.

    >>> personnel("estimated 7-8,000 active Royal Bhutan Army (2025)"), personnel("no regular forces (2025)")
    (7500.0, nan)
    """
    text = _YEAR.sub("", text)
    ends = _RANGE.search(text)
    if not ends:
        return amount(text)
    low, high = (float(end.replace(",", "")) for end in ends.groups())
    # "7-8,000" means 7,000 to 8,000
    return (low * (1000 if low < 1000 <= high else 1) + high) / 2


def year(text: str) -> int:
    """Return the year that a text gives in brackets, else that of the edition.

    >>> year("3,202 (2023)"), year("25% (2016 est.)"), year("443 sq km")
    (2023, 2016, 2025)
    """
    in_brackets = _YEAR.search(text)
    return int(in_brackets[1]) if in_brackets else EDITION


def numbers(texts: pd.DataFrame, field: str, subfield: str) -> pd.DataFrame:
    """Return unit, year, value of a field; a `subfield` that ends in a blank stands for all years that follow it.

    Texts without a number ("not available", prose) give no row.
    """
    of_field = texts[texts["field"] == field]
    names = of_field["subfield"]
    rows = of_field[
        names.str.fullmatch(re.escape(subfield) + r"\d{4}") if subfield.endswith(" ") else names == subfield
    ]
    table = pd.DataFrame(
        {"unit": rows["unit"], "year": rows["text"].map(year), "value": rows["text"].map(amount)}
    )
    # mapping an empty column keeps it text
    table = table.astype({"year": "int64", "value": "float64"})
    return table.dropna(subset=["value"]).reset_index(drop=True)


def newest(table: pd.DataFrame) -> pd.DataFrame:
    """Return each state's row of the newest year."""
    return table.sort_values(["unit", "year"]).drop_duplicates("unit", keep="last").reset_index(drop=True)


def electricity_output(texts: pd.DataFrame) -> pd.DataFrame:
    """Return electricity generated, kWh: consumption + losses + exports - imports; a missing part is 0."""
    parts = {
        part: numbers(texts, "Electricity", part).set_index(["unit", "year"])["value"] for part in ELECTRICITY
    }
    table = pd.DataFrame(parts)
    table = table[table["consumption"].notna()].fillna(0.0)
    total = sum(table[part] * sign for part, sign in ELECTRICITY.items())
    return pd.Series(total, name="value").reset_index()


def environmental_agreements(texts: pd.DataFrame) -> pd.DataFrame:
    """Return to how many of the listed environmental agreements a state is a party."""
    of_field = texts["field"] == "International environmental agreements"
    rows = texts[of_field & (texts["subfield"] == "party to")]
    # one agreement is spelt with a stray blank in some entries ("Antarctic- Marine Living Resources")
    names = rows["text"].str.replace("- ", "-", regex=False).str.split(r"\s*,\s*", regex=True)
    counts = names.map(lambda entries: len({entry for entry in entries if entry}))
    return pd.DataFrame({"unit": rows["unit"], "year": EDITION, "value": counts})


def land_neighbours(texts: pd.DataFrame) -> pd.DataFrame:
    """Return how many of the 195 states each of them borders by land, by either side's list; islands have 0."""
    counts = borders.land_borders(texts).groupby("from").size().reindex(list(gazetteer().names), fill_value=0)
    return counts.rename_axis("unit").rename("value").reset_index().assign(year=EDITION)


def co2_per_capita(texts: pd.DataFrame, population: pd.Series) -> pd.DataFrame:
    """Return tonnes of carbon dioxide per person, by a `population` indexed by (unit, year).

    A state without a population of the same year has no value.
    """
    tonnes = numbers(texts, "Carbon dioxide emissions", "total emissions").set_index(["unit", "year"])[
        "value"
    ]
    return (tonnes / population).dropna().rename("value").reset_index()
