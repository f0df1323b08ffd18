"""What every compiled table is called, holds and rests on."""

from __future__ import annotations

from collections.abc import Mapping

#: Table -> what it holds, and the sources it rests on (those of values/ are read from the tables).
TABLES: Mapping[str, tuple[str, tuple[str, ...]]] = {
    "countries.csv": (
        "The 195 states and their codes",
        ("country-codes", "cow-ir-data", "qog-standard-2025"),
    ),
    "aliases.csv": ("Spellings of country names", ()),
    "former_states.csv": ("States that ended, and their successors", ()),
    "not_states.csv": ("Names and codes that are not among the 195 states", ("country-codes",)),
    "groupings.csv": (
        "Memberships in regions, organisations and clubs, by year",
        ("country-codes", "cia-factbook"),
    ),
    "capitals.csv": ("Capitals and where they lie", ("cow-ir-data", "cia-factbook")),
    "dyads/distances.csv": ("Distance between capitals, km", ("cow-ir-data", "cia-factbook")),
    "dyads/borders.csv": ("Pairs of states with a common land border", ("cia-factbook",)),
    "dyads/trade.csv": ("Exports from one state to another, US$", ("unctad-trade-matrix-2015",)),
    "dyads/partners.csv": ("The largest trading partners' shares, %", ("cia-factbook",)),
    "expert_lists.csv": ("Which states experts have called middle powers", ()),
    "ledger.csv": ("International initiatives: declared, offered a table for, achieved", ()),
    "standard_errors.csv": ("Publishers' standard errors of their estimates", ("v-dem", "wgi")),
}
TYPES = {
    "year": "integer",
    "value": "number",
    "latitude": "number",
    "longitude": "number",
    "end_year": "integer",
}
KEYS = {
    "countries": ["unit"],
    "ledger": ["unit", "initiative", "kind", "year"],
    "standard_errors": ["indicator", "unit", "year"],
}
DESCRIPTIONS = {
    "unit": "ISO 3166 alpha-3 code of the state (XKX: Kosovo)",
    "indicator": "id in the catalogue, indicators/<table>.yaml",
    "year": "the year that the value describes",
    "value": "the publisher's value in full precision, in the catalogue's unit",
    "source": "the source's folder name; cia-factbook in a row of another source's indicator is a stand-in",
}
