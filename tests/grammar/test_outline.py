"""The outline of a definition: weights as the file gives them, shares of the whole, methods, what is derived."""

from __future__ import annotations

import pytest

import mpindex as mp

SPEC = {
    "id": "cities",
    "tree": {
        "roads": {
            "weight": 3,
            "of": {"paved": 1, "lit": {"weight": 3, "normalise": {"goalposts": [0, 100]}}},
        },
        "density": {"weight": 1},
    },
    "derive": {"density": {"ratio": ["people", "area"]}},
}


def outline():
    return mp.definition(SPEC).tree


def test_weights_are_what_the_file_says_and_can_be_given_back():
    weights = mp.definition("capability").weights
    assert weights["diplomacy"] == 6
    doubled = mp.definition("capability").with_(weights={"diplomacy": 2 * weights["diplomacy"]})
    assert doubled.weights["diplomacy"] == 12
    assert mp.definition("capability").with_(weights=weights).weights.equals(weights)


def test_the_index_itself_has_no_weight():
    assert "cities" not in mp.definition(SPEC).weights.index


def test_shares_of_siblings_multiply_down_the_tree():
    share = outline().to_frame()["share"]
    assert share["cities"] == 1
    assert share["roads"] == pytest.approx(3 / 4)
    assert share["lit"] == pytest.approx(3 / 4 * 3 / 4)
    assert share[["paved", "lit", "density"]].sum() == pytest.approx(1)


def test_parents_and_depth_say_how_it_hangs_together():
    table = outline().to_frame()
    assert table.loc["lit", "parent"] == "roads"
    assert list(table["depth"]) == [0, 1, 2, 2, 1]


def test_methods_are_written_as_in_a_file():
    method = outline().to_frame()["method"]
    assert method["lit"] == "goalposts(bounds=[0, 100])"
    assert method["roads"] == "arithmetic"
    assert mp.definition("capability").tree.to_frame()["method"]["gdp"] == "log_share then minmax"


def test_weights_found_from_the_data_are_said_to_be():
    method = mp.definition({**SPEC, "weigh": "pca"}).tree.to_frame()["method"]
    assert method["cities"] == "arithmetic, weights by pca"


def test_a_derived_indicator_is_named_by_what_it_is_made_from():
    assert outline().to_frame()["name"]["density"] == "ratio of people, area"


def test_it_prints_as_a_tree_that_fits():
    text = repr(mp.definition("behavioural").tree)
    assert "    embassies_sent" in text
    lines = repr(outline()).splitlines()
    assert [line.split()[0] for line in lines] == ["cities", "roads", "paved", "lit", "density"]
    assert lines[3].startswith("    lit")
    assert "56.2%" in lines[3]


def test_html_escapes_what_a_file_says():
    spec = {**SPEC, "tree": {"a": {"title": "<b>bold</b>", "weight": 1}}}
    html = mp.definition(spec).tree._repr_html_()
    assert "<b>" not in html
    assert "&lt;b&gt;" in html
