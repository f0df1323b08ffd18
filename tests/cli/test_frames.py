"""Every answer is a table for programs, with unit and definition as columns."""

from __future__ import annotations

import pytest

import mpindex as mp


@pytest.mark.parametrize(
    "call",
    [
        ("where", "KAZ", "-d", "wood"), ("rank", "wood"), ("rank", "wood", "--bands"), ("compare", "wood", "cinc"),
        ("verdict", "KAZ", "-d", "wood", "--draws", "20"), ("robustness", "wood", "--draws", "20"),
        ("robustness", "wood", "--unit", "KAZ", "--draws", "20"), ("sensitivity", "KAZ", "-d", "wood", "--draws", "16"),
        ("trajectory", "KAZ", "-d", "wood", "--span", "2015:2017"), ("guard", "KAZ", "--draws", "10"),
        ("explain", "KAZ", "-d", "wood"), ("audit", "wood"), ("search", "trade"), ("cite", "wood"), ("definitions",),
        ("indicators",), ("methods",), ("ledger", "KAZ"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_each_verb_gives_a_table_in_every_format(run, call):
    table = run(*call, "--format", "csv").table
    assert len(table) and not any(str(name).startswith("Unnamed") for name in table)
    for form in ("json", "markdown", "table"):
        ran = run(*call, "--format", form)
        assert (ran.status, "Traceback" in ran.err) == (0, False)
        assert ran.out.strip()


def test_several_units_are_one_table(run):
    table = run("where", "KAZ", "UZB", "-d", "wood", "--format", "csv").table
    assert list(table["unit"]) == ["KAZ", "UZB"]
    assert list(table["name"]) == ["Kazakhstan", "Uzbekistan"]


def test_bands_of_a_definition_without_any_are_refused(run, metro, cities):
    ran = run("rank", metro, "--bands", "--data", cities)
    assert ran.status == 2 and "has no bands" in ran.err


def test_a_verdict_says_of_whom_it_is(run):
    table = run("verdict", "KAZ", "-d", "wood", "--draws", "20", "--format", "csv").table
    assert set(table["unit"]) == {"KAZ"} and "wood" in set(table["definition"])


def test_figures_are_not_rounded(run):
    table = run("explain", "KAZ", "-d", "wood", "--format", "csv").table.set_index("indicator")
    own = mp.definition("wood").apply(mp.load()).explain("KAZ")
    assert table.loc["gdp", "value"] == own.loc["gdp", "value"]
