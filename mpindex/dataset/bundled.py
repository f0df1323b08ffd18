"""Opens the bundled data: `load()`, and the year from which their freshness counts."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from functools import cache
from importlib.resources.abc import Traversable

from mpindex.catalogue import catalogue
from mpindex.dataset import compiled
from mpindex.dataset.dataset import Dataset
from mpindex.dataset.labels import panel as panel_of
from mpindex.dataset.side_tables import Tables
from mpindex.errors import DataError
from mpindex.resources import folder as bundled_folder


def load(year: int | None = None, *, folder: Traversable | None = None) -> Dataset:
    """Open the bundled data.

    Parameters
    ----------
    year : int, optional
        The world as of then: nothing later is used. None for the newest value within each indicator's
        window.
    folder : Traversable, optional
        Another folder with the files of `data/`, as the library's build writes them. Nothing is
        validated: that was done when it was built.

    Examples
    --------
    >>> load(year=2005).year
    2005
    """
    world = replace(_bundled()) if folder is None else _world(folder)
    return world if year is None else world.at(year)


@cache
def _bundled() -> Dataset:
    """The bundled world, parsed once; `load` hands out others on the same frozen panel, with tables of their own."""
    return _world(bundled_folder("data"))


def _world(where: Traversable) -> Dataset:
    tidy = compiled.table(where, "values")
    names, since = _names(where)
    known = set(tidy["indicator"].cat.categories)
    missing = sorted(known - catalogue().keys())
    if missing:
        raise DataError(f"the catalogue lacks indicators of {where}: {', '.join(missing)}")
    entries = tuple(entry for id, entry in catalogue().items() if id in known)
    units = tuple(names)
    panel = panel_of(tidy, units, tuple(entry.id for entry in entries))
    newest = reference_year(where)  # type: ignore[arg-type]  # a folder is hashable, though no protocol says so
    return Dataset(
        units, entries, panel, newest, is_countries=True, labels=names, since=since, tables=Tables(where)
    )


@cache
def reference_year(folder: Traversable | None = None) -> int:
    """The year from which the freshness of the bundled data counts, as `datapackage.json` has it."""
    where = folder if folder is not None else bundled_folder("data")
    return int(json.loads(where.joinpath("datapackage.json").read_bytes())["reference_year"])


def _names(where: Traversable) -> tuple[dict[str, str], dict[str, int]]:
    """Names of the states, and the years in which those began that are younger than the panel."""
    text = where.joinpath("countries.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    return {row["unit"]: row["name"] for row in rows}, {
        row["unit"]: int(row["since"]) for row in rows if row.get("since")
    }
