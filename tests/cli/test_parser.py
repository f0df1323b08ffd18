"""The grammar of the command line: what it takes, and what it refuses with status 2."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.cli.parser import parser
from mpindex.cli.verbs import VERBS


@pytest.mark.parametrize("many", ["0", "-1", "2.5", "all"])
def test_top_must_be_a_number_of_states(run, many):
    assert run("rank", "wood", f"--top={many}").status == 2


@pytest.mark.parametrize(("setting", "hint"), [("regoin=SCO", "region"), ("region", "NAME=VALUE")])
def test_a_wrong_setting_is_a_wrong_call(run, setting, hint):
    ran = run("rank", "regional", "--set", setting)
    assert ran.status == 2 and hint in ran.err


@pytest.mark.parametrize("call", [[], ["wher", "KAZ"], ["rank"], ["rank", "wood", "--format", "xml"]])
def test_a_wrong_call_ends_with_status_2(run, call):
    ran = run(*call)
    assert ran.status == 2 and "usage: mpindex" in ran.err


def test_help_and_version_are_no_error(run):
    assert run("--help").status == 0
    assert run("--version").out == f"mpindex {mp.__version__}\n"


@pytest.mark.parametrize(
    "wrong", [["--draws", "0"], ["--seed", "-1"], ["--unit", "Nowhere"], ["--set", "x=1"]]
)
def test_a_wrong_call_of_robustness_is_told(run, wrong):
    ran = run("robustness", "wood", *wrong)
    assert (ran.status, ran.out) == (2, "") and "Traceback" not in ran.err


def test_the_nearest_verb_is_suggested(run):
    assert "there is no command 'wher'. Did you mean 'where'?" in run("wher", "KAZ").err


def test_the_nearest_option_is_suggested(run):
    assert "Did you mean '--top'?" in run("rank", "wood", "--tpo", "3").err


def test_an_option_of_other_verbs_says_whose_it_is(run):
    assert (
        "--draws goes with verdict, robustness, sensitivity, guard" in run("rank", "wood", "--draws", "3").err
    )


def test_a_file_of_a_definition_in_the_wrong_place_is_told_where_it_goes(run):
    err = run("explain", "KAZ", "mine.yaml").err
    assert "explain does not take mine.yaml. A definition is named by -d mine.yaml" in err


def test_help_says_the_exit_statuses_and_how_tables_fit(run):
    out = run("--help").out
    assert "Exit status: 0 all right; 1 what was checked is wrong; 2 a wrong call" in out
    assert "columns on the right are left out" in out


def test_every_verb_has_help(run):
    for verb in VERBS:
        ran = run(verb, "--help")
        assert ran.status == 0 and VERBS[verb].help in " ".join(ran.out.split())


def test_a_call_of_one_verb_is_read_by_the_same_grammar(capsys):
    assert parser(["where", "KAZ"]).format_help() == parser().format_help()
    helps = []
    for top in (parser(["where"]), parser()):
        with pytest.raises(SystemExit):
            top.parse_args(["where", "--help"])
        helps.append(capsys.readouterr().out)
    assert helps[0] == helps[1]
    assert "--year" in helps[0]
