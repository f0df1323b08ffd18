"""Every combination of options is in the tables, and alike ones are there once."""

from __future__ import annotations

import math

import pytest

import mpindex as mp
from mpindex.errors import OptionError
from mpindex.pages.explore.columns import Columns
from mpindex.pages.explore.controls import declared
from mpindex.pages.explore.tables import Variants

from . import golden


def variants(definition: mp.Definition, table: mp.Dataset) -> Variants:
    index = definition.apply(table)
    return Variants(index, declared(definition, index.plan).controls, Columns())


def test_each_table_looks_at_the_controls_that_matter_to_it() -> None:
    definition, table = golden.forest()
    made = variants(definition, table)
    names = [control.name for control in made.controls]
    (figures,) = made.figures()
    for found, wanted in (
        (figures, ["normalise"]),
        (made.nodes(), ["aggregate", "missing"]),
        (made.bands(), ["bands"]),
    ):
        assert [names[i] for i in found["controls"]] == wanted
        assert len(found["places"]) == math.prod(found["sizes"])
        assert set(found["places"]) == set(range(len(found["values"])))


def test_alike_columns_are_kept_once() -> None:
    made = variants(mp.definition("capability"), mp.load())
    (figures,) = made.figures()
    labels = [option.label for option in made.controls[figures["controls"][0]].options]
    own, lowy = (
        set(figures["values"][figures["places"][labels.index(label)]]["scaled"])
        for label in ("mean of schemes, log shares", "Lowy, min-max")
    )
    diplomacy = mp.definition("capability").spec["tree"]["diplomacy"]["of"]
    assert len(own & lowy) == len(diplomacy)  # it enters by min-max in both schemes, the others do not


def test_a_combination_that_the_library_refuses_has_the_reason() -> None:
    definition, table = golden.forest()
    refused = definition.with_(uncertainty={"normalise": ["minmax", "log"], "area.direction": [1]}).with_(
        {"tree.people": {"per": "zeros"}}
    )
    frame = table.frame.assign(zeros=0.0, area=-1.0)
    made = variants(refused.with_({"tree.people": 1}), mp.Dataset.from_frame(frame))
    faults = [value.get("fault") for value in made.figures()[0]["values"]]
    assert faults[0] is None
    assert "log" in faults[1]


def test_choices_about_different_leaves_are_not_multiplied() -> None:
    definition, table = golden.forest()
    leaves = ("area", "trees", "roads", "output", "schools", "people")
    ways = ["minmax", "zscore", "share"]
    made = variants(definition.with_(uncertainty={f"{leaf}.normalise": ways for leaf in leaves}), table)
    assert [(len(part["leaves"]), part["sizes"]) for part in made.figures()] == [*[(1, [3])] * 6, (1, [])]
    nested = {"land.normalise": ways, "area.normalise": ways, "wealth.normalise": ways}
    parts = variants(definition.with_(uncertainty=nested), table).figures()
    assert sorted(leaf for part in parts for leaf in part["leaves"]) == list(
        range(len(made.index.plan.leaves))
    )
    assert [part["sizes"] for part in parts if part["sizes"]] == [
        [3, 3],
        [3],
    ]  # the area is a part of the land


def test_a_filling_of_gaps_may_look_at_other_leaves_so_it_reaches_all() -> None:
    definition, table = golden.forest()
    made = variants(definition.with_(uncertainty={"area.impute": ["mean", "median"]}), table)
    assert [len(part["leaves"]) for part in made.figures()] == [len(made.index.plan.leaves)]


def test_too_many_combinations_are_refused_by_name() -> None:
    definition, table = golden.forest()
    ways = ["minmax", "zscore", "share"]
    many = {f"{leaf}.normalise": ways for leaf in ("area", "trees", "output", "schools", "people")}
    many["normalise"] = ways  # reaches all
    with pytest.raises(OptionError, match=r"area\.normalise.* make 729 combinations, more than the 400"):
        variants(definition.with_(uncertainty=many), table).figures()
