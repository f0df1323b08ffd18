"""The same table for people, as CSV and as JSON."""

from __future__ import annotations

import json

import numpy as np

import mpindex as mp
from mpindex.analysis.where.where import where


def test_where_for_programs_has_every_number_unrounded(run):
    ran = run("where", "KAZ", "-d", "wood", "-d", "capability", "--format", "csv")
    own = where("KAZ", definitions=["wood", "capability"]).table
    assert list(ran.table["definition"]) == ["wood", "capability"]
    np.testing.assert_array_max_ulp(ran.table["score"].to_numpy(), own["score"].to_numpy())
    assert set(ran.table["unit"]) == {"KAZ"}


def test_namibia_is_not_a_missing_value(run):
    assert set(run("where", "NA", "-d", "wood", "--format", "csv").table["unit"]) == {"NAM"}


def test_rank_shows_every_state_in_full(run):
    lines = run("rank", "wood").out.splitlines()
    states = [line for line in lines if line.split()[0].isdigit()]
    assert len(states) == len(mp.load().units)
    assert not any("..." in line for line in states)


def test_rank_as_csv_is_the_table_of_the_index_to_the_last_digit(run):
    read = run("rank", "capability", "--format", "csv").table.set_index("unit")
    table = mp.definition("capability").apply(mp.load()).table
    assert list(read.columns) == list(table.columns)
    assert list(read.index) == list(table.index)
    np.testing.assert_array_max_ulp(read["score"].to_numpy(), table["score"].to_numpy())


def test_rank_as_json_has_null_where_there_is_nothing(run):
    rows = json.loads(run("rank", "wood", "--format", "json").out)
    assert rows[0]["next_band"] is None and rows[0]["gap"] is None
    assert [row["rank"] for row in rows[:3]] == [1, 2, 3]
    assert any(row["name"] == "Türkiye" for row in rows)


def test_nothing_wrong_is_an_empty_list_for_programs(run, cities):
    assert json.loads(run("check", cities, "--format", "json").out) == []
    assert run("check", cities, "--format", "csv").table.empty
