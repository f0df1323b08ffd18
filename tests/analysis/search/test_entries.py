"""Everything that can be found stands in the entries, with what to write next, and what is written works."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.search.entries import GROUPINGS, KINDS, WEIGHT, entries
from mpindex.catalogue import catalogue
from mpindex.steps.registry import METHODS


def by_kind(kind: str, dataset=None) -> dict:
    return {entry.id: entry for entry in entries(dataset) if entry.kind == kind}


def test_nothing_of_the_library_is_left_out():
    assert set(by_kind("indicator")) == set(catalogue())
    assert set(by_kind("definition")) == set(mp.definitions(unit=None).index)
    assert set(by_kind("grouping")) == set(mp.load().groups["grouping"])
    assert set(by_kind("method")) == {f"{step}: {name}" for step, known in METHODS.items() for name in known}
    assert {entry.kind for entry in entries(None)} == set(KINDS)


def test_every_field_has_a_weight():
    assert {field for entry in entries(None) for field, _ in entry.texts} <= set(WEIGHT)


def test_the_letters_of_every_grouping_are_spelled_out():
    assert set(mp.load().groups["grouping"]) == set(GROUPINGS)


def test_a_users_own_indicators_are_looked_through():
    frame = pd.DataFrame({"rents": [1.0, 2.0]}, index=["Aster", "Birch"])
    own = mp.Dataset.from_frame(frame, metadata={"rents": {"name": "Rents of flats"}})
    assert list(by_kind("indicator", own)) == ["rents"]
    assert by_kind("grouping", own) == {}


@pytest.mark.parametrize("kind", ["indicator", "definition"])
def test_what_is_to_be_written_works(kind):
    for entry in by_kind(kind).values():
        if not entry.use.startswith("read_source"):
            assert eval(entry.use, {"mp": mp, "world": mp.load()}) is not None


def test_figures_that_are_not_bundled_say_where_they_come_from():
    kept = [entry for entry in by_kind("indicator").values() if entry.use.startswith("read_source")]
    assert {entry.id for entry in kept} == {item.id for item in catalogue().values() if not item.bundled}


def test_every_text_by_which_an_entry_is_found_stands_under_its_field():
    """By the catalogue, the definition's file and the registry: who looks for a source finds what is from it."""
    milex, item = dict(by_kind("indicator")["milex"].texts), catalogue()["milex"]
    assert milex == {
        "id": "milex", "name": item.name, "topic": f"{item.dimension} {item.ranking_domain} {item.unit}",
        "notes": item.notes, "source": f"{item.source} {item.citation} {item.series}",
    }  # fmt: skip
    wood, definition = dict(by_kind("definition")["wood"].texts), mp.definition("wood")
    assert wood["question"] == definition.question and wood["source"] == " ".join(definition.sources)
    assert wood["topic"] == f"{definition.family} {definition.fidelity} {' '.join(definition.bands)}"
    assert wood["notes"] == (definition.spec.get("notes") or "")
    method, known = dict(by_kind("method")["normalise: minmax"].texts), METHODS["normalise"]["minmax"]
    assert method["topic"] == "normalise method step" and method["source"] == known.source
    assert method["notes"] == f"{known.summary} {known.formula} {' '.join(known.keeps)}"


def test_a_grouping_is_called_by_its_full_name_with_its_groups():
    table = mp.load().groups
    for entry in by_kind("grouping").values():
        groups = sorted(set(table.loc[table["grouping"] == entry.id, "group"]) - {entry.id})
        assert entry.name == GROUPINGS[entry.id] + (f": {len(groups)} groups" if groups else "")
        assert entry.use == f'parameters={{"region": "{entry.id}"}}'
        assert dict(entry.texts)["also"] == " ".join(groups)
