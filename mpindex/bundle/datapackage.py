"""Describes the compiled tables: `datapackage.json` for programs (Frictionless), `LICENSES.md` for people."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from textwrap import wrap
from typing import Any

from mpindex.bundle.origins import LICENCES, ORIGINS, is_stated
from mpindex.catalogue import Indicator, catalogue
from mpindex.errors import DataError

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


def write(out: Path, *, reference_year: int) -> None:
    """Write datapackage.json and LICENSES.md for the tables that are in `out`.

    Raises
    ------
    DataError
        A table is there that this module does not describe.
    """
    paths = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.csv"))
    unknown = [path for path in paths if path not in TABLES and not path.startswith("values/")]
    if unknown:
        raise DataError(f"{', '.join(unknown)}: describe it in mpindex.bundle.datapackage.TABLES")
    package = {
        "profile": "tabular-data-package",
        "name": "mpindex-data",
        "title": "Indicators, memberships and pairs of the 195 states of the world",
        "reference_year": reference_year,
        "licenses": [_licence(name) for name in sorted({ORIGINS[source].licence for source in ORIGINS})],
        "sources": [_source(name) for name in sorted(ORIGINS)],
        "resources": [_resource(out, path) for path in paths],
    }
    text = json.dumps(package, indent=1, ensure_ascii=False) + "\n"
    (out / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")
    (out / "LICENSES.md").write_text(licences(), encoding="utf-8", newline="\n")


def _resource(out: Path, path: str) -> dict[str, Any]:
    name = Path(path).stem
    title, sources = TABLES.get(path, ("", ()))
    entries: list[Indicator] = []
    if path.startswith("values/"):
        title = f"Values of the indicators of the dimension {name}"
        entries = [entry for entry in _bundled() if entry.dimension == name]
        sources = tuple(_used(out / path, "source"))
    resource = {
        "profile": "tabular-data-resource",
        "name": name.replace("_", "-"),
        "title": title,
        "path": path,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": _schema(out / path, name if not entries else "standard_errors"),
        "licenses": [
            _licence(licence) for licence in sorted({ORIGINS[source].licence for source in sources})
        ],
        "sources": [_source(source) for source in sorted(sources)],
    }
    if entries:
        resource["indicators"] = [_indicator(entry) for entry in entries]
    return {key: value for key, value in resource.items() if value != []}


def _schema(path: Path, keys: str) -> dict[str, Any]:
    with path.open(encoding="utf-8", newline="") as file:
        columns = next(csv.reader(file))
    years = keys == "groupings"  # there `from` and `to` are years; in dyads they are states
    types = TYPES | ({"from": "integer", "to": "integer"} if years else {})
    fields = [{"name": column, "type": types.get(column, "string")} for column in columns]
    for field in fields:
        if field["name"] in DESCRIPTIONS:
            field["description"] = DESCRIPTIONS[field["name"]]
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if keys in KEYS:
        schema["primaryKey"] = KEYS[keys]
    if "unit" in columns and keys != "countries":
        reference = {"resource": "countries", "fields": "unit"}
        schema["foreignKeys"] = [{"fields": "unit", "reference": reference}]
    return schema


def _indicator(entry: Indicator) -> dict[str, Any]:
    computed = " * " in entry.series or entry.notes.startswith("Computed at build")
    return {
        "id": entry.id,
        "title": entry.name,
        "unit": entry.unit,
        "licence": entry.licence,
        "computed": computed,
    }


def _licence(name: str) -> dict[str, str]:
    licence = LICENCES[name]
    return {"name": licence.name, "title": licence.title, "path": licence.path}


def _source(name: str) -> dict[str, str]:
    origin = ORIGINS[name]
    return {"name": name, "title": origin.title, "version": origin.version, "path": origin.path}


def _bundled() -> list[Indicator]:
    return [entry for entry in catalogue().values() if entry.bundled]


def _used(path: Path, column: str) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return sorted({row[column] for row in csv.DictReader(file)})


def licences() -> str:
    """Return LICENSES.md: which licence covers which series, and what it rests on.

    >>> "share-alike" in licences().lower()
    True
    """
    parts = [_INTRODUCTION]
    for licence in LICENCES.values():
        sources = [name for name, origin in ORIGINS.items() if origin.licence == licence.name]
        parts.append(f"## {licence.title}\n\n`{licence.name}`, {licence.path}\n")
        parts.append("\n".join(_source_lines(name) for name in sources) + "\n")
    parts.append(_own_copies())
    return "\n".join(parts)


def _source_lines(name: str) -> str:
    origin = ORIGINS[name]
    lines = [f"- **{origin.title}** ({origin.version}), {origin.path}"]
    if origin.remark:
        lines.append(f"  {origin.remark}")
    entries = [entry for entry in _bundled() if entry.source == name]
    for stated, words in ((True, "stated in the copy"), (False, "rests on the publisher's known terms")):
        ids = [entry.id for entry in entries if is_stated(entry) == stated]
        if ids:
            lines += wrap(
                f"Licence {words}: {', '.join(ids)}.", 110, initial_indent="  ", subsequent_indent="  "
            )
    if not entries:
        lines.append(
            f"  Used for: {', '.join(table for table, (_, used) in TABLES.items() if name in used)}."
        )
    return "\n".join(lines)


def _own_copies() -> str:
    entries = [entry for entry in catalogue().values() if not entry.bundled]
    return (
        _OWN_COPIES
        + "\n".join(f"- {entry.id}: {entry.name}; {entry.licence}; {entry.link}" for entry in entries)
        + "\n"
    )


_INTRODUCTION = """\
# Licences of the bundled data

The code is under the MIT licence. The tables in this folder are their publishers' figures, selected and
laid out by `python -m mpindex.readers`; each keeps the licence of its source. Cite the publisher of every
figure that you use: `indicators/` gives the citation of each, and `definition.cite()` gathers them.

The V-Dem indices (vdem_polyarchy, vdem_libdem, vdem_egaldem and their standard errors) are share-alike:
tables built on them and passed on carry CC BY-SA 4.0. The Corruption Perceptions Index may be passed on
with its values unmodified only. The Correlates of War and ATOP give their data for research. The others ask
for attribution at most.

Spellings of names, former states, the recalled part of the groupings, the collection of experts' lists and
the ledger of initiatives are this project's own work (MIT); the lists themselves are facts, and
`expert_lists.csv` cites who drew them up. The ledger marks what is recalled.

For 36 of the 88 bundled series the copy that was read carries no licence text, and what is said here rests
on the publisher's known terms. They are marked below.
"""
_OWN_COPIES = """\
## Not bundled

These publishers keep redistribution to themselves, or their terms are unclear. `mpindex.readers.read_source`
reads them from your own copy.

"""


def unstated() -> Iterable[str]:
    """Return the bundled indicators whose licence rests on the publisher's known terms.

    >>> len(list(unstated()))
    36
    """
    return (entry.id for entry in _bundled() if not is_stated(entry))
