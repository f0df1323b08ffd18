"""The grammar of the command line: what it takes, and what it refuses with status 2."""

from __future__ import annotations

import pytest

import mpindex as mp


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
