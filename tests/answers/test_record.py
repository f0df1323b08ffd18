"""A record says what a result was made with; two that are equal give the same result, and what differs is said."""

from __future__ import annotations

import json

import pandas as pd
import pytest

import mpindex as mp
from mpindex.answers.record import Material, Record
from mpindex.resources import bundled_hash

TREE = {"id": "mine", "title": "Größe", "tree": {"a": 1, "b": 1}}


def made(value: float = 4.0, **changes) -> mp.Index:
    frame = pd.DataFrame({"a": [1.0, 2.0, value], "b": [3.0, 0.1, 1.0]}, index=list("XYZ"))
    return mp.definition({**TREE, **changes}).apply(mp.Dataset.from_frame(frame))


def test_it_holds_versions_figures_and_the_whole_text_of_the_definition():
    record = made().record
    assert record["mpindex"] == mp.__version__ and record["bundled"] == bundled_hash()
    assert record["data"] == {"digest": made().dataset.digest, "year": None, "units": 3, "indicators": 2}
    assert mp.definition(made().definition.spec).to_yaml() == record["definitions"]["mine"]
    assert record["draws"] is None and record["seed"] is None


def test_draws_seed_and_parameters_are_there_where_there_are_any():
    record = mp.verdict("KAZ", ["wood", "cinc"], draws=20, seed=3).record
    assert (record["draws"], record["seed"]) == (20, 3)
    assert list(record["definitions"]) == ["wood", "cinc"]
    near = mp.definition("cornell").apply(parameters={"region": "nearest_10"})
    assert near.record["parameters"] == {"cornell": {"region": "nearest_10"}}
    assert "region='nearest_10'" in str(near.record)


def test_equal_inputs_give_equal_records_and_others_say_what_differs():
    assert made().record == made().record and hash(made().record) == hash(made().record)
    assert made().record.differences(made().record) == []
    (figures,) = made().record.differences(made(5.0).record)
    assert figures.startswith(f"data: {made().dataset.digest[:12]} as of the newest here")
    assert made().record.differences(made(tree={"a": 2, "b": 1}).record) == ["definition mine differs"]
    assert made().record.differences(made(id="other").record) == [
        "definition mine differs", "definition other differs",
    ]  # fmt: skip


@pytest.mark.parametrize("line", ["version", "bundled data", "figures", "definition mine"])
def test_it_prints_a_line_for_each_fact(line):
    assert any(row.startswith(line) for row in str(made().record).splitlines())


def test_it_is_written_and_read_as_json(tmp_path):
    record = made().record
    path = record.save(tmp_path / "record.json")
    assert Record(json.loads(path.read_text(encoding="utf-8"))) == record


def test_a_definition_in_python_is_named_by_where_it_is_written():
    class Mine:
        """A definition that is no file."""

    assert Record.of(Material(definitions={"x": Mine()}), "mine")["definitions"]["x"].endswith("Mine")


def test_tables_that_were_given_beside_the_data_are_told_apart_by_their_digests():
    sets = pd.DataFrame({"rich": [0.9, 0.8, 0.2], "large": [0.9, 0.1, 0.8]}, index=["USA", "NOR", "IND"])
    known = pd.Series([0.8, 0.2, 0.3], index=sets.index, name="known")
    record = mp.set_relations(sets, known).record
    assert not record["definitions"] and set(record["tables"]) == {"sets", "outcome"}
    other = mp.set_relations(sets, known.replace(0.2, 0.4)).record
    assert record["tables"]["sets"] == other["tables"]["sets"]
    assert record["tables"]["outcome"] != other["tables"]["outcome"]
    assert any(row.startswith("table sets") for row in str(record).splitlines())
