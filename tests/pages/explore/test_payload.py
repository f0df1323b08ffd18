"""What a page holds, as plain values and as text that may stand in a script."""

from __future__ import annotations

import json

import pytest

import mpindex as mp
from mpindex.pages.explore.payload import as_json, payload

from . import golden

TEXTS = ["</script>", "<!-- <script>", "\u2028 \u2029", "\u202e", "&lt;", "\ud800", "quotes \" ' `"]


@pytest.mark.parametrize("text", TEXTS)
def test_text_comes_back_as_it_went_in_and_cannot_end_the_script(text: str) -> None:
    made = as_json({"text": text, text: [1.5, None, True]})
    assert json.loads(made) == {"text": text, text: [1.5, None, True]}
    assert made.isascii()
    assert not {"<", ">", "&"} & set(made)


def test_the_page_has_every_unit_and_every_element(capability: mp.Index) -> None:
    made = payload(capability, unit="KAZ")
    assert made["units"] == list(capability.units)
    assert [element["id"] for element in made["elements"]] == list(capability.plan.elements)
    assert made["elements"][-1]["parent"] == -1
    assert made["unit"] == "KAZ"
    assert made["map"] is None


def test_options_say_where_in_the_file_they_land(capability: mp.Index) -> None:
    controls = {control["name"]: control for control in payload(capability)["controls"]}
    assert controls["missing"]["options"][2]["changes"] == [(["missing"], {"exclude": 0.66})]
    cinc = next(option for option in controls["scheme"]["options"] if option["label"] == "CINC, shares")
    assert (["tree", "diplomacy", "normalise"], "share") in cinc["changes"]
    own = next(
        item for item in capability.definition.spec["chains"]["scheme"] if item["label"] == "CINC, shares"
    )
    for name, weight in own["set"]["weights"].items():
        assert cinc["weights"][capability.plan.elements.index(name)] == weight
    assert controls["bands"]["replacesBands"] is True
    assert controls["missing"]["replacesBands"] is False


def test_thresholds_say_where_they_stand_and_between_what_they_may_be() -> None:
    definition, table = golden.forest()
    (threshold,) = payload(definition.apply(table))["thresholds"]
    assert threshold == {
        "name": "bands.0.tall.score.min", "low": 40, "high": 70, "value": 60.0, "path": "bands.0.tall.score", "key": "min",
        "place": ["bands", 0, "tall", "score", "min"],
    }  # fmt: skip


def test_weights_found_from_the_data_are_marked() -> None:
    definition, table = golden.forest()
    index = definition.with_({"land.weigh": "entropy"}).apply(table)
    made = {element["id"]: element for element in payload(index)["elements"]}
    assert made["trees"]["learned"] is True
    assert made["trees"]["weight"] == index.weights.loc["trees", "weight"]
    assert made["people"] == {
        "id": "people",
        "title": "people",
        "parent": 9,
        "weight": 1.0,
        "path": ["tree", "people"],
        "learned": False,
    }
