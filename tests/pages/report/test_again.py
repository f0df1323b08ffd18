"""How to make the page again: calls that work, and what the page rests on."""

from __future__ import annotations

import pandas as pd

import mpindex as mp
from mpindex.pages.report.again import again, references
from mpindex.pages.report.sections import section
from mpindex.pages.study import Study
from mpindex.resources import bundled_hash

from .conftest import CITY_CARD


def test_the_calls_name_units_draws_and_seed(study) -> None:
    found = again(study, ["KAZ", "UZB"])
    assert found.python == "mp.report(['KAZ', 'UZB'], draws=200, seed=1, path='report.html')"
    assert found.command == "mpindex report KAZ UZB --draws 200 --seed 1"
    assert ("bundled data", bundled_hash()) in found.facts


def test_the_call_makes_the_same_page(study, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    world = mp.where("KAZ", definitions="wood")
    small = Study(world.dataset, world.indexes, 50, 3)
    written = eval(again(small, ["KAZ"]).python, {"mp": mp})
    assert written.html == mp.report("KAZ", definitions="wood", draws=50, seed=3).html


def test_a_table_of_ones_own_has_no_command(cities) -> None:
    answer = mp.where("Almaty", CITY_CARD, cities)
    found = again(Study(cities, answer.indexes, 10, 0), ["Almaty"])
    assert found.command == ""
    assert found.python.startswith("mp.report('Almaty', ['city_card'], dataset=data")


def test_a_world_with_other_figures_is_no_bundled_one_and_its_notes_say_what_was_changed() -> None:
    mine = mp.read(pd.DataFrame({"iso3": ["KAZ", "UZB"], "gdp": [3.5e11, 1.3e11]}), year=2025)
    world = mp.load().join(mine, replace="cells")
    study = Study(world, mp.where("KAZ", definitions="wood", dataset=world).indexes, 10, 0)
    found = again(study, ["KAZ"])
    assert found.command == "" and "dataset=data" in found.python
    text = " ".join(section(study, study.where("KAZ")).limits)
    assert "our table replaces 2 values of gdp (KAZ, UZB)" in text


def test_every_figure_has_a_reference(study) -> None:
    entries = dict(references(study))["Figures"]
    for index in study.indexes.values():
        for name in index.definition.indicators:
            assert any(study.dataset.indicator(name).label in entry for entry in entries)
