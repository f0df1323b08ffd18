"""What is a group of states is known by its code or its words; no state is taken for one."""

import pytest

from mpindex.units.aggregates import aggregate
from mpindex.units.countries import gazetteer


@pytest.mark.parametrize(
    "name",
    [
        "OWID_WRL",
        "OWID_EU27",
        "ZZK.WORLD",
        "ZZA.VHHD",
        "ZZE.AS",
        "EU27_2020",
        "EU28",
        "EA20",
        "EA19",
        "EEA31",
        "EFTA",
        "INX",
        "XQ",
        "High-income countries",
        "Euro area (19 countries)",
        "Africa (UN)",
        "Asia (excl. China)",
        "OECD - Total",
        "Emerging market economies",
        "World",
        "Other Europe",
        "Sub-Saharan Africa (excluding South Africa)",
        "European Union (27)",
        "Least developed countries",
        "Small states",
        "Very high human development",
        "ASEAN-5",
        "Commonwealth of Independent States",
        "Arab States",
    ],
)
def test_groups_are_known(name):
    assert aggregate(name)


@pytest.mark.parametrize("name", ["Ruritania", "Foo", "Kazakhstan", "Atlantis", "Q1", "north", "Narnia"])
def test_what_is_no_group_is_not_taken_for_one(name):
    assert not aggregate(name)


def test_no_state_by_any_known_spelling_is_refused_as_a_group():
    table = gazetteer()
    assert all(table.other(spelling) is None for spelling in table.spellings)
    assert all(table.unit(spelling) for spelling in table.spellings)
