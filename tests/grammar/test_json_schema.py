"""weights/schema.json says to an editor what the grammar says to the library."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mpindex.errors import DefinitionError
from mpindex.grammar import TOP
from mpindex.grammar.descriptions import KEYS
from mpindex.grammar.json_schema import schema, text
from mpindex.grammar.library import definition
from mpindex.grammar.yamlfile import parse
from mpindex.steps.registry import METHODS

WEIGHTS = Path(__file__).resolve().parents[2] / "weights"

jsonschema = pytest.importorskip("jsonschema")


def allows(spec: object) -> bool:
    return bool(jsonschema.Draft202012Validator(schema()).is_valid(spec))


def test_the_file_is_what_the_code_makes():
    made = (WEIGHTS / "schema.json").read_text(encoding="utf-8")
    assert made == text(), "python -m mpindex.grammar.json_schema > weights/schema.json"


def test_it_is_a_valid_schema():
    jsonschema.Draft202012Validator.check_schema(json.loads(text()))


def test_it_knows_every_key_of_the_grammar_and_tells_of_each():
    assert set(schema()["properties"]) == set(TOP)
    assert set(TOP) <= KEYS.keys()


@pytest.mark.parametrize("file", sorted(WEIGHTS.glob("*.yaml")), ids=lambda file: file.stem)
def test_every_bundled_definition_is_allowed(file):
    spec, _ = parse(file.read_text(encoding="utf-8"), file.name)
    faults = [fault.message for fault in jsonschema.Draft202012Validator(schema()).iter_errors(spec)]
    assert not faults


@pytest.mark.parametrize("step", ["impute", "treat", "normalise", "weigh", "aggregate"])
def test_every_method_is_allowed_by_name(step):
    for name in METHODS[step]:
        assert allows({"id": "mine", step: name, "tree": {"gdp": 1}})


WRONG = {
    "unknown key": {"id": "mine", "tree": {"gdp": 1}, "aggregat": "median"},
    "unknown method": {"id": "mine", "normalise": "minmaxx", "tree": {"gdp": 1}},
    "unknown parameter": {"id": "mine", "normalise": {"minmax": [0, 1], "lo": 1}, "tree": {"gdp": 1}},
    "no tree": {"id": "mine"},
    "no id": {"tree": {"gdp": 1}},
    "empty tree": {"id": "mine", "tree": {}},
    "negative weight": {"id": "mine", "tree": {"gdp": -1}},
    "weight in words": {"id": "mine", "tree": {"gdp": "much"}},
    "unknown key of a leaf": {"id": "mine", "tree": {"gdp": {"wieght": 2}}},
    "unknown key of a dimension": {"id": "mine", "tree": {"economy": {"off": {"gdp": 1}}}},
    "direction": {"id": "mine", "direction": 2, "tree": {"gdp": 1}},
    "missing rule": {"id": "mine", "missing": "ignore", "tree": {"gdp": 1}},
    "family": {"id": "mine", "family": "power", "tree": {"gdp": 1}},
    "unknown verb": {"id": "mine", "derive": {"x": {"ration": ["gdp", "population"]}}, "tree": {"x": 1}},
    "one input too few": {"id": "mine", "derive": {"x": {"ratio": ["gdp"]}}, "tree": {"x": 1}},
    "bands without order": {"id": "mine", "tree": {"gdp": 1}, "bands": {"great": {"rank": [1, 5]}}},
    "condition": {"id": "mine", "tree": {"gdp": 1}, "bands": [{"great": {"rank": {"minimum": 1}}}]},
}


@pytest.mark.parametrize("spec", WRONG.values(), ids=WRONG)
def test_what_the_grammar_refuses_an_editor_marks(spec):
    with pytest.raises(DefinitionError):
        definition(spec)
    assert not allows(spec)


RIGHT = {
    "weights alone": {"id": "mine", "tree": {"gdp": 1, "population": 0.5}},
    "a chain": {"id": "mine", "normalise": ["log_share", {"minmax": [0, 1]}], "tree": {"gdp": 1}},
    "settings at every level": {
        "id": "mine", "tree": {"economy": {"aggregate": {"power_mean": 2}, "then": "share", "weight": 2,
                                           "of": {"gdp": {"per": "population", "direction": -1}}}}},
    "a parameter": {"id": "mine", "parameters": {"region": "SCO"}, "normalise": {"share": "$region"},
                    "derive": {"ahead": {"lead": "gdp", "among": "$region"}}, "tree": {"gdp": 1, "ahead": 1}},
    "a change of another": {"extends": "wood", "weights": {"gdp": 2}},
    "bands": {"id": "mine", "tree": {"gdp": 1}, "bands": [
        {"great": {"rank": [1, 5], "breaks": {"classes": 3, "log": True, "class": 1}}},
        {"middle": {"score": {"min": {"quantile": 0.25, "of": {"lists": "verified", "at_least": 3}}}}},
        {"small": None}]},
}  # fmt: skip


@pytest.mark.parametrize("spec", RIGHT.values(), ids=RIGHT)
def test_what_the_grammar_takes_an_editor_leaves_alone(spec):
    definition(spec)
    assert allows(spec)


def test_the_order_in_which_methods_were_registered_does_not_matter(monkeypatch: pytest.MonkeyPatch):
    before = text()
    turned = dict(reversed(METHODS["normalise"].items()))
    monkeypatch.setitem(METHODS, "normalise", turned)
    assert text() == before
