"""Codes and names by which publishers write what is no state: groups of states, sums, what is not classified."""

from __future__ import annotations

import re

#: Whole families of codes, with whose they are. Single codes and names stand in `data/not_states.csv`.
CODES = (
    (re.compile(r"OWID_\w+", re.IGNORECASE), "a code of Our World in Data"),
    (re.compile(r"ZZ[A-Z]([._-]?\w+)*", re.IGNORECASE), "an aggregate of UNDP"),
    (
        re.compile(r"(EU|EA|EEA|EFTA|EUROPE)_?(\d{1,2}|V|I|X|N)?(_\d{4})?(_\w+)?", re.IGNORECASE),
        "an aggregate of Eurostat",
    ),
    (re.compile(r"X[A-Z]{2}|XQ|X\d{1,3}"), "an aggregate of the OECD or the UN"),
    (re.compile(r"WXOECD|WORLD|OECD\w*|G-?(7|8|10|20)\w*", re.IGNORECASE), "a group of states"),
    (re.compile(r"INX"), "not classified (World Bank)"),
)
#: Words that only names of groups hold.
_WORDS = re.compile(
    r"\b(countries|economies|income|euro ?area|eurozone|european union|developing|developed|industrial|advanced"
    r"|members?|states of|small states|world|global|total|aggregate|average|median|mean|region|regional|regions"
    r"|excluding|excl|other|rest of|not classified|unallocated|unspecified|not specified|bilateral|multilateral"
    r"|oecd\w*|asean\w*"
    r"|sub-?saharan|latin america|caribbean|middle east|north africa|central asia|east asia|south asia|south-?east\w* asia"
    r"|west africa|east africa|southern africa|central africa|pacific|oceania|melanesia|polynesia|arab states|islands, small"
    r"|dividend|hipc|ida|ibrd|ldcs?|lldcs?|sids|mercosur|brics?|g7|g20|human development|commonwealth of)\b",
    re.IGNORECASE,
)
#: Publishers that name themselves behind their groups, as in "Africa (UN)".
_BY = re.compile(
    r".+\((UN|WB|FAO|WHO|IMF|UNICEF|UNSD|ILO|IRENA|EI|Ember|BP|GCP|Maddison|OWID|\d+ countries|EU\d*)\)\Z"
)


def aggregate(text: str) -> str:
    """Say whose aggregate a code or name is; empty if it looks like none.

    Meant for what is the name of no state: *Central African Republic* and *Dominican Republic* are asked for before.

    >>> aggregate("OWID_WRL"), aggregate("High-income countries"), aggregate("Ruritania")
    ('a code of Our World in Data', 'a group of states', '')
    """
    for pattern, whose in CODES:
        if pattern.fullmatch(text):
            return whose
    return "a group of states" if _BY.fullmatch(text) or _WORDS.search(text) else ""
