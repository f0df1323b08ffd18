"""Writes the tables about states, pairs of states, groups of states and lists of experts.

`aliases.csv`, `former_states.csv` and `not_states.csv` are not built: they are kept by hand in `data/`.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.bundle import (
    capitals,
    contiguity,
    country_codes,
    expert_lists,
    groupings,
    published_places,
    shapes,
    trade,
)  # fmt: skip
from mpindex.bundle.csv_files import write_table
from mpindex.readers import borders, disarmament, factbook, trade_partners
from mpindex.readers.sources import edition
from mpindex.units.countries import gazetteer

DYADS = ("from", "to", "relation", "year", "value", "source")
PARTNERS = ("from", "to", "relation", "year", "value")
TREATIES = ("unit", "treaty", "signed", "joined", "how", "withdrew")

SECURITY_COUNCIL_FILE = "un-security-council/unsc_membership_1946_2026.csv"


def build(sources: Path, out: Path) -> None:
    """Write every geography table to `out` from the publishers' files in `sources`.

    The expert lists are read from `cases` beside `sources`. The same files give the same bytes.

    Raises
    ------
    DataError
        A file is missing or of another edition, or the tables do not fit together.
    """
    with edition("country-codes", sources):
        states = country_codes.read_countries(sources)
    write_table(out / "countries.csv", country_codes.COLUMNS, states)
    gazetteer.cache_clear()  # the table just written may be the bundled one
    with edition(factbook.SOURCE, sources / factbook.SOURCE):
        texts = factbook.read_texts(sources / factbook.SOURCE)
    with edition(capitals.SOURCE, sources / capitals.SOURCE):
        seats = capitals.read_capitals(sources / capitals.SOURCE / capitals.FILE, texts)
    write_table(out / "capitals.csv", capitals.COLUMNS, seats)
    _write_dyads(sources, out, texts, seats)
    with edition("un-security-council", sources / "un-security-council"):
        memberships = groupings.groupings(states, texts, sources / SECURITY_COUNCIL_FILE)
    write_table(out / "groupings.csv", groupings.COLUMNS, memberships)
    with edition("expert lists", sources.resolve().parent / "cases"):
        lists = expert_lists.read_expert_lists(sources.resolve().parent / "cases" / expert_lists.FILE)
    write_table(out / "expert_lists.csv", expert_lists.COLUMNS, lists)
    with edition(disarmament.SOURCE, sources / disarmament.SOURCE):
        write_table(out / "treaties.csv", TREATIES, disarmament.acts(sources / disarmament.SOURCE))
    with edition(published_places.SOURCE, sources / published_places.SOURCE):
        places = published_places.read_places(sources / published_places.SOURCE)
    write_table(out / "published_places.csv", published_places.COLUMNS, places)
    with edition(shapes.SOURCE, sources / shapes.SOURCE):
        outlines = shapes.read_shapes(sources / shapes.SOURCE, seats)
    write_table(out / "shapes.csv", shapes.COLUMNS, outlines)


def _write_dyads(sources: Path, out: Path, texts: pd.DataFrame, seats: pd.DataFrame) -> None:
    with edition(trade.SOURCE, sources / trade.SOURCE):
        flows = trade.read_trade(sources / trade.SOURCE / trade.FILE)
    with edition(trade_partners.SOURCE, sources / trade_partners.SOURCE):
        partners = trade_partners.dyads(sources / trade_partners.SOURCE)
    land = borders.land_borders(texts)
    with edition(contiguity.SOURCE, sources / contiguity.SOURCE):
        apart = contiguity.border_distances(sources / contiguity.SOURCE)
        touching = contiguity.contiguity(sources / contiguity.SOURCE, land, apart)
    undated: dict[str, tuple[str, str, pd.DataFrame]] = {
        "distances": ("distance", capitals.SOURCE, capitals.distances(seats)),
        "borders": ("border", factbook.SOURCE, land),
        "border_distances": ("border_distance", contiguity.SOURCE, apart),
        "contiguity": ("contiguity", contiguity.SOURCE, touching),
    }
    for name, (relation, source, table) in undated.items():
        rows = table.assign(relation=relation, year="", source=table.get("source", source))
        write_table(out / "dyads" / f"{name}.csv", DYADS, rows)
    trade_rows = flows.assign(relation="exports", source=trade.SOURCE)
    write_table(out / "dyads" / "trade.csv", DYADS, trade_rows)
    partners = partners.assign(source=trade_partners.SOURCE)
    write_table(out / "trade_partners.csv", PARTNERS, partners)
    write_table(out / "dyads" / "partners.csv", DYADS, trade_partners.newest(partners))
