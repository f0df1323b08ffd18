"""Who is drawn in a bump chart, and where."""

import numpy as np

import mpindex as mp
from mpindex.plots.bump_chart.field import Field


def test_a_line_ends_at_its_last_score_and_says_where_there_is_none(cities):
    green = mp.definition({"id": "green", "title": "Green", "normalise": "minmax", "tree": {"clean_air": 1}})
    field = Field.of({"green": green.apply(cities.dataset), "livable": cities}, "Semey", ["Aktau"])
    assert field.end_name("Semey") == "Semey (no score here)"
    assert field.end("Semey")[0] == 0.0 and np.isnan(field.place("Semey")[1])


def test_ticks_are_the_edges_of_the_thirds_by_rank(indexes):
    edges, write = Field.of(indexes, "KAZ", None).ticks()
    assert [write(edge) for edge in edges] == ["1", "66", "130", "195"]
    ranks = indexes["capability"].positions
    assert sorted(indexes["capability"].ranks[ranks.between(1 / 3, 2 / 3)])[:: len(ranks)] == [66]


def test_a_name_of_ones_own_stands_for_the_definition(indexes):
    field = Field.of({"Mine": indexes["capability"], "wood": indexes["wood"]}, "KAZ", ())
    assert field.titles == ["Mine", indexes["wood"].definition.title]
