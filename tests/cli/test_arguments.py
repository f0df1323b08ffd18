"""What is typed becomes an argument of the face."""

from __future__ import annotations

import argparse

import pytest

from mpindex.cli.arguments import ARGUMENTS, count, seed, setting, years


@pytest.mark.parametrize("text", ["0", "-1", "2.5", "all", "１"])
def test_a_count_is_a_whole_number_of_at_least_one(text):
    with pytest.raises(argparse.ArgumentTypeError, match="at least 1"):
        count(text)


def test_a_seed_may_be_zero():
    assert seed("0") == 0
    with pytest.raises(argparse.ArgumentTypeError, match="at least 0"):
        seed("-1")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("2000:2002", [2000, 2001, 2002]), ("2000-2001", [2000, 2001]), ("2000,2010", [2000, 2010])],
)
def test_years_are_a_span_or_a_list(text, wanted):
    assert years(text) == wanted


@pytest.mark.parametrize("text", ["", "then", "2000:", ":2000", "2000;2001"])
def test_what_is_no_year_is_refused(text):
    with pytest.raises(argparse.ArgumentTypeError, match="2000,2010,2020"):
        years(text)


def test_a_setting_has_a_name_and_a_value():
    assert setting("region=[KAZ, UZB]") == ("region", ["KAZ", "UZB"])
    with pytest.raises(argparse.ArgumentTypeError, match="NAME=VALUE"):
        setting("region")


@pytest.mark.parametrize(
    ("given", "wanted"), [(["KAZ"], "KAZ"), (["KAZ", "UZB"], ["KAZ", "UZB"]), ([], None)]
)
def test_a_list_of_one_is_one_thing(given, wanted):
    assert ARGUMENTS["units"].value(argparse.Namespace(unit=given)) == wanted


def test_settings_become_a_mapping():
    parameters = ARGUMENTS["parameters"]
    assert parameters.value(argparse.Namespace(set=[("region", "SCO")])) == {"region": "SCO"}
    assert parameters.value(argparse.Namespace(set=[])) is None


def test_every_argument_is_explained():
    assert [name for name, argument in ARGUMENTS.items() if not argument.settings.get("help")] == []
