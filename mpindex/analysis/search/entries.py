"""What can be found: indicators, definitions, groupings and methods, each with its texts and what to do with it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from mpindex.analysis.search.words import tokens
from mpindex.catalogue import Indicator, catalogue
from mpindex.dataset.bundled import load
from mpindex.dataset.dataset import Dataset
from mpindex.grammar.library import every_definition
from mpindex.steps.registry import METHODS, STEPS, Method, load_plugins

KINDS = ("indicator", "definition", "grouping", "method")
#: What a word counts for by the text that it stands in.
WEIGHT = {"id": 5.0, "name": 5.0, "also": 4.0, "topic": 2.5, "question": 2.0, "notes": 1.0, "source": 0.5}
#: What the letters of a grouping stand for.
GROUPINGS = {
    "ASEAN": "Association of Southeast Asian Nations", "CAREC": "Central Asia Regional Economic Cooperation",
    "CICA": "Conference on Interaction and Confidence-Building Measures in Asia",
    "CIS": "Commonwealth of Independent States",
    "CSTO": "Collective Security Treaty Organization, military alliance", "EAEU": "Eurasian Economic Union",
    "ECO": "Economic Cooperation Organization", "EU": "European Union", "G20": "Group of Twenty", "G7": "Group of Seven",
    "Greater Central Asia": "Central Asia with its neighbours",
    "MIKTA": "Mexico, Indonesia, South Korea, Türkiye, Australia",
    "NATO": "North Atlantic Treaty Organization, military alliance",
    "OTS": "Organization of Turkic States", "P5": "Permanent members of the UN Security Council",
    "SCO": "Shanghai Cooperation Organisation", "region": "Continents of the UN (M49)",
    "subregion": "Sub-regions of the UN (M49)", "intermediate_region": "Intermediate regions of the UN (M49)",
}  # fmt: skip


@dataclass(frozen=True)
class Entry:
    """One thing that can be found.

    Attributes
    ----------
    kind, id, name : str
        One of `KINDS`, what it is called in code, and its name for people.
    use : str
        What to write in order to use it.
    texts : tuple of (str, str)
        Field and text; the fields are the keys of `WEIGHT`.
    """

    kind: str
    id: str
    name: str
    use: str
    texts: tuple[tuple[str, str], ...]

    @cached_property
    def stems(self) -> tuple[tuple[str, frozenset[str]], ...]:
        """The stems of each text, the texts that count most first."""
        ordered = sorted(self.texts, key=lambda pair: -WEIGHT[pair[0]])
        return tuple((field, frozenset(tokens(text))) for field, text in ordered)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every stem of every text."""
        return frozenset().union(*(stems for _, stems in self.stems))


def entries(dataset: Dataset | None) -> tuple[Entry, ...]:
    """Return everything that can be found; the indicators and groupings are those of `dataset`.

    Parameters
    ----------
    dataset : Dataset or None
        None: the catalogue, indicators of a user's own copy among them, and the bundled groupings.
    """
    if dataset is None:
        return _bundled()
    return (*map(_indicator, dataset.entries), *_definitions(), *_groupings(dataset), *_methods())


@cache
def _bundled() -> tuple[Entry, ...]:
    return (*map(_indicator, catalogue().values()), *_definitions(), *_groupings(load()), *_methods())


def _indicator(item: Indicator) -> Entry:
    known = catalogue().get(item.id)
    needs_copy = known is not None and not known.bundled and item == known
    use = f'read_source("{item.source}", folder)' if needs_copy else f'world["{item.id}"]'
    texts = (
        ("id", item.id),
        ("name", item.name),
        ("topic", f"{item.dimension} {item.ranking_domain} {item.unit}"),
        ("notes", item.notes),
        ("source", f"{item.source} {item.citation} {item.series}"),
    )
    return Entry("indicator", item.id, item.label, use, texts)


def _definitions() -> Iterator[Entry]:
    for item in every_definition():
        spec: dict[str, Any] = dict(getattr(item, "spec", {}))
        texts = (
            ("id", item.id),
            ("name", item.title),
            ("topic", f"{item.family} {item.fidelity} {' '.join(getattr(item, 'bands', ()))}"),
            ("question", item.question),
            ("notes", f"{spec.get('notes') or ''}"),
            ("source", " ".join(item.sources)),
        )
        yield Entry("definition", item.id, item.title, f'mp.definition("{item.id}")', texts)


def _groupings(dataset: Dataset) -> Iterator[Entry]:
    table = dataset.groups
    for grouping, rows in table.groupby("grouping", sort=True):
        groups = sorted(set(rows["group"]) - {grouping})
        name = GROUPINGS.get(str(grouping), str(grouping))
        if groups:
            name += f": {len(groups)} groups"
        use = f'parameters={{"region": "{grouping}"}}'
        texts = (
            ("id", str(grouping)),
            ("name", name),
            ("also", " ".join(groups)),
            ("topic", "grouping group members"),
        )
        yield Entry("grouping", str(grouping), name, use, texts)


def _methods() -> Iterator[Entry]:
    load_plugins()
    yield from (_method(item) for step in STEPS for item in METHODS[step].values())


def _method(item: Method) -> Entry:
    name = re.split(r"[,:;.] |[.`(]", item.summary)[0].strip()
    texts = (
        ("id", item.name),
        ("name", name),
        ("topic", f"{item.step} method step"),
        ("notes", f"{item.summary} {item.formula} {' '.join(item.keeps)}"),
        ("source", item.source),
    )
    return Entry("method", f"{item.step}: {item.name}", name, f"{item.step}: {item.name}", texts)
