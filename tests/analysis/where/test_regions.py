"""The regional verdict by rule and by grouping: the choice of the region decides, so every choice is shown."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.analysis.where.regions import lowest_lines, own_lines, regions
from mpindex.analysis.where.where import where


@pytest.fixture(scope="module")
def kaz():
    return where("KAZ", definitions=["regional"]).standings["regional"]


def test_the_first_row_is_the_definition_as_it_stands(kaz):
    table = regions(kaz)
    first = table.iloc[0]
    assert table.index[0] == kaz.index.parameters["region"]
    assert (first["rank"], first["n"], first["share"]) == (kaz.rank, kaz.n, kaz.score)


def test_rules_are_those_that_the_definition_varies(kaz):
    table = regions(kaz)
    rules = mp.definition("regional").spec["uncertainty"]["parameters.region"]
    assert set(table.index[table["kind"] == "rule"]) == set(rules)


def test_kazakhstan_leads_central_asia_and_not_its_neighbourhood(kaz):
    """Three of five people there live elsewhere, half of the output is its own (snapshot)."""
    power = regions(kaz)["power"]
    assert power["Central Asia without great powers"]
    assert not power["neighbourhood_10 without great powers"] and not power["neighbourhood_10"]


def test_lower_lines_let_in_whom_the_definitions_own_let_in_and_more():
    table = where("IDN", definitions=["regional"]).regions
    assert (table["lenient"] | ~table["power"].astype(bool)).all()
    assert table.loc["ASEAN without great powers", ["power", "lenient"]].to_list() == [False, True]


def test_lines_are_those_of_the_file(kaz):
    assert own_lines(kaz) == {"score": 0.3333, "lead": 1.5}
    assert lowest_lines(kaz) == {"score": 0.25, "lead": 1.0}


def test_in_a_grouping_ranks_are_taken_below_the_great_powers():
    table = where("KAZ", definitions=["regional"]).regions
    members = mp.load().groups.query("group == 'SCO' and status == 'member'")["unit"]
    assert table.loc["SCO without great powers", "n"] == len(set(members) - {"RUS", "CHN", "IND"})
