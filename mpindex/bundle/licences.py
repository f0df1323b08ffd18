"""Writes `LICENSES.md` for people: which licence covers which series, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from mpindex.bundle.origins import LICENCES, ORIGINS, is_stated
from mpindex.bundle.tables import TABLES
from mpindex.catalogue import Indicator, catalogue


def licences() -> str:
    """Return LICENSES.md: which licence covers which series, and what it rests on.

    >>> "share-alike" in licences().lower()
    True
    """
    parts = [_INTRODUCTION.format(unstated=len(list(unstated())), bundled=len(bundled()))]
    for licence in LICENCES.values():
        sources = [name for name, origin in ORIGINS.items() if origin.licence == licence.name]
        parts.append(f"## {licence.title}\n\n`{licence.name}`, {licence.path}\n")
        parts.append("\n".join(_source_lines(name) for name in sources) + "\n")
    parts.append(_own_copies())
    return "\n".join(parts)


def bundled() -> list[Indicator]:
    """Return the indicators whose values may be passed on, in the catalogue's order."""
    return [entry for entry in catalogue().values() if entry.bundled]


def unstated() -> Iterator[str]:
    """Return the bundled indicators whose licence rests on the publisher's known terms.

    >>> "wgi_cc" in unstated(), "gdp" in unstated()
    (True, False)
    """
    return (entry.id for entry in bundled() if not is_stated(entry))


def _source_lines(name: str) -> str:
    origin = ORIGINS[name]
    lines = [f"- **{origin.title}** ({origin.version}), {origin.path}"]
    if origin.remark:
        lines.append(f"  {origin.remark}")
    entries = [entry for entry in bundled() if entry.source == name]
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
laid out by `python -m mpindex.bundle`; each keeps the licence of its source. Cite the publisher of every
figure that you use: `indicators/` gives the citation of each, and `definition.cite()` gathers them.

The V-Dem indices (vdem_polyarchy, vdem_libdem, vdem_egaldem and their standard errors) are share-alike:
tables built on them and passed on carry CC BY-SA 4.0. The Corruption Perceptions Index (cpi) may be passed
on with its values unmodified only. The Correlates of War and ATOP give their data for research. The others ask
for attribution at most.

Spellings of names, former states, the recalled part of the groupings, the collection of experts' lists and
the ledger of initiatives are this project's own work (MIT); the lists themselves are facts, and
`expert_lists.csv` cites who drew them up. The ledger marks what is recalled.

For {unstated} of the {bundled} bundled series the copy that was read carries no licence text, and what is said here rests
on the publisher's known terms. They are marked below.
"""
_OWN_COPIES = """\
## Not bundled

These publishers keep redistribution to themselves, or their terms are unclear. `mpindex.readers.read_source`
reads them from your own copy.

"""
