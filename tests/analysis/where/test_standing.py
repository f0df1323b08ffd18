"""Where a state stands: what is said under each definition agrees with the indices it is made from."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.where.where import where
from mpindex.dataset.dataset import Dataset
from mpindex.errors import OptionError


@pytest.fixture(scope="module")
def world() -> Dataset:
    return mp.load()


@pytest.fixture(scope="module")
def kaz(world: Dataset):
    return where("Kazakhstan", dataset=world)


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


def test_a_state_without_figures_has_no_score_and_says_what_is_missing():
    frame = pd.DataFrame({"gdp": [np.nan, 1.0, 2.0]}, index=["A", "B", "C"])
    one = where("A", dataset=Dataset.from_frame(frame), definitions=["wood"])
    standing = one.standings["wood"]
    assert not standing.scored
    assert standing.rank is None
    assert standing.band == "no score"
    assert standing.missing == ["gdp"]
    assert standing.vintage is None
    assert one.table.loc["wood", "same_band"] == 0
    assert one.regions.empty


def test_a_number_of_indicators_that_is_none_is_named(kaz):
    for call in (kaz.standings["capability"].lifts, kaz.standings["capability"].drags):
        with pytest.raises(OptionError, match="many is a whole number of at least 0"):
            call("few")


def test_outsiders_are_in_the_first_band_and_on_no_list(kaz, world: Dataset):
    behavioural, capability = kaz.standings["behavioural"], kaz.standings["capability"]
    first = behavioural.index.definition.bands[0]
    assert behavioural.outsiders()
    assert set(behavioural.index.bands[behavioural.outsiders()]) == {first}
    assert not set(behavioural.outsiders()) & set(world.lists["unit"])
    assert capability.outsiders() == []


def test_a_figure_beside_the_score_that_is_none_is_missing(kaz):
    assert np.isnan(kaz.standings["capability"].reported("lead"))
    assert kaz.standings["regional"].beside["lead"] == kaz.standings["regional"].reported("lead")
