# ruff: noqa: E501
"""Settings cascade, methods may be written in several ways, and every slip is named."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import mpindex as mp
from mpindex.grammar import thaw

TREE = "tree: {gdp: 1}\n"

#: text of a file after its id -> (line, words of the message)
FAULTS = {
    "a method of null": ("treat: {winsorise: null}\n" + TREE, 2, "'winsorise': null says nothing; write just winsorise, or a value for 'winmax'"),
    "unknown method": ("normalise: minmx\n" + TREE, 2, "unknown normalise method 'minmx'. Did you mean 'minmax'? Known: above_below_mean, ampi, …"),
    "unknown method in a chain": ("normalise: [share, minmx]\n" + TREE, 2, "unknown normalise method 'minmx'. Did you mean 'minmax'? Known: above_below_mean, ampi, …"),
    "unknown aggregation": ("aggregate: arithmatic\n" + TREE, 2, "unknown aggregate method 'arithmatic'. Did you mean 'arithmetic'? Known: ampi, aras, …"),
    "unknown parameter of a method": ("normalise: {minmax: {rnge: [0, 1]}}\n" + TREE, 2, "normalise method 'minmax' has no parameter 'rnge'. Did you mean 'range'? Parameters: range"),
    "unknown parameter beside a method": ("normalise: {goalposts: [0, 1], scal: log}\n" + TREE, 2, "normalise method 'goalposts' has no parameter 'scal'. Did you mean 'scale'? Parameters: bounds, cap, scale, to"),
    "a method without what it needs": ("normalise: goalposts\n" + TREE, 2, "normalise method 'goalposts' needs 'bounds', as in  {goalposts: ...}"),
    "an aggregation without what it needs": ("aggregate: power_mean\n" + TREE, 2, "aggregate method 'power_mean' needs 'p', as in  {power_mean: ...}"),
    "a value for a method that takes none": ("normalise: {rank: 5}\naggregate: {median: 5}\n" + TREE, 3, "'median' takes no value; write just median"),
    "missing rule": ("missing: availabel\n" + TREE, 2, "missing must be one of available, zero, exclude, or {exclude: 0.66} to exclude whoever has fewer than that share of the children; not 'availabel'. Did you mean 'available'?"),
    "missing share": ("missing: {exclude: 1.5}\n" + TREE, 2, "missing must be one of available, zero, exclude, or {exclude: 0.66} to exclude whoever has fewer than that share of the children; not {'exclude': 1.5}."),
    "missing share by a wrong name": ("missing: {exclud: 0.5}\n" + TREE, 2, "missing must be one of available, zero, exclude, or {exclude: 0.66} to exclude whoever has fewer than that share of the children; not {'exclud': 0.5}."),
    "missing share and more": ("missing: {exclude: 0.5, zero: 1}\n" + TREE, 2, "missing must be one of available, zero, exclude, or {exclude: 0.66} to exclude whoever has fewer than that share of the children; not {'exclude': 0.5, 'zero': 1}."),
    "direction": ("direction: 2\n" + TREE, 2, "direction must be 1 (more is more) or -1 (less is more), not 2"),
    "direction as truth": ("direction: true\n" + TREE, 2, "direction must be 1 (more is more) or -1 (less is more), not True"),
    "per": ("per: 5\n" + TREE, 2, "'per' must be an indicator, or {indicator: ..., factor: ...}"),
    "per factor": ("per: {indicator: population, factor: many}\n" + TREE, 2, "'factor' must be a number, not 'many'"),
    "learn": ("learn: others\n" + TREE, 2, "learn must be own, panel (all years pooled), {year: 2010} or {among: GROUP}, or such a word for each of treat, normalise, weigh and then, as in  {treat: own, normalise: panel}"),
    "learn year": ("learn: {year: last}\n" + TREE, 2, "'year' must be a whole number of at least 1, not 'last'"),
    "group": ("normalise: {share: 5}\n" + TREE, 2, "'among' must be the name of a group, or a list of units, not 5"),
    "an anchor too few": ("normalise: {calibrate: {out: 1, cross: 2}}\n" + TREE, 2, "'calibrate' needs all of out, cross, in; in is missing"),
    "an anchor by a wrong name": ("normalise: {calibrate: {out: 1, cros: 2, in: 3}}\n" + TREE, 2, "normalise method 'calibrate' has no parameter 'cros'. Did you mean 'cross'? Parameters: out, cross, in, anchors, membership"),
    "not": ("normalise: {calibrate: [1, 2, 3]}\ntree: {gdp: {not: 1}}\n", 3, "'not' must be true or false, not 1"),
    "not of a score": ("tree: {gdp: {not: true}}\n", 2, "'not' is 1 - membership: normalise to 0 to 1 first, as with  calibrate: {out: ..., cross: ..., in: ...}"),
    "not of a dimension of scores": ("tree: {a: {not: true, of: {gdp: 1, b: {of: {area: {normalise: percentile_rank}}}}}}\n", 2, "'not' is 1 - membership: normalise to 0 to 1 first, as with  calibrate: {out: ..., cross: ..., in: ...}"),
    "screen": ("screen: availabilty\n" + TREE, 2, "unknown screen method 'availabilty'. Did you mean 'availability'? Known: among, availability, both, none, zeros"),
}  # fmt: skip


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_named_with_file_line_and_remedy(name: str, named_at: Callable[..., None]):
    named_at(*FAULTS[name])


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


def test_anchors_by_name_are_the_items_of_one_option_and_text_names_a_unit():
    root = mp.definition(
        {
            "id": "x",
            "normalise": {"calibrate": {"in": "KAZ", "out": 1, "cross": 2, "membership": 0.95}},
            "tree": {"gdp": 1},
        }
    ).model.root
    keywords = {key: thaw(value) for key, value in next(root.leaves()).settings.normalise.arguments}
    assert keywords == {"anchors": [1, 2, {"unit": "KAZ"}], "membership": 0.95}


def test_not_comes_after_all_other_normalisation_of_a_leaf_and_of_a_node():
    tree = {
        "a": {"not": True, "normalise": ["log", "percentile_rank"]},
        "b": {"not": True, "of": {"c": {"not": False}}},
    }
    root = mp.definition({"id": "x", "normalise": {"minmax": [0, 1]}, "tree": tree}).model.root
    a, c = root.leaves()
    assert [call.name for call in a.settings.normalise.keywords["calls"]] == ["log", "percentile_rank", "not"]
    assert c.settings.normalise.name == "minmax"
    assert [call.name for call in root.children[1].then.keywords["calls"]] == ["not"]
