"""Writes the tables about states, pairs of states, groups of states and lists of experts.

`aliases.csv`, `former_states.csv` and `not_states.csv` are not built: they are kept by hand in `data/`.
"""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from mpindex.bundle import capitals, country_codes, expert_lists, groupings, partners, trade
from mpindex.bundle.csv_files import write_table
from mpindex.readers import borders, factbook
from mpindex.readers.sources import edition
from mpindex.units.countries import gazetteer

DYADS = ("from", "to", "relation", "year", "value", "source")

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
    _write_dyads(sources, out, texts)
    with edition("un-security-council", sources / "un-security-council"):
        memberships = groupings.groupings(states, texts, sources / SECURITY_COUNCIL_FILE)
    write_table(out / "groupings.csv", groupings.COLUMNS, memberships)
    with edition("expert lists", sources.resolve().parent / "cases"):
        lists = expert_lists.read_expert_lists(sources.resolve().parent / "cases" / expert_lists.FILE)
    write_table(out / "expert_lists.csv", expert_lists.COLUMNS, lists)


def _write_dyads(sources: Path, out: Path, texts: pd.DataFrame) -> None:
    with edition(capitals.SOURCE, sources / capitals.SOURCE):
        seats = capitals.read_capitals(sources / capitals.SOURCE / capitals.FILE, texts)
    write_table(out / "capitals.csv", capitals.COLUMNS, seats)
    with edition(trade.SOURCE, sources / trade.SOURCE):
        flows = trade.read_trade(sources / trade.SOURCE / trade.FILE)
    for name, source, table in (
        ("distances", capitals.SOURCE, capitals.distances(seats).assign(relation="distance", year="")),
        ("borders", factbook.SOURCE, borders.land_borders(texts).assign(relation="border", year="")),
        ("trade", trade.SOURCE, flows.assign(relation="exports")),
        ("partners", factbook.SOURCE, partners.trade_partners(texts)),
    ):
        write_table(out / "dyads" / f"{name}.csv", DYADS, table.assign(source=source))
