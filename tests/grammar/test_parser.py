# ruff: noqa: E501
"""The whole file: every fault at once with file and line, and nothing else ever comes out of garbage."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import mpindex as mp
from mpindex.errors import DefinitionError, MpindexError
from mpindex.grammar import SETTINGS, TOP, VERBS
from mpindex.grammar.yamlfile import dump, parse
from mpindex.steps.registry import METHODS

TREE = "tree: {gdp: 1}\n"

#: text of a file after its id -> (line, words of the message)
FAULTS = {
    "unknown key": ("normalised: minmax\n" + TREE, 2, "unknown key 'normalised' in a definition. Did you mean 'normalise'? Known: aggregate, bands, …"),
    "unknown key of an indicator": ("tree:\n  gdp:\n    wieght: 2\n", 4, "unknown key 'wieght' in indicator 'gdp'. Did you mean 'weight'? Known: aggregate, direction, …"),
    "unknown key of a dimension": ("tree:\n  a:\n    of: {gdp: 1}\n    agregate: median\n", 5, "unknown key 'agregate' in dimension 'a'. Did you mean 'aggregate'? Known: aggregate, direction, …"),
    "unknown method then": ("then: shre\n" + TREE, 2, "unknown normalise method 'shre'. Did you mean 'share'? Known: above_below_mean, ampi, …"),
    "negative weight": ("tree: {gdp: 1, population: -1}\n", 2, "the weight of 'population' is -1; a weight cannot be negative (to turn it round: direction: -1)"),
    "weight that is not a number": ("tree: {gdp: .nan}\n", 2, "the weight of 'gdp' must be a finite number, at most 1e+300, not nan"),
    "infinite weight": ("tree: {gdp: .inf}\n", 2, "the weight of 'gdp' must be a finite number, at most 1e+300, not inf"),
    "weight beyond every use": ("tree: {gdp: 1e301}\n", 2, "the weight of 'gdp' must be a finite number, at most 1e+300, not 1e+301"),
    "number beyond every float": ("tree: {gdp: 1e999}\n", 2, "1e999 is too large a number; for no limit write .inf"),
    "tag": ("tree: !!python/name:os.system {gdp: 1}\n", 2, "tags (!!python/name:os.system) are not allowed; quotes make a text of a number"),
    "number made a text by a tag": ("title: !!str 5\n" + TREE, 2, "tags (!!str) are not allowed; quotes make a text of a number"),
    "command of a terminal": ('title: "red \\e[31m"\n' + TREE, 2, r"the control character '\x1b' stands in 'red \x1b[31m'; take it out"),
    "rule of classes that is not there": (TREE + "bands: [{a: {kmeans: {class: 1}}}]\n", 3, "there is no rule 'kmeans' that makes classes of scores. Rules: breaks, cumulative_share, …"),
    "rule without its class": (TREE + "bands: [{a: {natural_breaks: {classes: 3}}}]\n", 3, "'natural_breaks' says which class is meant, as in  natural_breaks: {class: 1}"),
    "report optional in words": ("derive: {lead: {lead: gdp}}\nreport: {lead: {optional: maybe}}\n" + TREE, 3, "'optional' must be true or false, not 'maybe'"),
    "weight as text": ("tree: {gdp: one}\n", 2, "the weight of 'gdp' must be a number, not 'one'"),
    "weight as truth": ("tree: {gdp: true}\n", 2, "the weight of 'gdp' must be a number, not True"),
    "all weights zero": ("tree:\n  a: {of: {gdp: 0, population: 0}}\n", 3, "all weights are zero; at least one must be positive"),
    "empty tree": ("tree: {}\n", 2, "must be a mapping of at least one indicator or dimension to its weight or settings"),
    "empty dimension": ("tree: {a: {of: {}}}\n", 2, "must be a mapping of at least one indicator or dimension to its weight or settings"),
    "tree as a list": ("tree: [gdp]\n", 2, "must be a mapping of at least one indicator or dimension to its weight or settings"),
    "an id twice": ("tree:\n  gdp: 1\n  a:\n    of:\n      gdp: 1\n", 6, "'gdp' stands in the tree (or is the definition's id) already; give one of them another name and say  indicator: gdp"),
    "the definition's own id": ("tree:\n  x: 1\n", 3, "'x' stands in the tree (or is the definition's id) already; give one of them another name and say  indicator: x"),
    "family": ("family: regionl\n" + TREE, 2, "family must be one of capability, behavioural, regional, rankings, development, other; not 'regionl'. Did you mean 'regional'?"),
    "fidelity": ("fidelity: replika\n" + TREE, 2, "fidelity must be one of replica, style, own; not 'replika'. Did you mean 'replica'?"),
    "title": ("title: [a]\n" + TREE, 2, "'title' must be text"),
    "sources": ("sources: 5\n" + TREE, 2, "'sources' must be a list of texts, not 5"),
    "keeps": ("keeps: [scael]\n" + TREE, 2, "unknown invariant 'scael'. Did you mean 'scale'? Known: permutation, scale, …"),
    "uncertainty": ("uncertainty: [missing]\n" + TREE, 2, "'uncertainty' must be a mapping, not ['missing']"),
    "report": ("derive: {lead: {lead: gdp}}\nreport: {laed: x}\n" + TREE, 3, "'laed' is not under derive:. Did you mean 'lead'?"),
    "zero where low is best": ("best: low\nmissing: zero\n" + TREE, 2, "where the lowest score is best, missing: zero would put whoever lacks data at the top"),
    "no tree": ("title: nothing\n", None, "'tree' is missing: say which indicators count, as in  tree: {gdp: 1, population: 1}"),
    "an unknown parameter of the file": ("normalise: $scale\n" + TREE, 2, "unknown parameter '$scale'."),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_file_line_and_remedy(name: str, named_at: Callable[..., None]):
    named_at(*FAULTS[name])


def test_a_definition_needs_an_id(faults: Callable[[str], list[str]]):
    assert "'id' is missing" in faults(TREE)[0]
    assert "is not an id" in faults("id: 5 things\n" + TREE)[0]
    assert "at most 100 letters" in faults(f"id: {'a' * 101}\n" + TREE)[0]


def test_all_faults_come_at_once_each_with_its_line(faults: Callable[[str], list[str]]):
    text = (
        "id: x\nnormalised: minmax\naggregate: arithmatic\nmissing: zeor\ntree:\n  gdp: -1\n  a:\n    of: {}\n"
        "bands:\n  - great: {score: {mni: 1}}\n"
    )
    found = faults(text)
    assert [line.split("mine.yaml:")[1].split(":")[0] for line in sorted(found)] == [
        "10",
        "2",
        "3",
        "4",
        "6",
        "8",
    ]


# garbage ------------------------------------------------------------------------

WORDS = st.sampled_from(
    [
        *TOP, *SETTINGS, *VERBS, *METHODS["normalise"], *METHODS["aggregate"], *METHODS["weigh"], "of", "weight", "indicator",
        "gdp", "a", "b", "score", "rank", "leaves", "min", "max", "within", "at_least", "50%", "breaks", "gap", "class",
        "classes", "quantile", "among", "partners", "years", "exclude", "lists", "$p", "p", "world", "neighbours", "x.yaml",
    ]
) | st.text(max_size=4)  # fmt: skip


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | WORDS


JUNK = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


GOOD = {
    "tree": {"gdp": 1, "a": {"of": {"b": 2, "c": 1}}},
    "derive": {"b": {"ratio": ["gdp", "c"]}},
    "bands": [{"great": {"rank": [1, 2], "a": {"min": 0.5}}}, {"small": {}}],
    "parameters": {"p": 1},
    "missing": "available",
}


@settings(
    max_examples=4 * settings().max_examples, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
@given(st.dictionaries(st.sampled_from(TOP), JUNK, max_size=4), st.booleans())
@example({"parameters": [1]}, True)
@example({"sources": 5}, True)
@example({"per": {"indicator": "a", "factor": "x"}}, True)
def test_garbage_gives_a_definition_error_and_nothing_else(junk: dict, based: bool):
    spec = {"id": "x", **(GOOD if based else {}), **junk}
    try:
        one = mp.definition(spec)
    except DefinitionError as fault:
        assert str(fault)
    else:
        assert mp.definition(parse(dump(one.spec), "x")[0]) == one or "nan" in repr(one.spec)
        assert isinstance(repr(one), str)
        assert isinstance(one.indicators, tuple)
        assert isinstance(one.cite(), str)


@settings(max_examples=3 * settings().max_examples, deadline=None)
@given(st.sampled_from(sorted(SETTINGS)), JUNK, st.sampled_from(["root", "a", "b"]))
def test_garbage_in_a_setting_ends_in_an_error_of_the_library_or_in_a_result(
    key: str, junk: object, where: str
):
    import numpy as np
    import pandas as pd

    frame = pd.DataFrame(
        {"gdp": [1.0, 2.0, 4.0], "b": [3.0, np.nan, 1.0], "c": [1.0, 0.0, 2.0]}, index=["P", "Q", "R"]
    )
    spec: dict = {"id": "x", "tree": {"gdp": 1, "a": {"of": {"b": {"weight": 2}, "c": 1}}}}
    target = spec if where == "root" else spec["tree"]["a"] if where == "a" else spec["tree"]["a"]["of"]["b"]
    target[key] = junk
    try:
        index = mp.definition(spec).apply(mp.Dataset.from_frame(frame))
        assert not np.isinf(index.scores).any()
        assert index.table is not None
        assert index.notes is not None
    except MpindexError as fault:
        assert str(fault)


@st.composite
def calls(draw: st.DrawFn) -> tuple[str, dict]:
    """A known method with known parameters and any values."""
    step = draw(st.sampled_from(["screen", "impute", "treat", "normalise", "aggregate", "weigh"]))
    method = METHODS[step][draw(st.sampled_from(sorted(METHODS[step])))]
    names = sorted(method.parameters | ({"among"} if "members" in method.context else set()))
    values = st.sampled_from(
        [None, True, -1, 0, 0.5, 2, 100, "a", "P", [], [1, 2], ["P", "Q"], [[1, 2], [3, 4]], {"a": 1}]
    )
    return step, {method.name: {name: draw(values) for name in names if draw(st.booleans())}}


@settings(max_examples=6 * settings().max_examples, deadline=None)
@given(calls())
def test_wrong_values_of_parameters_end_in_an_error_of_the_library_or_in_a_result(call: tuple[str, dict]):
    import numpy as np
    import pandas as pd

    frame = pd.DataFrame(
        {"gdp": [1.0, 2.0, 4.0, 9.0], "b": [3.0, np.nan, 1.0, 2.0], "c": [1.0, 0.0, 2.0, 2.5]},
        index=["P", "Q", "R", "S"],
    )
    step, given_ = call
    try:
        spec = {"id": "x", step: given_, "tree": {"gdp": 1, "b": 2, "c": 1}}
        index = mp.definition(spec).apply(mp.Dataset.from_frame(frame))
        assert not np.isinf(index.scores).any()
    except MpindexError as fault:
        assert str(fault)
