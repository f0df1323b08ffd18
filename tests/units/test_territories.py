"""Territories that publishers rank are found by every way in which they are written, and are none of the states."""

import pytest

from mpindex.units.countries import gazetteer, key
from mpindex.units.territories import TERRITORIES, name, spellings


@pytest.mark.each("code", list(TERRITORIES))
def test_a_territory_is_no_state_and_known_as_none(code):
    table = gazetteer()
    assert table.unit(code) is None
    assert table.other(code) is not None
    assert table.unit(name(code)) is None


def test_no_spelling_is_of_two_territories():
    keys = [key(text) for code in TERRITORIES for text in dict.fromkeys(map(key, spellings(code)))]
    assert len(keys) == len(set(keys))


def test_the_usual_name_is_a_name():
    assert name("HKG") == "Hong Kong"
    assert name("PSE") == "Palestine"
