"""Where a state stands: what is said under each definition agrees with the indices it is made from."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.standing import where
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DefinitionError, OptionError, UnknownUnit


@pytest.fixture(scope="module")
def world() -> Dataset:
    return mp.load()


@pytest.fixture(scope="module")
def kaz(world: Dataset):
    return where("Kazakhstan", world)


def test_all_four_headline_definitions_answer(kaz):
    assert list(kaz.table.index) == ["capability", "behavioural", "regional", "rankings"]
    assert kaz.unit == "KAZ"
    assert kaz.name == "Kazakhstan"


@pytest.mark.parametrize("name", ["capability", "behavioural", "regional", "rankings"])
def test_each_answer_is_that_of_its_index(kaz, world: Dataset, name: str):
    index, row = mp.definition(name).apply(world), kaz.table.loc[name]
    assert row["score"] == index.scores["KAZ"]
    assert row["rank"] == index.ranks["KAZ"]
    assert row["n"] == index.n
    assert row["position"] == pytest.approx((row["rank"] - 0.5) / row["n"])
    assert row["band"] == index.bands["KAZ"]
    assert row["same_band"] == (index.bands == row["band"]).sum()
    assert row["base_rate"] == pytest.approx(row["same_band"] / row["n"])


def test_the_middle_of_the_pack_is_the_middle_third(kaz):
    for standing in kaz.standings.values():
        assert standing.middle_of_pack == (1 / 3 <= standing.position <= 2 / 3)


def test_what_lifts_and_what_drags_are_on_their_sides(kaz):
    for standing in kaz.standings.values():
        sign = -1 if standing.id == "rankings" else 1
        assert (standing.lifts()["effect"] * sign > 0).all()
        assert (standing.drags()["effect"] * sign < 0).all()
        assert not set(standing.lifts().index) & set(standing.drags().index)


def test_the_strongest_stands_first_on_either_side(kaz):
    capability = kaz.standings["capability"]
    assert capability.lifts(9)["effect"].is_monotonic_decreasing
    assert capability.drags(9)["effect"].is_monotonic_increasing


def test_company_and_peers_include_the_state_itself(kaz):
    for standing in kaz.standings.values():
        assert "KAZ" in standing.peers
        assert "KAZ" in standing.in_band()
        assert len(standing.in_band()) == standing.same_band[0]


def test_every_grouping_of_the_state_has_its_regional_verdict(kaz, world: Dataset):
    groupings = kaz.groupings
    assert {"world", "nearest_10", "SCO", "CIS", "Central Asia"} <= set(groupings.index)
    central = mp.definition("regional").apply(world, region="Central Asia")
    assert groupings.loc["Central Asia", "share"] == central.scores["KAZ"]
    assert groupings.loc["Central Asia", "n"] == 5
    assert groupings.loc["Central Asia", "band"] == central.bands["KAZ"]


def test_an_older_world_uses_nothing_later(world: Dataset):
    old = where("KAZ", world, year=2005, definitions=["capability", "wood"])
    assert all(standing.vintage[1] <= 2005 for standing in old.standings.values())


@pytest.mark.parametrize("year", [1992, 2005, 2010])
def test_every_headline_definition_answers_as_of_an_early_year(year: int):
    """No expert list draws the line of behaviour yet, and no trade between states is there: said, not raised."""
    old = where("KAZ", year=year)
    assert all(standing.scored for standing in old.standings.values())
    assert f"as of {year} too few expert lists were out" in old.verdict()
    assert np.isnan(old.standings["regional"].beside["market"])
    assert "too few expert lists" in str(old)
    assert any("too few expert lists" in note for note in old.standings["behavioural"].index.notes)
    assert "too few expert lists" not in where("KAZ").verdict()


def test_one_definition_need_not_be_a_list(world: Dataset):
    assert list(where("KAZ", world, definitions="wood").standings) == ["wood"]


@pytest.mark.parametrize("given", ["world", 2010])
def test_data_that_are_no_dataset_are_refused(given: object):
    with pytest.raises(OptionError, match="the data are a Dataset"):
        where("KAZ", given)
    with pytest.raises(OptionError, match="the data are a Dataset"):
        mp.definition("wood").apply(given)


def test_a_grouping_where_a_figure_is_alike_for_all_is_no_warning(
    world: Dataset, recwarn: pytest.WarningsRecorder
):
    assert "Micronesia" in where("NRU", world, definitions=["regional"]).groupings.index
    assert not recwarn.list


def test_one_unit_alone_lacks_no_figures_but_others():
    alone = Dataset.from_frame(pd.DataFrame({"gdp": [1.0]}, index=["A"]))
    with pytest.warns(UserWarning, match="constant"):
        told = str(where("A", alone, definitions=[{"id": "m", "tree": {"gdp": 1}}]))
    assert "no figure tells the units apart" in told
    assert "missing" not in told


def test_a_state_without_figures_has_no_score_and_says_what_is_missing():
    frame = pd.DataFrame({"gdp": [np.nan, 1.0, 2.0]}, index=["A", "B", "C"])
    one = where("A", Dataset.from_frame(frame), definitions=["wood"])
    standing = one.standings["wood"]
    assert not standing.scored
    assert standing.rank is None
    assert standing.band == "no score"
    assert standing.missing == ["gdp"]
    assert standing.vintage is None
    assert one.table.loc["wood", "same_band"] == 0
    assert one.groupings.empty


def test_two_definitions_of_one_id_stand_side_by_side(world: Dataset):
    found = where("KAZ", world, definitions=["wood", mp.definition("wood").with_(missing="available")])
    assert list(found.standings) == ["wood", "wood (2)"]


def test_an_unknown_state_or_no_definition_is_said_so(world: Dataset):
    with pytest.raises(UnknownUnit, match="Kazakhstan"):
        where("Kazakstn", world)
    with pytest.raises(DefinitionError, match="at least one definition"):
        where("KAZ", world, definitions=[])
