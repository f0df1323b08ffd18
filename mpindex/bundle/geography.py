"""Builds the geography tables of `data/`: states, capitals, dyads, groupings and expert lists.

`aliases.csv`, `former_states.csv` and `not_states.csv` are not built: they are kept by hand in `data/`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import pandas as pd

from mpindex.bundle import capitals, country_codes, expert_lists, groupings, partners, trade
from mpindex.readers import borders, factbook, tidy
from mpindex.units.countries import gazetteer

DYADS = ("from", "to", "relation", "year", "value", "source")
CAPITALS = ("unit", "capital", "latitude", "longitude", "source")
EXPERT_LISTS = ("list", "unit", "label", "source", "year", "verified")

SECURITY_COUNCIL_FILE = "un-security-council/unsc_membership_1946_2026.csv"


def build(sources_dir: str | Path, out_dir: str | Path) -> None:
    """Write every geography table to `out_dir` from the publishers' files in `sources_dir`.

    The expert lists are read from `cases` beside `sources_dir`. The same files give the same bytes.
    """
    sources, out = Path(sources_dir), Path(out_dir)
    countries = country_codes.read_countries(sources)
    write_table(out / "countries.csv", country_codes.COLUMNS, countries)
    gazetteer.cache_clear()  # the table just written may be the bundled one
    texts = factbook.read_texts(sources / factbook.SOURCE)
    seats = capitals.read_capitals(sources / capitals.SOURCE / capitals.FILE, texts)
    write_table(out / "capitals.csv", CAPITALS, _records(seats))
    _write_dyads(out / "dyads", sources, texts, seats)
    memberships = groupings.groupings(countries, texts, sources / SECURITY_COUNCIL_FILE)
    write_table(out / "groupings.csv", groupings.COLUMNS, memberships)
    lists = expert_lists.read_expert_lists(sources.resolve().parent / "cases" / expert_lists.FILE)
    write_table(out / "expert_lists.csv", EXPERT_LISTS, _records(lists))


def write_table(path: Path, columns: Sequence[str], rows: Iterable[Mapping[str, str]]) -> None:
    """Write `rows` as UTF-8 CSV with line feeds; columns that are not listed are left out."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def _write_dyads(out: Path, sources: Path, texts: pd.DataFrame, seats: pd.DataFrame) -> None:
    flows = trade.read_trade(sources / trade.SOURCE / trade.FILE)
    for name, source, table in (
        ("distances", capitals.SOURCE, capitals.distances(seats).assign(relation="distance", year="")),
        ("borders", factbook.SOURCE, borders.land_borders(texts).assign(relation="border", year="")),
        ("trade", trade.SOURCE, flows.assign(relation="exports")),
        ("partners", factbook.SOURCE, partners.trade_partners(texts)),
    ):
        write_table(out / f"{name}.csv", DYADS, _records(table.assign(source=source)))


def _records(table: pd.DataFrame) -> list[dict[str, str]]:
    """Return rows as text, floats in full precision and as short as possible."""
    text = {
        str(column): [tidy.number_text(cell) for cell in values]
        if values.dtype == float
        else list(values.astype(str))
        for column, values in table.items()
    }
    rows = zip(*text.values(), strict=True)
    return [dict(zip(text, row, strict=True)) for row in rows]
