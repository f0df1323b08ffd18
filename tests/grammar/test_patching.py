"""Changes by path: what they change, what they leave, and what they refuse."""

from __future__ import annotations

import copy
import re

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import DefinitionError
from mpindex.grammar.patching import element_ids, element_path, merged, patched, plain

SPEC = {
    "id": "mine",
    "normalise": "minmax",
    "parameters": {"region": "SCO"},
    "tree": {"economy": {"weight": 2, "of": {"gdp": 1, "exports": {"normalise": "rank"}}}, "a.b": 3},
    "bands": [{"great": {"rank": [1, 5]}}, {"small": {}}],
}


@pytest.mark.parametrize(
    ("changes", "path", "value"),
    [
        ({"normalise": "zscore"}, ("normalise",), "zscore"),
        ({"economy": 5}, ("tree", "economy", "weight"), 5),
        ({"economy.weight": 5}, ("tree", "economy", "weight"), 5),
        ({"weights": {"gdp": 4}}, ("tree", "economy", "of", "gdp"), 4),
        ({"weights": pd.Series({"gdp": 4})}, ("tree", "economy", "of", "gdp"), 4),
        ({"gdp.normalise": "rank"}, ("tree", "economy", "of", "gdp"), {"weight": 1, "normalise": "rank"}),
        ({"exports.weight": 3}, ("tree", "economy", "of", "exports"), {"normalise": "rank", "weight": 3}),
        ({"a.b": 9}, ("tree", "a.b"), 9),
        ({"a.b.direction": -1}, ("tree", "a.b"), {"weight": 3, "direction": -1}),
        ({"bands.0.great.rank.1": 7}, ("bands", 0, "great", "rank"), [1, 7]),
        ({"bands.0.great.score.min": 0.1}, ("bands", 0, "great", "score"), {"min": 0.1}),
        ({"parameters.region": "CIS"}, ("parameters", "region"), "CIS"),
        ({"missing.exclude": 0.5}, ("missing",), {"exclude": 0.5}),
        ({"normalise.goalposts": [1, 2]}, ("normalise",), {"goalposts": [1, 2]}),
        ({"question": "Why?"}, ("question",), "Why?"),
    ],
)
def test_a_change_is_made_where_its_path_says(changes: dict, path: tuple, value: object):
    here = patched(SPEC, changes)
    for step in path:
        here = here[step]
    assert here == value


def test_the_original_stays_as_it_was():
    before = copy.deepcopy(SPEC)
    patched(SPEC, {"gdp": 7, "bands.0.great.rank.0": 2})
    assert before == SPEC


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"normalised": "rank"}, "Did you mean 'normalise'?"),
        ({"ecomony.weight": 2}, "Did you mean 'economy'?"),
        ({"weights": {"gpd": 2}}, "there is no 'gpd' in the tree. Did you mean 'gdp'?"),
        ({"weights": 5}, "nothing can be changed at 'weights'. It takes a mapping of ids to weights"),
        ({"bands.7": {}}, "'bands' has the places 0 to 1"),
        ({"bands.7.great.rank": {}}, "'bands' has the places 0 to 1"),
        ({"bands.great.rank": [1, 2]}, "there is nothing at 'bands.great'"),
        ({"bands.0.grate.rank": [1, 2]}, "Did you mean 'great'?"),
        ({"parameters.regoin": "CIS"}, "Did you mean 'region'?"),
        ({7: 1}, "a path is text"),
    ],
)
def test_a_slip_is_refused_with_the_nearest(changes: dict, message: str):
    with pytest.raises(DefinitionError, match=re.escape(message)):
        patched(SPEC, changes)


def test_extending_merges_key_by_key_and_null_removes():
    assert merged({"a": 1, "b": {"c": 1, "d": 2}}, {"a": None, "b": {"d": 3}}) == {"b": {"c": 1, "d": 3}}


def test_a_method_is_replaced_as_a_whole():
    base = {
        "normalise": {"goalposts": [0, 1], "scale": "log"},
        "derive": {"x": {"share": "gdp", "among": "SCO"}},
    }
    over = {"normalise": {"minmax": [0, 1]}, "derive": {"x": {"lead": "gdp"}}}
    assert merged(base, over) == over


def test_in_the_tree_a_number_is_a_weight_on_whatever_stands_there():
    base = {"tree": {"economy": {"of": {"gdp": 2}}}}
    assert merged(base, {"tree": {"economy": 3}}) == {"tree": {"economy": {"of": {"gdp": 2}, "weight": 3}}}


def test_in_the_tree_settings_keep_the_weight():
    base = {"tree": {"economy": {"of": {"gdp": 2}}}}
    over = {"tree": {"economy": {"of": {"gdp": {"normalise": "rank"}, "exports": 1}}}}
    inside = {"gdp": {"weight": 2, "normalise": "rank"}, "exports": 1}
    assert merged(base, over) == {"tree": {"economy": {"of": inside}}}


def test_null_removes_an_indicator():
    assert merged({"tree": {"a": 1, "b": 1}}, {"tree": {"a": None}}) == {"tree": {"b": 1}}


def test_elements_are_found_by_id():
    assert element_ids(SPEC) == ["economy", "gdp", "exports", "a.b"]
    assert element_path(SPEC, "exports") == ("tree", "economy", "of", "exports")
    assert element_path(SPEC, "milex") is None


def test_numbers_of_numpy_become_plain():
    assert plain({"a": np.float64(2.0), "b": (np.int64(1), np.array([1.5]))}) == {"a": 2.0, "b": [1, [1.5]]}


def test_normalize_is_normalise_wherever_a_key_may_stand():
    spec = {"id": "x", "tree": {"a": {"weight": 1, "normalize": "rank"}}, "normalize": "zscore"}
    model = mp.definition(spec).model
    assert [leaf.settings.normalise.name for leaf in model.root.leaves()] == ["rank"]
    assert mp.definition(spec).spec["normalise"] == "zscore"
    for changes in ({"normalize": "share"}, {"a.normalize": "share"}, {"tree.a.normalize": "share"}):
        changed = mp.definition({"id": "x", "tree": {"a": 1}}).with_(changes)
        assert [leaf.settings.normalise.name for leaf in changed.model.root.leaves()] == ["share"]


def test_both_spellings_at_once_are_refused():
    with pytest.raises(DefinitionError, match="unknown key 'normalize'"):
        mp.definition({"id": "x", "tree": {"a": 1}, "normalise": "rank", "normalize": "share"})


def test_the_line_of_a_fault_is_named_by_either_spelling(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("id: x\ntree: {a: 1}\nnormalize: rnak\n", encoding="utf-8")
    with pytest.raises(DefinitionError, match=r"mine.yaml:3: unknown normalise method 'rnak'"):
        mp.definition(path)


def test_a_mapping_that_holds_itself_is_too_deep():
    mapping = {"id": "x", "tree": {"gdp": 1}}
    mapping["notes"] = mapping
    with pytest.raises(DefinitionError, match="nested deeper than 30 levels"):
        plain(mapping)
