"""The command line: answers for people and programs, exit status 0, 1 or 2, and never a traceback."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.standing import where
from mpindex.cli.commands import main

ROOT = Path(__file__).resolve().parents[2]


class Ran(NamedTuple):
    status: int
    out: str
    err: str

    @property
    def table(self) -> pd.DataFrame:
        return pd.read_csv(io.StringIO(self.out), keep_default_na=False, na_values=[""])


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run the command line in this process."""

    def go(*arguments: object) -> Ran:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:  # argparse's own way out
            status = int(end.code or 0)
        return Ran(status, *capsys.readouterr())

    return go


def own_process(*arguments: str, **environment: str) -> subprocess.Popen[bytes]:
    """Start the command line as its own process."""
    return subprocess.Popen(
        [sys.executable, "-m", "mpindex", *arguments],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, **environment},
    )


@pytest.fixture
def cities(tmp_path: Path) -> Path:
    file = tmp_path / "cities.csv"
    file.write_text("city,metro_km\nAlmaty,13.4\nAstana,22.4\nTashkent,70.5\n", encoding="utf-8")
    return file


@pytest.fixture
def metro(tmp_path: Path) -> Path:
    file = tmp_path / "metro.yaml"
    file.write_text("id: metro\nnormalise: none\ntree: {metro_km: 1}\n", encoding="utf-8")
    return file


# where


def test_where_answers_by_every_headline_definition(run):
    ran = run("where", "KAZ")
    assert ran.status == 0
    assert all(name in ran.out for name in ("capability", "behavioural", "regional", "rankings"))
    assert ran.out.rstrip("\n") == str(where("KAZ"))


@pytest.mark.parametrize("spelling", ["Kazakhstan", "kz", "Republic of Kazakhstan"])
def test_a_country_may_be_named_in_any_usual_spelling(run, spelling):
    assert run("where", spelling, "-d", "wood") == run("where", "KAZ", "-d", "wood")


def test_where_for_programs_has_every_number_unrounded(run):
    ran = run("where", "KAZ", "-d", "wood", "-d", "capability", "--format", "csv")
    own = where("KAZ", definitions=["wood", "capability"]).table
    assert list(ran.table["definition"]) == ["wood", "capability"]
    np.testing.assert_array_max_ulp(ran.table["score"].to_numpy(), own["score"].to_numpy())
    assert set(ran.table["unit"]) == {"KAZ"}


def test_an_unknown_country_is_a_wrong_call_and_the_nearest_is_named(run):
    ran = run("where", "Kazahkstann")
    assert (ran.status, ran.out) == (2, "")
    assert ran.err.startswith("mpindex: ")
    assert "Kazakhstan" in ran.err and "Traceback" not in ran.err


def test_namibia_is_not_a_missing_value(run):
    assert set(run("where", "NA", "-d", "wood", "--format", "csv").table["unit"]) == {"NAM"}


# rank


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


def test_top_keeps_the_first(run):
    assert len(run("rank", "wood", "--top", 7, "--format", "csv").table) == 7


@pytest.mark.parametrize("many", ["0", "-1", "2.5", "all"])
def test_top_must_be_a_number_of_states(run, many):
    assert run("rank", "wood", f"--top={many}").status == 2


def test_every_state_is_in_one_band(run):
    bands = run("rank", "wood", "--bands", "--format", "csv").table
    assert bands["units"].sum() == len(mp.load().units)
    members = [unit for row in bands["members"].dropna() for unit in row.split()]
    assert sorted(members) == sorted(mp.load().units)


def test_a_parameter_of_the_definition_can_be_set(run):
    sco = run("rank", "regional", "--set", "region=SCO", "--set", "decay=2", "--format", "csv").table
    own = mp.definition("regional").apply(mp.load(), region="SCO", decay=2).table
    assert list(sco["unit"]) == list(own.index)


@pytest.mark.parametrize(("setting", "hint"), [("regoin=SCO", "region"), ("region", "NAME=VALUE")])
def test_a_wrong_setting_is_a_wrong_call(run, setting, hint):
    ran = run("rank", "regional", "--set", setting)
    assert ran.status == 2 and hint in ran.err


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
    assert len(run("indicators").out.splitlines()) == len(table) + 1


# check


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
    assert "all right" in ran.out and "31 middle" in ran.out


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


def test_nothing_wrong_is_an_empty_list_for_programs(run, cities):
    assert json.loads(run("check", cities, "--format", "json").out) == []
    assert run("check", cities, "--format", "csv").table.empty


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


def test_a_wrong_table_of_the_users_is_no_traceback(run, tmp_path):
    data = tmp_path / "mine.csv"
    data.write_text("country,gdp\nAtlantis,1\nFrance,2\nTürkiye,-3\n", encoding="utf-8")
    ran = run("rank", "wood", "--data", data)
    assert ran.status == 2 and "Atlantis" in ran.err and "-3" in ran.err


# the call itself


@pytest.mark.parametrize("call", [[], ["wher", "KAZ"], ["rank"], ["rank", "wood", "--format", "xml"]])
def test_a_wrong_call_ends_with_status_2(run, call):
    ran = run(*call)
    assert ran.status == 2 and "usage: mpindex" in ran.err


def test_help_and_version_are_no_error(run):
    assert run("--help").status == 0
    assert run("--version").out == f"mpindex {mp.__version__}\n"


def test_a_pipe_closed_early_is_no_error():
    process = own_process("rank", "wood", "--format", "json")
    assert process.stdout is not None and process.stderr is not None
    process.stdout.read(10)
    process.stdout.close()
    complaints = process.stderr.read()
    process.stderr.close()
    assert (process.wait(), complaints) == (0, b"")


def test_names_are_written_in_utf8_whatever_the_locale():
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii", "PYTHONCOERCECLOCALE": "0"}
    out, err = own_process("rank", "wood", **plain).communicate()
    assert err == b""
    assert "Türkiye" in out.decode("utf-8")


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


@pytest.mark.parametrize(
    "wrong", [["--draws", "0"], ["--seed", "-1"], ["--unit", "Nowhere"], ["--set", "x=1"]]
)
def test_a_wrong_call_of_robustness_is_told(run, wrong):
    ran = run("robustness", "wood", *wrong)
    assert (ran.status, ran.out) == (2, "") and "Traceback" not in ran.err


def test_warnings_are_read_by_people(capsys, tmp_path):
    table = tmp_path / "one.csv"
    table.write_text("city,gdp\nAlmaty,1\nAstana,1\n", encoding="utf-8")
    chosen = tmp_path / "mine.yaml"
    chosen.write_text("id: mine\ntree: {gdp: 1}\n", encoding="utf-8")
    main(["rank", str(chosen), "--data", str(table)])
    told = capsys.readouterr().err
    assert "mpindex: mine: constant for all units" in told
    assert ".py" not in told
