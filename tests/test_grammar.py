# ruff: noqa: E501
"""The grammar of definitions: every fault is named with its file and line, all at once, and nothing else ever comes out."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import mpindex as mp
from mpindex.errors import DefinitionError, MpindexError
from mpindex.grammar import SETTINGS, TOP, VERBS
from mpindex.grammar.yamlfile import dump, parse
from mpindex.steps.registry import METHODS

HEAD = "id: x\n"
TREE = "tree: {gdp: 1}\n"

#: text of a file -> (line, words of the message)
FAULTS = {
    "unknown key": ("normalize: minmax\n" + TREE, 2, "unknown key 'normalize' in a definition. Did you mean 'normalise'?"),
    "unknown key of an indicator": ("tree:\n  gdp:\n    wieght: 2\n", 4, "Did you mean 'weight'?"),
    "unknown key of a dimension": ("tree:\n  a:\n    of: {gdp: 1}\n    agregate: median\n", 5, "Did you mean 'aggregate'?"),
    "unknown method": ("normalise: minmx\n" + TREE, 2, "unknown normalise method 'minmx'. Did you mean 'minmax'?"),
    "unknown method in a chain": ("normalise: [share, minmx]\n" + TREE, 2, "Did you mean 'minmax'?"),
    "unknown method then": ("then: shre\n" + TREE, 2, "Did you mean 'share'?"),
    "unknown aggregation": ("aggregate: arithmatic\n" + TREE, 2, "Did you mean 'arithmetic'?"),
    "unknown parameter of a method": ("normalise: {minmax: {rnge: [0, 1]}}\n" + TREE, 2, "has no parameter 'rnge'. Did you mean 'range'?"),
    "unknown parameter beside a method": ("normalise: {goalposts: [0, 1], scal: log}\n" + TREE, 2, "Did you mean 'scale'?"),
    "a method without what it needs": ("normalise: goalposts\n" + TREE, 2, "normalise method 'goalposts' needs 'bounds'"),
    "an aggregation without what it needs": ("aggregate: power_mean\n" + TREE, 2, "aggregate method 'power_mean' needs 'p'"),
    "a value for a method that takes none": ("normalise: {rank: 5}\naggregate: {median: 5}\n" + TREE, 3, "takes no value"),
    "negative weight": ("tree: {gdp: 1, population: -1}\n", 2, "the weight of 'population' is -1; a weight cannot be negative"),
    "weight that is not a number": ("tree: {gdp: .nan}\n", 2, "the weight of 'gdp' is nan; it must be finite"),
    "infinite weight": ("tree: {gdp: 1e999}\n", 2, "it must be finite"),
    "weight as text": ("tree: {gdp: one}\n", 2, "the weight of 'gdp' must be a number, not 'one'"),
    "weight as truth": ("tree: {gdp: true}\n", 2, "must be a number"),
    "all weights zero": ("tree:\n  a: {of: {gdp: 0, population: 0}}\n", 3, "all weights are zero"),
    "empty tree": ("tree: {}\n", 2, "must be a mapping of at least one indicator"),
    "empty dimension": ("tree: {a: {of: {}}}\n", 2, "must be a mapping of at least one indicator"),
    "tree as a list": ("tree: [gdp]\n", 2, "must be a mapping"),
    "an id twice": ("tree:\n  gdp: 1\n  a:\n    of:\n      gdp: 1\n", 6, "'gdp' stands in the tree"),
    "the definition's own id": ("tree:\n  x: 1\n", 3, "'x' stands in the tree (or is the definition's id) already"),
    "missing rule": ("missing: availabel\n" + TREE, 2, "Did you mean 'available'?"),
    "missing share": ("missing: {exclude: 1.5}\n" + TREE, 2, "coverage between 0 and 1"),
    "direction": ("direction: 2\n" + TREE, 2, "direction must be 1 (more is more) or -1"),
    "direction as truth": ("direction: true\n" + TREE, 2, "direction must be 1"),
    "per": ("per: 5\n" + TREE, 2, "'per' must be an indicator"),
    "per factor": ("per: {indicator: population, factor: many}\n" + TREE, 2, "'factor' must be a number, not 'many'"),
    "learn": ("learn: others\n" + TREE, 2, "learn must be own, panel"),
    "learn year": ("learn: {year: last}\n" + TREE, 2, "'year' must be a whole number"),
    "group": ("normalise: {share: 5}\n" + TREE, 2, "'among' must be the name of a group, or a list of units"),
    "family": ("family: regionl\n" + TREE, 2, "Did you mean 'regional'?"),
    "fidelity": ("fidelity: replika\n" + TREE, 2, "Did you mean 'replica'?"),
    "title": ("title: [a]\n" + TREE, 2, "'title' must be text"),
    "sources": ("sources: 5\n" + TREE, 2, "'sources' must be a list of texts"),
    "keeps": ("keeps: [scael]\n" + TREE, 2, "unknown invariant 'scael'. Did you mean 'scale'?"),
    "uncertainty": ("uncertainty: [missing]\n" + TREE, 2, "'uncertainty' must be a mapping"),
    "unknown verb": ("derive: {a: {ratoi: [gdp, population]}}\n" + TREE, 2, "Did you mean 'ratio'?"),
    "two verbs": ("derive: {a: {ratio: [gdp, population], sum: [gdp, gdp]}}\n" + TREE, 2, "must be one verb"),
    "too few inputs": ("derive: {a: {ratio: [gdp]}}\n" + TREE, 2, "verb 'ratio' takes 2 indicator id(s)"),
    "unknown option of a verb": ("derive: {a: {lead: gdp, amogn: SCO}}\n" + TREE, 2, "Did you mean 'among'?"),
    "an option that a verb needs": ("derive: {a: {slope: gdp}}\n" + TREE, 2, "verb 'slope' needs 'years'"),
    "years": ("derive: {a: {slope: gdp, years: 0}}\n" + TREE, 2, "'years' must be a whole number of at least 1, not 0"),
    "decay": ("derive: {a: {preponderance: gdp, partners: SCO, decay: fast}}\n" + TREE, 2, "'decay' must be a number"),
    "a circle of derivations": ("derive:\n  a: {ratio: [b, gdp]}\n  b: {ratio: [a, gdp]}\n" + TREE, 3, "a cycle: a -> b -> a"),
    "derived from itself": ("derive: {a: {ratio: [a, gdp]}}\n" + TREE, 2, "a cycle: a -> a"),
    "derive as a list": ("derive: [a]\n" + TREE, 2, "derive must be a mapping"),
    "report": ("derive: {lead: {lead: gdp}}\nreport: {laed: x}\n" + TREE, 3, "'laed' is not under derive:. Did you mean 'lead'?"),
    "bands as a mapping": ("bands: {great: {}}\n" + TREE, 2, "bands must be an ordered list"),
    "two labels in one band": ("bands: [{great: {}, small: {}}]\n" + TREE, 2, "a band is one label"),
    "a band twice": ("bands:\n  - great: {}\n  - great: {}\n" + TREE, 4, "band 'great' is there twice"),
    "the band of the bandless": ("bands: [{unclassified: {}}]\n" + TREE, 2, "is what matches no band"),
    "conditions as text": ("bands: [{great: big}]\n" + TREE, 2, "conditions must be a mapping"),
    "a pair of three": ("bands: [{great: {rank: [1, 2, 3]}}]\n" + TREE, 2, "a pair of numbers [lowest, highest] is expected"),
    "an unknown test": ("bands: [{great: {score: {mni: 1}}}]\n" + TREE, 2, "Did you mean 'min'?"),
    "a bound as text": ("bands: [{great: {score: {min: high}}}]\n" + TREE, 2, "'min' must be a number or {quantile"),
    "a quantile beyond one": ("bands: [{great: {score: {min: {quantile: 25}}}}]\n" + TREE, 2, "'min' must be a number or {quantile"),
    "an unknown set": ("bands: [{great: {score: {min: {quantile: .5, of: {list: all}}}}}]\n" + TREE, 2, "'min' must be"),
    "leaves without a range": ("bands: [{great: {leaves: {at_least: 50%}}}]\n" + TREE, 2, "'leaves' needs both within"),
    "leaves with half a range": ("bands: [{great: {leaves: {within: 5, at_least: 50%}}}]\n" + TREE, 2, "'within' must be a pair"),
    "leaves of a wrong share": ("bands: [{great: {leaves: {within: [0, 1], at_least: half}}}]\n" + TREE, 2, "'at_least' must be a number of leaves"),
    "breaks": ("bands: [{great: {breaks: 3}}]\n" + TREE, 2, "'breaks' needs a mapping"),
    "classes": ("bands: [{great: {breaks: {classes: three}}}]\n" + TREE, 2, "'classes' must be a whole number"),
    "an option of another cut": ("bands: [{great: {gap: {classes: 3}}}]\n" + TREE, 2, "unknown key 'classes'"),
    "screen": ("screen: availabilty\n" + TREE, 2, "Did you mean 'availability'?"),
    "zero where low is best": ("best: low\nmissing: zero\n" + TREE, 2, "would put whoever lacks data at the top"),
    "no tree": ("title: nothing\n", None, "'tree' is missing"),
    "an unknown parameter of the file": ("normalise: $scale\n" + TREE, 2, "unknown parameter '$scale'"),
}  # fmt: skip


def faults(text: str, folder: Path) -> list[str]:
    file = folder / "mine.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(DefinitionError) as fault:
        mp.definition(file)
    return str(fault.value).splitlines()


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_file_line_and_remedy(name: str, tmp_path: Path):
    text, line, message = FAULTS[name]
    found = faults(HEAD + text, tmp_path)
    assert len(found) == 1
    assert message in found[0]
    assert f"mine.yaml:{line}: " in found[0] if line else "mine.yaml: " in found[0]


def test_a_definition_needs_an_id(tmp_path: Path):
    assert "'id' is missing" in faults(TREE, tmp_path)[0]
    assert "is not an id" in faults("id: 5 things\n" + TREE, tmp_path)[0]


def test_all_faults_come_at_once_each_with_its_line(tmp_path: Path):
    text = (
        "id: x\nnormalize: minmax\naggregate: arithmatic\nmissing: zeor\ntree:\n  gdp: -1\n  a:\n    of: {}\n"
        "bands:\n  - great: {score: {mni: 1}}\n"
    )
    found = faults(text, tmp_path)
    assert [line.split("mine.yaml:")[1].split(":")[0] for line in sorted(found)] == [
        "10",
        "2",
        "3",
        "4",
        "6",
        "8",
    ]


def test_a_very_long_chain_of_derivations_is_refused(tmp_path: Path):
    chain = "".join(f"  d{i}: {{ratio: [d{i + 1}, gdp]}}\n" for i in range(400))
    assert "more than 50 steps" in faults(HEAD + "derive:\n" + chain + TREE, tmp_path)[0]


def test_a_relation_may_bear_the_name_of_what_is_derived_from_it():
    spec = {
        "id": "x",
        "derive": {"trade": {"evenness": "trade", "partners": ["A", "B"]}},
        "tree": {"trade": 1},
    }
    assert mp.definition(spec).indicators == ()


def test_settings_cascade_from_root_to_node_to_leaf():
    model = mp.definition(
        {
            "id": "x",
            "normalise": "rank",
            "missing": "zero",
            "direction": -1,
            "tree": {
                "a": {
                    "normalise": "zscore",
                    "aggregate": "median",
                    "of": {"b": 1, "c": {"normalise": "minmax", "direction": 1}},
                },
                "d": {"missing": {"exclude": 0.5}},
            },
        }
    ).model
    leaves = {leaf.id: leaf.settings for leaf in model.root.leaves()}
    assert {name: one.normalise.name for name, one in leaves.items()} == {
        "b": "zscore",
        "c": "minmax",
        "d": "rank",
    }
    assert {name: one.direction for name, one in leaves.items()} == {"b": -1, "c": 1, "d": -1}
    assert {name: one.missing.rule for name, one in leaves.items()} == {
        "b": "zero",
        "c": "zero",
        "d": "exclude",
    }
    assert {node.id: node.settings.aggregate.name for node in model.root.nodes()} == {
        "a": "median",
        "x": "arithmetic",
    }


def test_a_method_may_be_written_in_every_way_that_says_the_same():
    ways = [
        {"goalposts": [0, 10], "scale": "log"},
        {"goalposts": {"bounds": [0, 10], "scale": "log"}},
        {"goalposts": {"scale": "log"}, "bounds": [0, 10]},
    ]
    calls = {
        mp.definition({"id": "x", "normalise": way, "tree": {"a": 1}}).model.root.settings.normalise
        for way in ways
    }
    assert len(calls) == 1


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


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
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


@settings(max_examples=300, deadline=None)
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
    step = draw(st.sampled_from(["impute", "treat", "normalise", "aggregate", "weigh"]))
    method = METHODS[step][draw(st.sampled_from(sorted(METHODS[step])))]
    names = sorted(method.parameters | ({"among"} if "members" in method.context else set()))
    values = st.sampled_from(
        [None, True, -1, 0, 0.5, 2, 100, "a", "P", [], [1, 2], ["P", "Q"], [[1, 2], [3, 4]], {"a": 1}]
    )
    return step, {method.name: {name: draw(values) for name in names if draw(st.booleans())}}


@settings(max_examples=600, deadline=None)
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
