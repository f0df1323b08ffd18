"""What a definition declares as uncertain is what a reader may choose."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.pages.explore.controls import BANDS, FIGURES, NODES, Option, aspects, declared, option_weights

from . import golden


def controls_of(definition: mp.Definition, dataset: mp.Dataset | None = None):
    return declared(definition, definition.apply(dataset or mp.load()).plan)


def test_every_list_of_alternatives_is_a_control_with_the_definitions_own_marked() -> None:
    definition = mp.definition("capability")
    found = controls_of(definition)
    lists = [name for name, given in definition.spec["uncertainty"].items() if isinstance(given, list)]
    assert [control.name for control in found.controls] == [*definition.spec["chains"], *lists]
    assert [control.start for control in found.controls] == [0] * len(found.controls)
    assert all(option.declared for control in found.controls for option in control.options)
    assert found.spread == ("concentration", definition.spec["uncertainty"]["weights"]["concentration"])
    assert found.omitted == tuple(leaf.id for leaf in definition.model.root.leaves())


def test_a_definition_outside_its_own_alternatives_is_one_more_option_that_no_draw_takes() -> None:
    definition = mp.definition("capability").with_(missing={"exclude": 0.5})
    control = next(control for control in controls_of(definition).controls if control.name == "missing")
    assert control.start == 0
    assert control.options[0] == Option("as defined", {}, declared=False)
    assert len(control.options) == 4


def test_ranges_of_bands_are_thresholds_and_other_ranges_are_steps_from_end_to_end() -> None:
    found = controls_of(mp.definition("distance_decay"))
    assert [threshold.name for threshold in found.thresholds] == ["bands.1.weighty.score.min"]
    decay = next(control for control in found.controls if control.name == "parameters.decay")
    values = [option.changes["parameters.decay"] for option in decay.options if option.declared]
    assert (values[0], values[-1]) == (0.5, 2.0)


def test_sets_of_weights_are_options() -> None:
    found = controls_of(mp.definition("sulek"))
    control = next(control for control in found.controls if control.name == "weights")
    assert control.options[control.start].label in [
        option.label for option in control.options if option.declared
    ]
    assert "economic 1, military 0" in [option.label for option in control.options]
    assert found.spread == ("concentration", 50.0)


def test_errors_of_measurement_are_left_out() -> None:
    definition, table = golden.forest()
    noisy = definition.with_(uncertainty={"noise": {"area": {"cv": 0.1}}, "missing": ["available", "zero"]})
    assert [control.name for control in controls_of(noisy, table).controls] == ["missing"]


@pytest.mark.parametrize(
    ("path", "wanted"),
    [
        ("weights", set()), ("gdp.weight", set()), ("bands", {BANDS}), ("bands.0.great.rank.1", {BANDS}),
        ("economy.aggregate", {NODES}), ("missing", {NODES}), ("diplomacy.normalise", {FIGURES}), ("treat", {FIGURES}),
        ("parameters.region", {FIGURES, NODES, BANDS}), ("gdp.indicator", {FIGURES, NODES, BANDS}),
    ],
)  # fmt: skip
def test_a_path_says_what_a_change_at_it_may_change(path: str, wanted: set[str]) -> None:
    assert aspects(path) == wanted


def test_an_option_sets_the_weights_that_it_names_even_where_they_are_the_same() -> None:
    definition = mp.definition("capability")
    option = Option("x", {"weights": {"economy": 37, "technology": 0}, "gdp.weight": 1, "normalise": "share"})
    assert option_weights(definition, option) == {"economy": 37, "technology": 0, "gdp": 1}


def test_an_option_sets_the_weights_that_its_parameter_changes() -> None:
    definition, _ = golden.forest()
    spec = {
        **definition.spec,
        "parameters": {"w": 2},
        "tree": {"area": "$w", "trees": 1},
        "bands": [],
        "uncertainty": {},
    }
    assert option_weights(mp.definition(spec), Option("x", {"parameters.w": 5})) == {"area": 5.0}
