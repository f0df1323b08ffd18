"""`check` names all faults at once, and nothing else."""

from __future__ import annotations

import json
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_a_right_table_is_all_right(run, cities):
    ran = run("check", cities)
    assert ran.status == 0
    assert ran.out.startswith(f"{cities}: all right")
    assert "metro_km" in ran.out


def test_a_wrong_table_names_all_of_its_faults(run, tmp_path):
    file = tmp_path / "wrong.csv"
    file.write_text(
        "country,year,gdp\nKazakhstann,2023,1\nTurkey,2023,-5\nFrance,2023,inf\n", encoding="utf-8"
    )
    ran = run("check", file)
    assert (ran.status, ran.err) == (1, "")
    assert all(word in ran.out for word in ("wrong.csv", "Kazakhstann", "TUR", "-5", "FRA", "inf"))
    assert len(json.loads(run("check", file, "--format", "json").out)) == 3


def test_a_right_definition_says_what_it_found(run):
    ran = run("check", ROOT / "weights" / "wood.yaml")
    assert ran.status == 0
    assert "all right" in ran.out and "29 middle" in ran.out


def test_a_wrong_definition_names_file_and_line(run, tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text("id: mine\nnormalise: minmaxx\ntree:\n  gdp: -1\n", encoding="utf-8")
    ran = run("check", file)
    assert ran.status == 1
    assert "mine.yaml:2" in ran.out and "Did you mean 'minmax'?" in ran.out
    assert "mine.yaml:4" in ran.out
    assert len(json.loads(run("check", file, "--format", "json").out)) == 2


def test_a_definition_of_unknown_indicators_is_wrong(run, tmp_path):
    file = tmp_path / "mine.yaml"
    file.write_text("id: mine\ntree:\n  gdp_pp: 1\n", encoding="utf-8")
    ran = run("check", file)
    assert ran.status == 1 and "mine.yaml:3" in ran.out and "gdp_ppp" in ran.out


def test_a_definition_is_checked_against_the_users_own_data(run, metro, cities):
    assert run("check", metro).status == 1
    assert run("check", metro, "--data", cities).status == 0


def test_a_file_that_is_not_there_is_a_wrong_call(run, tmp_path):
    ran = run("check", tmp_path / "nothing.csv")
    assert ran.status == 2 and "nothing.csv" in ran.err


def test_a_definition_without_bands_counts_what_it_scores(run, metro, cities):
    out = run("check", metro, "--data", cities).out
    assert out.rstrip().endswith("3 of 3 units scored")
