"""Units of a figure."""

import pytest

from mpindex.errors import UnknownUnit
from mpindex.plots.sheet.units import codes_of, name_of, noun, require_units


def test_units_are_found_by_code_and_name_each_once(capability):
    assert codes_of(capability, ["Kazakhstan", "KAZ", "UZB"]) == ["KAZ", "UZB"]


def test_every_unknown_unit_is_named_with_the_nearest(capability):
    with pytest.raises(UnknownUnit, match=r"(?s)Kazakstann.*Kazakhstan.*Usbekistann"):
        codes_of(capability, ["Kazakstann", "Usbekistann"])
    with pytest.raises(UnknownUnit, match=r"'KAZZ'.*'KAZ'"):
        require_units("KAZZ", ["KAZ", "UZB"])


def test_a_unit_without_a_name_goes_by_its_code():
    assert name_of("KAZ", {"UZB": "Uzbekistan"}) == "KAZ"


def test_countries_are_states_and_others_are_units(capability, cities):
    assert (noun(capability), noun(cities)) == ("states", "units")
