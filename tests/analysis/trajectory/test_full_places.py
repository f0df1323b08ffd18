"""A definition's own places are those that `where(year=)` gives."""

from __future__ import annotations

import numpy as np

import mpindex as mp
from mpindex.analysis.trajectory.full_places import FullPlaces


def places(name: str, *years: int) -> FullPlaces:
    return FullPlaces(mp.definition(name), mp.load().at(None), years, {})


def test_a_place_is_that_of_where_as_of_the_year():
    full = places("capability", 1995, 2010)
    for year in (1995, 2010):
        standing = mp.where("KAZ", year=year, definitions="capability").standings["capability"]
        assert full.ranks.loc[year, "KAZ"] == standing.rank
        assert full.ranks.loc[year].notna().sum() == standing.n
    assert full.coverage[1995] < full.coverage[2010] <= 1


def test_who_was_no_state_has_no_place():
    ranks = places("wood", 1990, 2011).ranks
    assert np.isnan(ranks.loc[1990, "KAZ"]) and np.isnan(ranks.loc[1990, "SSD"])
    assert ranks.loc[2011, "KAZ"] > 0


def test_a_year_in_which_the_definition_cannot_be_applied_has_no_places():
    full = places("cinc", 1991, 2016)
    assert full.ranks.loc[1991].isna().all() and full.coverage[1991] == 0
    assert full.ranks.loc[2016, "KAZ"] > 0
