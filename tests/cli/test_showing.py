"""What people are shown fits their terminal and says what the numbers say."""

from __future__ import annotations

import pytest

import mpindex as mp

CALLS = [
    ("rank", "capability", "--top", "5"), ("rank", "wood", "--bands", "--top", "1"),
    ("compare", "wood", "cinc", "--top", "5"),
    ("verdict", "KAZ", "-d", "wood", "--draws", "20"), ("robustness", "wood", "--draws", "20", "--top", "5"),
    ("sensitivity", "KAZ", "-d", "wood", "--draws", "16"), ("explain", "KAZ"), ("search", "trade"), ("cite", "capability"),
    ("definitions",), ("indicators",), ("methods",), ("ledger", "KAZ"), ("where", "KAZ", "-d", "wood", "--brief"),
    ("audit", "wood"),
]  # fmt: skip


@pytest.mark.parametrize("call", CALLS, ids=" ".join)
def test_no_table_is_wider_than_a_hundred_columns(run, call, monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    assert max(map(len, run(*call).out.splitlines())) <= 100


@pytest.mark.parametrize(
    "verb", [("rank", "capability"), ("indicators",), ("definitions",), ("explain", "KAZ")], ids=" ".join
)
@pytest.mark.parametrize("columns", ["80", "60"])
def test_a_narrow_terminal_is_enough(run, verb, columns, monkeypatch):
    monkeypatch.setenv("COLUMNS", columns)
    assert max(map(len, run(*verb).out.splitlines())) <= int(columns)


def test_several_answers_stand_below_each_other(run):
    out = run("where", "KAZ", "UZB", "-d", "wood").out
    assert out.index("Kazakhstan") < out.index("Uzbekistan")


def test_brief_is_the_paragraph_alone(run):
    assert run("where", "KAZ", "--brief").out.rstrip("\n") == mp.where("KAZ").brief()


def test_definitions_beside_their_models_are_shown_with_what_they_have_in_common(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    head, *rows = run("definitions", "--models").out.splitlines()
    assert head.split()[:2] == ["id", "model"] and "rank_correlation" in head and "beside_model" in head
    assert next(row for row in rows if row.startswith("hdi")).endswith("not bundled")


def test_notes_of_a_ranking_are_printed(run):
    assert "note: 5 states rest in part on stand-in sources" in run("rank", "wood", "--top", "3").out


def test_a_verdict_prints_shares_in_per_cent_and_the_sentence(run):
    out = " ".join(run("verdict", "KAZ", "-d", "wood", "--draws", "50").out.split())
    assert "not chances that the world is so" in out and " %" in out
    assert mp.verdict("KAZ", "wood", draws=50).in_words() in out
