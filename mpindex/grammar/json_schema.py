"""Makes weights/schema.json, with which an editor completes and checks definitions: the grammar as a JSON Schema.

``python -m mpindex.grammar.json_schema > weights/schema.json`` writes it anew after a change of the grammar or of a method.
It is a little wider than the grammar (references between ids are left to `mpindex check`), never narrower.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from mpindex import grammar as g
from mpindex.grammar import bands, descriptions, kinds, option_descriptions
from mpindex.steps.registry import INVARIANTS, METHODS, Method

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
NUMBER: Schema = {"type": "number"}
NAMES: Schema = {"type": "array", "items": TEXT, "minItems": 1}
NAME_OR_NAMES: Schema = {"anyOf": [TEXT, NAMES]}
PAIR: Schema = {"type": "array", "items": NUMBER, "minItems": 2, "maxItems": 2}
WHOLE: Schema = {"type": "integer", "minimum": 1}
#: A value that a parameter of the definition fills in.
PARAMETER: Schema = {"type": "string", "pattern": "^\\$"}

_BOUND: Schema = {
    "anyOf": [NUMBER, {"type": "object", "required": ["of"]}, {"type": "object", "required": ["quantile"]}]
}
_KINDS: list[tuple[kinds.Kind, Schema]] = [
    (kinds.WHOLE, WHOLE),
    (kinds.NUMBER, NUMBER),
    (kinds.FLAG, {"type": "boolean"}),
    (kinds.TEXT, TEXT),
    (kinds.GROUP, NAME_OR_NAMES),
    (kinds.SHARE, {"type": "number", "exclusiveMinimum": 0, "maximum": 1}),
    (kinds.CLASSES, {"anyOf": [WHOLE, {"type": "array", "items": WHOLE, "minItems": 1}]}),
    (kinds.PAIR, PAIR),
    (kinds.BOUND, _BOUND),
    (kinds.LABEL, {"anyOf": [TEXT, NAMES, NUMBER]}),
]


def schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) of a definition."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A definition of power (mpindex)",
        **_object({key: _top().get(key, True) for key in g.TOP}),
        "anyOf": [{"required": ["id", "tree"]}, {"required": ["extends"]}],
        "$defs": {
            **{
                step: _step(step) for step in ("impute", "screen", "treat", "normalise", "weigh", "aggregate")
            },
            **_settings(),
            "tree": {"type": "object", "minProperties": 1, "additionalProperties": _ref("element")},
            "element": {"anyOf": [_ref("weight"), _leaf(), _node(), {"type": "null"}]},
            "weight": {"anyOf": [{"type": "number", "minimum": 0}, PARAMETER]},
            "verb": {"anyOf": [_verb(verb, axis) for verb, axes in g.VERBS.items() for axis in axes]},
            "conditions": _conditions(),
        },
    }


def _top() -> Schema:
    mapping: Schema = {"type": "object"}
    return {
        **dict.fromkeys(g.TEXTS, TEXT),
        **{key: _ref(key) for key in g.SETTINGS},
        "family": {"enum": list(g.FAMILIES)},
        "fidelity": _described(descriptions.FIDELITIES),
        "best": _described(descriptions.BEST),
        "sources": {"anyOf": [TEXT, {"type": "array", "items": TEXT}]},
        "derive": {"type": "object", "additionalProperties": _ref("verb")},
        "screen": _ref("screen"),
        "tree": _ref("tree"),
        "then": {"anyOf": [_ref("normalise"), {"type": "null"}]},
        "bands": {"type": "array", "items": _one_key(_ref("conditions"))},
        "tiers": {"type": "object", "additionalProperties": {"enum": [*g.TIERS, g.MIDDLE_OF_PACK]}},
        "great_powers": _described(descriptions.GREAT_POWERS),
        "original_weight": NUMBER,
        "imitates": _imitates(),
        "keeps": {"type": "array", "items": _described(INVARIANTS)},
        "uncertainty": {**mapping, "properties": _uncertainty()},
        **dict.fromkeys(("parameters", "chains", "report", "weights"), mapping),
    }


def _imitates() -> Schema:
    places: Schema = {"type": "object", "additionalProperties": WHOLE}
    kinds_of = {"year": WHOLE, "places": places, "members": NAMES}
    texts = descriptions.IMITATES
    known = {key: {"description": texts[key], **kinds_of.get(key, TEXT)} for key in g.IMITATES}
    return _object(known, ["model"])


def _uncertainty() -> Schema:
    """The entries that are no path; what each may be is said in words, and left to `mpindex check`."""
    names = ("weights", "leave_one_out", "noise")
    lines = {
        name: [
            f"{key}: {text}" for key, text in option_descriptions.UNCERTAINTY.items() if key.startswith(name)
        ]
        for name in names
    }
    return {name: {"description": " ".join(texts)} for name, texts in lines.items()}


def _settings() -> Schema:
    exclude = {"type": "number", "exclusiveMinimum": 0, "maximum": 1}
    texts = descriptions.LEARN
    learn = [
        {"description": texts["year"], **_object({"year": True}, ["year"])},
        {"description": texts["among"], **_object({"among": NAME_OR_NAMES}, ["among"])},
    ]
    source = [_described({name: texts[name] for name in ("own", "panel")}), PARAMETER, *learn]
    per = _object({"indicator": TEXT, "factor": NUMBER}, ["indicator"])
    return {
        "per": {"anyOf": [TEXT, {"type": "null"}, per]},
        "learn": {"anyOf": [*source, _object({step: {"anyOf": source} for step in g.LEARNING}, [])]},
        "direction": {"anyOf": [{"enum": [1, -1]}, PARAMETER]},
        "missing": {
            "anyOf": [
                _described({rule: descriptions.MISSING[rule] for rule in g.MISSING_RULES}),
                PARAMETER,
                _object({"exclude": exclude}, ["exclude"]),
            ]
        },
    }


def _leaf() -> Schema:
    flags = {"optional": {"type": "boolean"}, "not": {"type": "boolean"}}
    properties = {"weight": _ref("weight"), "indicator": TEXT, "title": TEXT, **flags}
    return _object({**properties, **{key: _ref(key) for key in g.SETTINGS}})


def _node() -> Schema:
    properties = {"weight": _ref("weight"), "of": _ref("tree"), "title": TEXT, "then": _top()["then"]}
    properties["not"] = {"type": "boolean"}
    return _object({**properties, **{key: _ref(key) for key in g.SETTINGS}}, ["of"])


def _step(step: str) -> Schema:
    """A method by name, or by name with its parameters; a list of normalisations is a chain."""
    methods = dict(sorted(METHODS[step].items()))  # in whatever order their modules were imported
    calls = [_described({name: method.summary for name, method in methods.items()}), PARAMETER]
    calls += [_call(method) for method in methods.values()]
    if step in ("impute", "screen", "treat", "normalise"):
        calls.append({"type": "null"})
    if step == "normalise":
        calls.append({"type": "array", "items": _ref("normalise"), "minItems": 1})
    return {"anyOf": calls}


def _call(method: Method) -> Schema:
    options = sorted(method.parameters | ({"among"} if "members" in method.context else set()))
    known = {method.name: True, **{name: NAME_OR_NAMES if name == "among" else True for name in options}}
    return {"description": method.summary, **_object(known, [method.name])}


def _verb(verb: str, axis: str) -> Schema:
    (least, most), allowed, required = g.VERBS[verb][axis]
    inputs: Schema = {"type": "array", "items": TEXT, "minItems": least, "maxItems": most}
    known = {verb: inputs if least > 1 else {"anyOf": [TEXT, inputs]}}
    options = {
        name: {
            "description": option_descriptions.DERIVE_OPTIONS[name],
            "anyOf": [_kind(g.OPTIONS[name]), PARAMETER],
        }
        for name in sorted(allowed)
    }
    method = METHODS["derive"].get("partner_share" if (verb, axis) == ("share", "partners") else verb)
    return {
        **({"description": method.summary} if method else {}),
        **_object({**known, **options}, [verb, *sorted(required)]),
    }


def _conditions() -> Schema:
    tests = _object(_with_texts(bands.TESTS, option_descriptions.TESTS))
    number: Schema = {"anyOf": [PAIR, TEXT, {**tests, "minProperties": 1}]}
    leaves = _object({"within": PAIR, "at_least": {"anyOf": [NUMBER, TEXT]}}, ["within", "at_least"])
    cuts = {
        name: _object(_with_texts(options, option_descriptions.CUT_OPTIONS))
        for name, options in g.CUTS.items()
    }
    known = {
        name: {
            "description": option_descriptions.QUANTITIES[name],
            **cuts.get(name, leaves if name == "leaves" else number),
        }
        for name in g.QUANTITIES
    }
    return {
        "anyOf": [{"type": "null"}, {"type": "object", "properties": known, "additionalProperties": number}]
    }


def _with_texts(options: Mapping[str, kinds.Kind], texts: Mapping[str, str]) -> Schema:
    """Options, each of its kind and with what is said of it."""
    return {name: {"description": texts[name], **_kind(kind)} for name, kind in options.items()}


def _kind(kind: kinds.Kind) -> Schema:
    return next(schema for known, schema in _KINDS if known is kind)


def _object(properties: Schema, required: list[str] | None = None) -> Schema:
    described = {key: _with_description(key, value) for key, value in properties.items()}
    schema: Schema = {"type": "object", "properties": described, "additionalProperties": False}
    return {**schema, "required": required} if required else schema


def _with_description(key: str, value: Any) -> Any:
    text = descriptions.KEYS.get(key)
    if text is None:
        return value
    return {"description": text, **(value if isinstance(value, dict) else {})}


def _one_key(value: Schema) -> Schema:
    return {"type": "object", "minProperties": 1, "maxProperties": 1, "additionalProperties": value}


def _described(names: dict[str, str]) -> Schema:
    """One of some names, each with what an editor says of it."""
    return {"anyOf": [{"const": name, "description": text} for name, text in names.items()]}


def _ref(name: str) -> Schema:
    return {"$ref": f"#/$defs/{name}"}


def text() -> str:
    """Return the schema as the file has it."""
    return json.dumps(schema(), indent=1, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    import sys

    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.write(text())
