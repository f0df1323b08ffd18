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
    "dyads/partners.csv": (
        "The largest trading partners' shares, %, each state's newest list",
        ("factbook-trade-partners",),
    ),
    "dyads/contiguity.csv": (
        "Contiguity: 1 by land, 2 to 4 by water up to 12, 24 and 150 miles",
        ("cow-ir-data", "cia-factbook"),
    ),
    "dyads/border_distances.csv": ("Distance between the borders of two states, km", ("cow-ir-data",)),
    "trade_partners.csv": (
        "The largest trading partners' shares, %, by year since 1991",
        ("factbook-trade-partners",),
    ),
    "treaties.csv": (
        "When states signed, joined and left thirteen treaties",
        ("disarmament-treaties-2026",),
    ),
    "published_places.csv": (
        "Places of nine states in published rankings, as facts",
        ("published-places-2026",),
    ),
    "shapes.csv": ("Shapes of states for maps, Equal Earth coordinates, km", ("natural-earth-110m",)),
    "expert_lists.csv": ("Which states experts have called middle powers", ()),
    "ledger.csv": (
        "International initiatives of ten states: declared, offered a table for, achieved, and what became of them",
        (),
    ),
    "standard_errors.csv": ("Publishers' standard errors of their estimates", ("v-dem", "wgi")),
}
TYPES = {
    "year": "integer",
    "value": "number",
    "latitude": "number",
    "longitude": "number",
    "end_year": "integer",
    "until": "integer",
    "since": "integer",
    "place": "integer",
    "ranked": "integer",
    "ring": "integer",
    "signed": "date",
    "joined": "date",
    "withdrew": "date",
}
#: In dyads `from` and `to` are states; here they are years.
YEARS = {"groupings": ("from", "to")}
KEYS = {
    "countries": ["unit"],
    "ledger": ["unit", "initiative", "kind", "year"],
    "published_places": ["ranking", "edition", "unit"],
    "standard_errors": ["indicator", "unit", "year"],
    "trade_partners": ["relation", "from", "to", "year"],
    "treaties": ["treaty", "unit"],
}
#: Column of states -> tables whose entry there may be none of the 195: lists name former states, land may be no state.
NOT_ALL_STATES = {"unit": ("countries", "expert_lists")}
STATES = ("unit", "from", "to")

#: What a column holds, in every table, or in one (``table.column``).
DESCRIPTIONS = {
    "unit": "ISO 3166 alpha-3 code of the state (XKX: Kosovo)",
    "from": "ISO 3166 alpha-3 code of the state on this side of the pair: the exporter, the one whose shares they are",
    "to": "ISO 3166 alpha-3 code of the other state of the pair",
    "groupings.from": "first year of membership; empty where unknown",
    "groupings.to": "last year of membership; empty while it lasts",
    "relation": "what the value says of the pair",
    "indicator": "id in the catalogue, indicators/<table>.yaml",
    "year": "the year that the value describes",
    "value": "the publisher's value in full precision, in the catalogue's unit",
    "source": "the source's folder name; cia-factbook in a row of another source's indicator is a stand-in",
    "expert_lists.source": "who published the list, and where",
    "published_places.source": "the list or the page that has the place",
    "published_places.first_is": "whether the first place is the best or the worst",
    "published_places.basis": "printed in the list, computed from it, or reported by the press",
    "published_places.indicator": "id of the ranking, in the catalogue where it has it",
    "published_places.domain": "what the ranking is about, as rankings are grouped in weights/rankings.yaml",
    "published_places.licence": "what the ranking's publisher lets be passed on",
    "place": "place in the ranking, among all that the publisher ranks; ties share the better one",
    "ranked": "how many the publisher ranks",
    "treaty": "npt, ctbt, tpnw, bwc, five nuclear-weapon-free zones (nwfz_), rome_statute, kampala_aggression, cbd, paris",
    "signed": "date of signature",
    "joined": "date of ratification, accession or another act that binds",
    "how": "by which act the state joined",
    "withdrew": "date from which the state is out, also where that is yet to come",
    "shapes.unit": "ISO 3166 alpha-3 code of the state; empty for land that is no state here",
    "ledger.year": "the year in which the step was taken; of several like it, the first",
    "ledger.source": "the public document or event in which the step can be read",
    "ledger.initiative": "name of the initiative, the same in all its rows and for all states that share it",
    "ledger.topic": "mediation, own conflicts, disarmament, rules, regional cooperation, wider forums, multilateral "
    "office, peace operations, connectivity, image",
    "ledger.role": "what the state was in it: mediator, host, founder, party, office, candidate",
    "ledger.cost": "what the state bore and risked: none, low, high",
    "ledger.fate": "what became of the step: kept, lapsed, reversed, open",
    "ledger.until": "the year from which it no longer held; empty where it was kept, or is open",
    "ledger.document": "the text or delivery that shows it; an outcome has one",
    "ledger.evidence": "confirmed: the step is in a source that was read; recalled: it is not",
    "kind": "ledger: declared, platform, outcome; shapes: outer or hole (rings), dot (a state without a polygon)",
    "ring": "number of the polygon within the unit; a hole has that of its outer ring",
    "points": "x,y pairs apart by blanks: whole km east and north of 0 degrees, Equal Earth; rings close by themselves",
}
