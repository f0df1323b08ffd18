"""What reading a table has to say, though nothing is wrong: what was taken for what, left out, and looks odd."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from mpindex.catalogue import Indicator, catalogue
from mpindex.dataset.frames import DIGITS_LOST, EXACT
from mpindex.dataset.lookalikes import lookalikes, shown
from mpindex.dataset.observations import ERROR
from mpindex.ingest.cells import MARK, texts
from mpindex.ingest.column_roles import Roles
from mpindex.ingest.headers import DIMENSIONS, plain
from mpindex.ingest.layout import Cells
from mpindex.ingest.metadata import Settings
from mpindex.ingest.units import Identity
from mpindex.ingest.years import span
from mpindex.units.countries import SHARED, gazetteer, key
from mpindex.units.statehood import beginnings
from mpindex.wording import first_few

KINDS = {
    True: "the units were read as countries (units='free' reads them as written)",
    False: "the units were read as written, not as countries (units='countries' resolves names and codes)",
}

_WHOLE = re.compile(r"[+-]?\d{1,300}\Z", re.ASCII)


def of_years(roles: Roles, dated: int | None) -> list[str]:
    """Where the years come from, unless from a column."""
    if dated is not None:
        return [f"the table has no column of years: its values count as {dated}"]
    if not roles.dated:
        return []
    return [f"the years stand in the headers: {span(roles.dated)}"]


def of_metadata(entries: Sequence[Indicator], given: Settings, *, told: bool) -> list[str]:
    """Of which indicators nothing is known, and of which the catalogue speaks.

    told : whether the table itself says in which direction each counts.
    """
    notes = []
    ids = [entry.id for entry in entries]
    by_id = {entry.id: entry for entry in entries}
    bare = [id for id in ids if id not in given and id not in catalogue() and not id.endswith(ERROR)]
    bare = [id for id in bare if by_id[id].direction == 1]
    if bare and not told:
        notes.append(f"without metadata, so more counts as more (direction 1): {_some(bare)}")
    known = [id for id in ids if id not in given and id in catalogue()]
    if known:
        notes.append(f"what the catalogue says of them was taken, their unit too: {_some(known)}")
    return notes


def of_marks(cells: Cells) -> list[str]:
    """How many cells say that nothing is known, and by which marks."""
    marked = np.flatnonzero(cells.state == MARK)
    if not len(marked):
        return []
    known = cells.raw.marks
    as_numbers = [place for place, header in enumerate(cells.raw.frame.columns) if header in known]
    others = marked[~np.isin(cells.column[marked], as_numbers)][:10_000]
    written = [mark for header in known for mark in known[header].written]
    marks = list(dict.fromkeys([*written, *(cells.text(int(place)) for place in others)]))
    count = "1 cell was" if len(marked) == 1 else f"{len(marked)} cells were"
    return [f"{count} read as missing: {', '.join(map(repr, marks[:12]))}"]


def of_digits(cells: Cells, entries: Sequence[Indicator]) -> list[str]:
    """Which indicators have whole numbers that differ in digits that no float keeps, and so count as equal."""
    places = np.flatnonzero(cells.numbers & (np.abs(cells.value) >= EXACT))
    names = []
    for code in dict.fromkeys(cells.indicator[places].tolist()):
        of_one = places[cells.indicator[places] == code]
        written = {int(text) for text in map(cells.text, of_one.tolist()) if _WHOLE.match(text)}
        if len({float(number) for number in written}) < len(written):
            names.append(entries[code].id)
    if not names:
        return []
    return [f"{_some(names)}: {DIGITS_LOST}"]


def of_units(cells: Cells, identities: Sequence[Identity]) -> list[str]:
    """Names that two states share, codes that are not known, and values of years before a state began."""
    notes = []
    names = gazetteer().names
    used = set(np.flatnonzero(np.bincount(cells.label)).tolist())
    for place in sorted(used):
        unit = identities[place].unit
        for text in cells.labels[place]:
            pair = SHARED.get(key(text))
            if (
                pair is not None
                and unit == pair[0]
                and not any(other == unit for other in cells.labels[place])
            ):
                other = pair[1]
                notes.append(f"{text} was read as {names[unit]} ({unit}); {names[other]} is {other}")
    by_name = [cells.labels[place] for place in sorted(used) if identities[place].by_name]
    if by_name:
        listed = "; ".join(f"{next(text for text in label if text)} ({label[-1]})" for label in by_name[:10])
        notes.append(f"codes that are not known, so the names were read: {listed}")
    return notes + _before_birth(cells, identities)


def _before_birth(cells: Cells, identities: Sequence[Identity]) -> list[str]:
    began = np.array([beginnings().get(identity.unit, 0) for identity in identities])
    early = cells.numbers & (cells.year < began[cells.label])
    if not early.any():
        return []
    units = list(dict.fromkeys(identities[label].unit for label in cells.label[early].tolist()))
    named = first_few([f"{unit} (began {beginnings()[unit]})" for unit in units], 8)
    count = int(early.sum())
    values = "1 value is" if count == 1 else f"{count:,} values are"
    return [f"{values} of years before the state began: {named}"]


def of_dimensions(cells: Cells, names: Sequence[str]) -> list[str]:
    """Dimensions of which a table holds several members for one indicator: figures of different kinds together."""
    notes = []
    for name in names:
        if plain(name) not in DIMENSIONS:
            continue
        members = texts(cells.raw.frame[name])[cells.row]
        table = pd.DataFrame({"id": cells.indicator, "member": members}).drop_duplicates()
        mixed = table.groupby("id", sort=False)["member"].agg(list)
        mixed = mixed[mixed.map(len) > 1]
        if len(mixed):
            listed = ", ".join(map(str, mixed.iloc[0][:6]))
            notes.append(
                f"figures that differ in {name} ({listed}) stand together: "
                f"choose={{{name!r}: {mixed.iloc[0][0]!r}}} keeps one kind"
            )
    return notes


def of_lookalikes(what: str, names: Sequence[str]) -> list[str]:
    """Which names look the same and are not, so that one thing may stand as two."""
    if all(name.isascii() and name == name.strip() for name in names):
        return []
    return [f"the {what} {shown(group)} look the same and are not" for group in lookalikes(names)]


def left_out(reasons: Mapping[str, Sequence[str]]) -> list[str]:
    """Which labels were left out, for each reason."""
    return [
        f"left out, {reason}: {_some(sorted(set(labels)), 30)}"
        for reason, labels in reasons.items()
        if labels
    ]


def _some(items: Sequence[str], most: int = 40) -> str:
    more = f" ... ({len(items)} in all)" if len(items) > most else ""
    return ", ".join(items[:most]) + more
