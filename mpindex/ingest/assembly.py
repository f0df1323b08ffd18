"""Puts a checked table together as a Dataset."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from mpindex.catalogue import Indicator
from mpindex.dataset.bundled import reference_year
from mpindex.dataset.dataset import Dataset
from mpindex.dataset.lookalikes import require_printable
from mpindex.dataset.observations import ERROR
from mpindex.dataset.panel import Panel
from mpindex.dataset.side_tables import Tables
from mpindex.ingest.cells import texts
from mpindex.ingest.column_roles import Roles
from mpindex.ingest.layout import Cells
from mpindex.ingest.spelling import display_name
from mpindex.ingest.units import Identity
from mpindex.typing import Places


def assemble(
    cells: Cells,
    roles: Roles,
    identities: Sequence[Identity],
    entries: Sequence[Indicator],
    sides: Mapping[str, pd.DataFrame],
    *,
    countries: bool,
    notes: Sequence[str],
) -> Dataset:
    """Make the Dataset of a table in which nothing is wrong.

    Parameters
    ----------
    cells : Cells
        What the table holds.
    roles : Roles
        What its columns are.
    identities : sequence of Identity
        What each label stands for; only labels that stand for a unit have values.
    entries : sequence of Indicator
        What is known of each indicator.
    sides : mapping
        Tables of groups and dyads.
    countries : bool
        Whether the units are countries.
    notes : sequence of str
        What reading has to say.
    """
    units, place = _units(identities)
    numbers = cells.kept(cells.numbers)
    is_error = _errors(entries)
    source, sources = _sources(numbers, roles, entries)
    figures = ~np.isin(numbers.indicator, list(is_error))
    order = [i for i in range(len(entries)) if i not in is_error]
    moved = np.full(len(entries), -1)
    moved[order] = np.arange(len(order))
    panel = Panel.make(
        moved[numbers.indicator[figures]].astype(np.int32),
        place[numbers.label[figures]].astype(np.int32),
        numbers.year[figures].astype(np.int32),
        numbers.value[figures],
        source[figures],
        sources,
    )
    given = dict(sides)
    for table in given.values():
        for column in table.select_dtypes(include=["object", "string"]):
            require_printable([str(text) for text in table[column].unique()], "text of a group or partner")
    if is_error:
        given["errors"] = _error_table(numbers, ~figures, is_error, units, place, entries, source, sources)
    newest = int(numbers.year.max()) if len(numbers) else reference_year()
    return Dataset(
        units,
        tuple(entries[i] for i in order),
        panel,
        # freshness of the bundled data counts from their reference year, although some values are newer
        min(newest, reference_year()) if countries else newest,
        is_countries=countries,
        labels=_names(cells, identities, countries=countries),
        tables=Tables(None, given),
        notes=tuple(notes),
    )


def _units(identities: Sequence[Identity]) -> tuple[tuple[str, ...], Places]:
    """The units in the order in which the table names them, and the place of each label among them."""
    order: dict[str, int] = {}
    places = [order.setdefault(item.unit, len(order)) if item.unit else -1 for item in identities]
    return tuple(order), np.array(places, dtype=np.intp)


def _errors(entries: Sequence[Indicator]) -> dict[int, str]:
    """The places of those indicators that are standard errors of others, and whose."""
    ids = {entry.id for entry in entries}
    return {
        i: entry.id.removesuffix(ERROR)
        for i, entry in enumerate(entries)
        if entry.id.endswith(ERROR) and entry.id.removesuffix(ERROR) in ids
    }


def _sources(cells: Cells, roles: Roles, entries: Sequence[Indicator]) -> tuple[Places, tuple[str, ...]]:
    """The source of each value: its own where the table names one, else its indicator's."""
    own = [entry.source or "unnamed" for entry in entries]
    if roles.source is None:
        codes, names = pd.factorize(np.array(own, dtype=object))
        return codes[cells.indicator], tuple(map(str, names))
    named = texts(cells.raw.frame[roles.source])[cells.row]
    codes, names = pd.factorize(np.where(named == "", np.array(own, dtype=object)[cells.indicator], named))
    return codes, tuple(map(str, names))


def _error_table(
    cells: Cells, rows: np.ndarray, is_error: Mapping[int, str], units: Sequence[str], place: Places,
    entries: Sequence[Indicator], source: Places, sources: Sequence[str],
) -> pd.DataFrame:  # fmt: skip
    return pd.DataFrame(
        {
            "unit": [units[place[label]] for label in cells.label[rows]],
            "indicator": [is_error[code] for code in cells.indicator[rows].tolist()],
            "year": cells.year[rows].astype(int),
            "value": cells.value[rows],
            "source": [sources[code] for code in source[rows]],
        }
    )


def _names(cells: Cells, identities: Sequence[Identity], *, countries: bool) -> dict[str, str]:
    """Display name of each unit: of a country the usual one, else the name beside its code."""
    if countries:
        return {item.unit: display_name(item.unit) for item in identities if item.unit}
    names: dict[str, str] = {}
    for label, item in zip(cells.labels, identities, strict=True):
        if item.unit:
            names.setdefault(item.unit, label[-1] or item.unit)
    return names
