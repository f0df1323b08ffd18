"""Writes `datapackage.json`, which describes the compiled tables to programs (Frictionless)."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

from mpindex.bundle.licences import bundled, licences
from mpindex.bundle.origins import LICENCES, ORIGINS
from mpindex.bundle.tables import DESCRIPTIONS, KEYS, NOT_ALL_STATES, STATES, TABLES, TYPES, YEARS
from mpindex.catalogue import Indicator
from mpindex.errors import DataError
from mpindex.resources import write_text


def write(out: Path, *, reference_year: int) -> None:
    """Write datapackage.json and LICENSES.md for the tables that are in `out`.

    Parameters
    ----------
    out : Path
        The folder of the compiled tables.
    reference_year : int
        The year from which windows are measured.

    Raises
    ------
    DataError
        A table is present that `tables.TABLES` does not describe.
    """
    paths = sorted(path.relative_to(out).as_posix() for path in out.rglob("*.csv"))
    unknown = [path for path in paths if path not in TABLES and not path.startswith("values/")]
    if unknown:
        raise DataError(f"{', '.join(unknown)}: describe it in mpindex.bundle.tables.TABLES")
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
    write_text(out / "datapackage.json", text)
    write_text(out / "LICENSES.md", licences())


def _resource(out: Path, path: str) -> dict[str, Any]:
    name = Path(path).stem
    title, sources = TABLES.get(path, ("", ()))
    entries: list[Indicator] = []
    if path.startswith("values/"):
        title = f"Values of the indicators of the dimension {name}"
        entries = [entry for entry in bundled() if entry.dimension == name]
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
    schema: dict[str, Any] = {"fields": [_field(keys, column) for column in columns], "missingValues": [""]}
    if keys in KEYS:
        schema["primaryKey"] = KEYS[keys]
    states = [
        column
        for column in STATES
        if column in columns
        and column not in YEARS.get(keys, ())
        and keys not in NOT_ALL_STATES.get(column, ())
    ]
    reference = {"resource": "countries", "fields": "unit"}
    if states:
        schema["foreignKeys"] = [{"fields": column, "reference": reference} for column in states]
    return schema


def _field(table: str, column: str) -> dict[str, str]:
    kind = "integer" if column in YEARS.get(table, ()) else TYPES.get(column, "string")
    description = DESCRIPTIONS.get(f"{table}.{column}", DESCRIPTIONS.get(column, ""))
    return {"name": column, "type": kind, **({"description": description} if description else {})}


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


def _used(path: Path, column: str) -> list[str]:
    with path.open(encoding="utf-8", newline="") as file:
        return sorted({row[column] for row in csv.DictReader(file)})
