"""The verbs of the command line answer as the library does."""

from __future__ import annotations

import numpy as np
import pytest

import mpindex as mp
from mpindex.analysis.where.where import where

# where


def test_where_answers_by_every_headline_definition(run):
    ran = run("where", "KAZ")
    assert ran.status == 0
    assert all(name in ran.out for name in ("capability", "behavioural", "regional", "rankings"))
    assert ran.out.rstrip("\n") == str(where("KAZ"))


@pytest.mark.parametrize("spelling", ["Kazakhstan", "kz", "Republic of Kazakhstan"])
def test_a_country_may_be_named_in_any_usual_spelling(run, spelling):
    assert run("where", spelling, "-d", "wood") == run("where", "KAZ", "-d", "wood")


# rank


def test_top_keeps_the_first(run):
    assert len(run("rank", "wood", "--top", 7, "--format", "csv").table) == 7


def test_every_state_is_in_one_band(run):
    bands = run("rank", "wood", "--bands", "--format", "csv").table
    assert bands["units"].sum() == len(mp.load().units)
    members = [unit for row in bands["members"].dropna() for unit in row.split()]
    assert sorted(members) == sorted(mp.load().units)


def test_a_parameter_of_the_definition_can_be_set(run):
    sco = run("rank", "regional", "--set", "region=SCO", "--set", "decay=2", "--format", "csv").table
    own = mp.definition("regional").apply(parameters={"region": "SCO", "decay": 2}).table
    assert list(sco["unit"]) == list(own.index)


def test_an_unknown_definition_is_a_wrong_call_and_the_nearest_is_named(run):
    ran = run("rank", "capabilty")
    assert ran.status == 2
    assert "Did you mean 'capability'?" in ran.err


def test_as_of_a_year_nothing_later_is_used(run):
    then = run("rank", "wood", "--year", 2005, "--format", "csv").table.set_index("unit")
    own = mp.definition("wood").apply(mp.load(year=2005)).table
    assert list(then.index) == list(own.index)
    assert list(then["score"].dropna().round()) == list(own["score"].dropna().round())


def test_a_year_without_data_is_a_wrong_call(run):
    ran = run("rank", "wood", "--year", 1700)
    assert ran.status == 2 and "1700" in ran.err


# compare


def test_compare_puts_each_definitions_own_ranks_side_by_side(run):
    table = run("compare", "wood", "cinc", "--format", "csv").table.set_index("unit")
    for name in ("wood", "cinc"):
        own = mp.definition(name).apply(mp.load()).table
        assert (table[name] == own["rank"].reindex(table.index)).all()
        assert (table[f"{name}_band"] == own["band"].reindex(table.index)).all()


def test_compare_starts_with_the_best_by_the_first_definition(run):
    first = run("compare", "cinc", "wood", "--top", 1).out.splitlines()[1]
    assert first.split()[0] == mp.definition("cinc").apply(mp.load()).table.index[0]


def test_a_definition_is_compared_with_itself_only_under_another_id(run):
    assert run("compare", "wood", "wood").status == 2


def test_a_setting_goes_to_the_definitions_that_know_it(run):
    table = run("compare", "wood", "regional", "--set", "region=SCO", "--format", "csv").table
    assert table["regional"].notna().sum() == 10
    assert run("compare", "wood", "regional", "--set", "regoin=SCO").status == 2


# lists


def test_definitions_lists_every_definition(run):
    assert list(run("definitions", "--format", "csv").table["id"]) == list(mp.definitions(unit=None).index)
    assert "capability" in run("definitions").out


def test_indicators_names_the_licence_of_each(run):
    table = run("indicators", "--format", "csv").table
    assert list(table["id"]) == list(mp.indicators().index)
    assert table["licence"].notna().all()
    out = run("indicators").out
    assert all(id in out for id in table["id"])


# the user's own table


def test_units_that_are_no_countries_are_ranked_among_themselves(run, metro, cities):
    ran = run("rank", metro, "--data", cities, "--format", "csv")
    assert list(ran.table["unit"]) == ["Tashkent", "Astana", "Almaty"]


def test_a_table_of_countries_is_added_to_the_bundled_world(run, tmp_path):
    data, mine = tmp_path / "mine.csv", tmp_path / "mine.yaml"
    data.write_text("country,year,embassies\nKazakhstan,2024,68\nTürkiye,2024,146\n", encoding="utf-8")
    mine.write_text("id: mine\nmissing: available\ntree: {embassies: 1, gdp: 1}\n", encoding="utf-8")
    table = run("rank", mine, "--data", data, "--format", "csv").table.set_index("unit")
    assert len(table) == len(mp.load().units)
    assert table.loc["KAZ", "coverage"] == 1.0
    assert table.loc["FRA", "coverage"] == 0.5


# robustness


def test_robustness_gives_every_state_its_shares_and_its_interval_of_ranks(run):
    read = run("robustness", "wood", "--draws", "300", "--seed", "2", "--format", "csv").table.set_index(
        "unit"
    )
    found = mp.robustness("wood", draws=300, seed=2)
    np.testing.assert_allclose(read["middle"], found.bands["middle"].reindex(read.index))
    np.testing.assert_array_equal(read["low"], found.ranks["low"].reindex(read.index))
    assert list(read["reference"].head(3)) == [1, 2, 3] and len(read) == len(mp.load().units)


def test_robustness_of_one_state_has_the_errors_beside_the_shares(run):
    ran = run("robustness", "cinc", "--unit", "Kazakhstan", "--draws", "500")
    assert ran.status == 0
    assert "Kazakhstan by Composite Index of National Capability: shares of 500 draws, seed 0" in ran.out
    assert "middle of the pack" in ran.out and "not chances" in ran.out
    read = run("robustness", "cinc", "--unit", "KAZ", "--draws", "500", "--format", "csv").table.set_index(
        "band"
    )
    np.testing.assert_allclose(read["error"], np.sqrt(read["share"] * (1 - read["share"]) / 500))


def test_explore_writes_a_page(run, tmp_path) -> None:
    path = tmp_path / "page.html"
    ran = run("explore", "wood", "--unit", "Brazil", "-o", str(path))
    assert ran.status == 0
    assert str(path) in ran.out
    assert '"unit":"BRA"' in path.read_text(encoding="utf-8")


def test_words_narrow_a_list_to_what_a_search_finds(run):
    table = run("indicators", "military", "spending", "--format", "csv").table
    assert list(table["id"]) == mp.search("military spending", kind="indicator").ids
    assert list(run("methods", "kemeny", "--format", "csv").table["method"]) == ["kemeny"]
    assert "wood" in list(run("definitions", "wood", "--format", "csv").table["id"])


def test_words_that_nothing_fits_say_what_to_try(run):
    ran = run("indicators", "zzzqq")
    assert ran.status == 0 and "try fewer" in ran.err


def test_definitions_can_be_asked_of_a_unit(run):
    table = run("definitions", "wood", "--unit", "UZB", "--format", "csv").table
    assert table["rank"].notna().any()


def test_a_report_is_written_to_a_name_made_from_the_state(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert run("report", "KAZ", "-d", "wood").out == "Kazakhstan among the powers: written to KAZ.html\n"
    assert (tmp_path / "KAZ.html").read_text(encoding="utf-8").startswith("<!doctype html>")


def test_a_definition_that_cannot_be_applied_is_left_out_of_a_comparison_and_named(run):
    ran = run("compare", "wood", "elcano", "--format", "csv")
    assert ran.status == 0
    assert "elcano is left out" in ran.err and "elcano" not in ran.table
