"""Places in published rankings, as facts: which edition put a state where, among how many."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.catalogue import catalogue
from mpindex.readers import tidy

SOURCE, FILE = "published-places-2026", "published_places.csv"
COLUMNS = (
    "unit",
    "ranking",
    "publisher",
    "edition",
    "place",
    "ranked",
    "first_is",
    "basis",
    "source",
    "licence",
    "indicator",
    "domain",
)

#: Ranking -> id, as the catalogue has it where it has one, and its domain where the catalogue gives none: a convention.
SERIES = {
    "Corruption Perceptions Index": ("cpi", ""),
    "Democracy Index": ("eiu_democracy", ""),
    "E-Government Development Index": ("egdi", ""),
    "Economic Complexity Index (HS92)": ("economic_complexity", "economy"),
    "Fragile States Index": ("fragile_states", ""),
    "Freedom in the World, total": ("freedom_house", ""),
    "Global Diplomacy Index": ("global_diplomacy", "diplomacy"),
    "Global Firepower": ("global_firepower", "military"),
    "Global Innovation Index": ("gii", ""),
    "Global Peace Index": ("gpi", ""),
    "Global Soft Power Index": ("soft_power", "reputation"),
    "Human Development Index": ("hdi", ""),
    "SDG Index": ("sdg_index", ""),
    "Social Progress Index": ("social_progress", "development"),
    "World Happiness Report": ("happiness", ""),
    "World Press Freedom Index": ("press_freedom", ""),
}

#: What the copy adds to the name of a ranking whose first place is the worst.
WORST_FIRST = " (1 = most fragile)"


def read_places(folder: Path) -> pd.DataFrame:
    """Return the places, by ranking, edition and unit; no scores, which most publishers keep to themselves.

    `place` of `ranked`, and whether the first place is the best or the worst (the most fragile state).
    `indicator` and `domain` say which series of the catalogue it is, and what the ranking is about. `basis` says how a
    place was found: printed in the list, computed from it (number of better scores + 1, among all that the publisher
    ranks) or reported by the press; `source` where; `licence` what may be done with it.
    """
    table = tidy.read_csv(folder / FILE, text=True, missing=())
    table = table.rename(columns={"index": "ranking", "of_n": "ranked"})
    table["first_is"] = table["ranking"].str.endswith(WORST_FIRST).map({True: "worst", False: "best"})
    table["ranking"] = table["ranking"].str.removesuffix(WORST_FIRST)
    table["indicator"] = [SERIES[name][0] for name in table["ranking"]]
    table["domain"] = [_domain(name) for name in table["ranking"]]
    # the copy names folders of its own; whoever reads the table needs the source's name
    table["source"] = table["source"].str.removeprefix("sources/")
    # a list comes before the press where both give a place
    table = table.sort_values(["ranking", "edition", "unit", "basis"], ignore_index=True)
    return table.drop_duplicates(["ranking", "edition", "unit"], ignore_index=True)[list(COLUMNS)]


def _domain(ranking: str) -> str:
    known, domain = SERIES[ranking]
    return domain or str(catalogue()[known].ranking_domain)
