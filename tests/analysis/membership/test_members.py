"""Who is in a tier in each year."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.errors import DefinitionError, OptionError, UnknownUnit


def test_members_are_those_whose_band_stands_for_the_tier():
    found = mp.members("wood", [2005, 2015])
    bands = found.trajectory.bands
    assert (found.inside == (bands == "middle")).all(axis=None)
    assert found.inside.sum(axis=1).between(25, 31).all()  # 31 ranks, less great powers by rule
    great = mp.members("wood", [2005, 2015], tier="great")
    assert great.inside.loc[2015, ["USA", "CHN", "FRA", "RUS"]].all()


def test_the_basket_is_the_asked_units_own():
    assert set(mp.members("capability", [1996, 2020], unit="Uzbekistan").trajectory.basket) <= set(
        mp.members("capability", [1996, 2020]).trajectory.basket
    )


@pytest.mark.parametrize(
    ("options", "fault", "words"),
    [
        (
            {"definition": "multivector"},
            DefinitionError,
            "no band of the tier 'middle': its bands are balances in trade",
        ),
        ({"definition": "elcano_style"}, DefinitionError, "elcano_style says no tier: .* 44 % of the weight"),
        ({"tier": "midle"}, OptionError, "Did you mean 'middle'"),
        ({"unit": "Kasachland"}, UnknownUnit, "Kasachland"),
        ({"years": "2000"}, OptionError, "years are whole numbers"),
        ({"base_year": 2000}, OptionError, "no argument 'base_year'"),
    ],
)
def test_a_mistake_is_named_with_its_remedy(options, fault, words):
    with pytest.raises(fault, match=words):
        mp.members(**{"definition": "wood", "years": [2000], **options})


def test_why_nobody_is_in_a_tier_is_said_with_the_bands_that_there_are():
    bands = [{"top": {"rank": [1, 9]}}, {"rest": {}}]
    for given, words in ((bands, "its bands are top and rest"), ([], "it has no bands")):
        with pytest.raises(DefinitionError) as caught:
            mp.members({"id": "own", "tree": {"gdp": 1}, "bands": given}, [2020])
        assert str(caught.value) == f"own has no band of the tier 'middle': {words}"
