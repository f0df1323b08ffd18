"""How to make the page again, and what it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mpindex.answers.record import DIGITS, Material, Record
from mpindex.grammar.library import HEADLINES
from mpindex.pages.study import Study


@dataclass(frozen=True)
class Again:
    """How a page is made again.

    Attributes
    ----------
    python, command : str
        The calls; no command where it needs what the command line cannot name.
    facts : list of (str, str)
        Version, data, seed, draws, year.
    """

    python: str
    command: str
    facts: Sequence[tuple[str, str]]


def again(study: Study, units: Sequence[str]) -> Again:
    """Return how a report is made again.

    Parameters
    ----------
    study : Study
        The definitions on their data.
    units : sequence of str
        Codes.
    """
    from mpindex import __version__

    year = study.dataset.year
    ids, usual = list(study.indexes), tuple(study.indexes) == tuple(HEADLINES)
    given = f"{units[0]!r}" if len(units) == 1 else f"{list(units)!r}"
    options = ["" if usual else f"{ids!r}", "dataset=data" if study.own else ""]
    options += [f"year={year}" if year else "", f"draws={study.draws}", f"seed={study.seed}"]
    python = f"mp.report({', '.join([given, *filter(None, options), 'path=' + repr('report.html')])})"
    words = ["mpindex report", *map(_quoted, units), f"--year {year}" if year else ""]
    words += [f"--draws {study.draws} --seed {study.seed}"]
    command = " ".join(filter(None, words)) if usual and not study.own else ""
    facts = [
        ("version", f"mpindex {__version__}"), ("bundled data", study.data),
        ("figures", f"as of {year}" if year else f"the newest, of {study.dataset.reference_year} or before"),
        *Record.of(Material.of(study.dataset, study.indexes), "").lines()[3:],
        ("digest of the figures", study.dataset.digest[:DIGITS]),
        ("draws of each definition", f"{study.draws:,}"), ("seed", str(study.seed)),
    ]  # fmt: skip
    return Again(python, command, facts)


def _quoted(text: str) -> str:
    from shlex import quote

    return quote(text)


def references(study: Study) -> list[tuple[str, list[str]]]:
    """Return what each definition rests on, then the sources of all figures: a heading and its entries each."""
    parts = [
        (index.definition.title, list(getattr(index.definition, "sources", ())))
        for index in study.indexes.values()
    ]
    names = dict.fromkeys(name for index in study.indexes.values() for name in _indicators(index.definition))
    return [(title, entries) for title, entries in [*parts, ("Figures", _citations(study, names))] if entries]


def _indicators(definition: object) -> Iterable[str]:
    return getattr(definition, "indicators", ())


def _citations(study: Study, names: Iterable[str]) -> list[str]:
    """Each source once, with the figures that come from it and their licence."""
    by_source: dict[str, list[str]] = {}
    for name in names:
        if name not in study.dataset.indicators:
            continue
        entry = study.dataset.indicator(name)
        source = entry.citation or entry.source or "no source given"
        licence = f" [{entry.licence}]" if entry.licence else ""
        by_source.setdefault(f"{source}{licence}", []).append(entry.label)
    return [f"{', '.join(labels)}: {source}" for source, labels in by_source.items()]
