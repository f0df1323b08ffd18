"""Trajectories: through the years on one basket and one scale."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

import mpindex as mp
from mpindex.analysis.trajectory import Trajectory
from mpindex.dataset.dataset import Dataset
from mpindex.dataset.states import states_of
from mpindex.errors import DataError, DefinitionError, OptionError, UnknownUnit

YEARS = range(1990, 2025)


@pytest.fixture(scope="module")
def kazakhstan() -> Trajectory:
    return mp.trajectory("Kazakhstan", "capability", YEARS, peers=["UZB", "TUR"])


def firms(**years: list[float]) -> Dataset:
    rows = [
        ("sales", unit, int(year[1:]), value)
        for year, values in years.items()
        for unit, value in zip("abc", values, strict=True)
    ]
    frame = pd.DataFrame(rows, columns=["indicator", "unit", "year", "value"]).assign(source="test").dropna()
    return Dataset.from_tidy(frame, metadata={"sales": {"window": 0}})


GROWTH = {"y2000": [1.0, 2.0, 3.0], "y2001": [9.0, 4.0, 5.0]}
SIZE = {"id": "size", "tree": {"sales": 1}, "bands": [{"large": {"score": {"min": 50}}}, {"small": {}}]}


# by hand ----------------------------------------------------------------------


def test_a_frozen_scale_is_learned_from_all_years_together():
    """The least is 1, the most 9."""
    found = mp.trajectory("a", SIZE, [2000, 2001], firms(**GROWTH))
    assert_allclose(found.scores, [[0, 12.5, 25], [100, 37.5, 50]])
    assert found.bands.loc[2001].tolist() == ["large", "small", "large"]
    assert found.ranks["a"].tolist() == [3, 1]


def test_a_scale_of_a_base_year_is_that_years():
    found = mp.trajectory("a", SIZE, [2000, 2001], firms(**GROWTH), base_year=2000)
    assert_allclose(found.scores, [[0, 50, 100], [400, 150, 200]])


def test_a_yearly_scale_begins_anew_every_year():
    found = mp.trajectory("a", SIZE, [2000, 2001], firms(**GROWTH), scale="yearly")
    assert_allclose(found.scores, [[0, 50, 100], [100, 0, 20]])


def test_a_share_is_always_a_share_of_the_years_total():
    found = mp.trajectory("a", {**SIZE, "normalise": "share"}, [2000, 2001], firms(**GROWTH))
    assert_allclose(found.scores.sum(axis=1), 1)
    chained = mp.trajectory(
        "a", {**SIZE, "normalise": ["log_share", "minmax"]}, [2000, 2001], firms(**GROWTH)
    )
    logs = np.log([[1 / 6, 2 / 6, 3 / 6], [9 / 18, 4 / 18, 5 / 18]])
    assert_allclose(chained.scores, 100 * (logs - logs.min()) / (logs.max() - logs.min()))


def test_who_rose_and_who_fell_by_hand():
    risers = mp.trajectory("a", SIZE, [2000, 2001], firms(**GROWTH)).risers(2000)
    assert risers["rise"].to_dict() == {"a": 2, "b": -1, "c": -1}
    assert risers.loc["a", ["rank_2000", "rank_2001"]].tolist() == [3, 1]


def test_a_newborn_pushes_nobody_down():
    """c has no figure for 2000: among a and b, b falls from first to second."""
    risers = mp.trajectory(
        "a", SIZE, [2000, 2001], firms(y2000=[1.0, 2.0, np.nan], y2001=[9.0, 4.0, 5.0])
    ).risers()
    assert risers["rise"].to_dict() == {"a": 1, "b": -1}


# the world --------------------------------------------------------------------


def test_kazakhstan_has_no_rank_before_it_was_a_state(kazakhstan):
    own = kazakhstan.table.loc["KAZ"]
    assert own.loc[1990, ["rank", "score", "band", "coverage"]].isna().all()
    assert own.loc[1991:, "rank"].notna().all()
    assert own["of"].is_monotonic_increasing
    assert own.loc[1990, "of"] < own.loc[2011, "of"]


def test_the_basket_and_what_fell_out_are_stated(kazakhstan):
    whole = set(mp.definition("capability").indicators)
    assert set(kazakhstan.basket) | set(kazakhstan.dropped) == whole
    assert {"gdp", "population", "milex"} <= set(kazakhstan.basket)
    assert "1990 to 2020" in kazakhstan.dropped["embassies_sent"]
    assert "dropped: " in str(kazakhstan)


def test_thin_years_are_noted(kazakhstan):
    assert any(
        note.startswith("KAZ has figures for less than 80%") and "1991 to 1992" in note
        for note in kazakhstan.notes
    )


def test_the_yearly_scale_of_the_last_year_is_the_index_of_that_year():
    found = mp.trajectory("KAZ", "wood", [1995, 2010], scale="yearly")
    index = mp.definition("wood").apply(states_of(mp.load(), 2010))
    assert_allclose(found.scores.loc[2010, list(index.units)], index.scores)
    assert_allclose(found.ranks.loc[2010, list(index.units)], index.ranks)
    assert (found.bands.loc[2010, list(index.units)].fillna("-") == index.bands.fillna("-")).all()


def test_nothing_later_is_used():
    short = mp.trajectory("KAZ", "cinc", [2016], scale="yearly")
    longer = mp.trajectory("KAZ", "cinc", [2016, 2022], scale="yearly")
    assert_allclose(short.scores.loc[2016], longer.scores.loc[2016])


def test_bands_by_expert_lists_begin_when_there_are_lists():
    found = mp.trajectory("KAZ", "behavioural", [2000, 2024])
    assert found.bands.loc[2000].isna().all()
    assert found.bands.loc[2024].notna().any()
    assert any(note.startswith("no bands in 2000") for note in found.notes)


def test_parameters_are_the_definitions_own():
    found = mp.trajectory("KAZ", "regional", [2010, 2020], parameters={"region": "Central Asia"})
    assert found.ranks.loc[2020, "KAZ"] < mp.trajectory("KAZ", "regional", [2020]).ranks.loc[2020, "KAZ"]


def test_figures_and_tables_can_be_had(kazakhstan):
    assert list(kazakhstan.ranks.columns) == list(mp.load().units)
    assert kazakhstan.table.index.names == ["unit", "year"]
    assert kazakhstan._repr_html_().startswith("<p>Kazakhstan")
    assert kazakhstan.sentence() in str(kazakhstan)


def test_someone_who_never_has_a_rank_is_said_to_have_none():
    assert "has no rank" in mp.trajectory("SSD", "wood", [1995, 2000]).sentence()


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: mp.trajectory("KAZ", "wood", []), OptionError, "no year"),
        (lambda: mp.trajectory("KAZ", "wood", ["2000"]), OptionError, "years are whole numbers"),
        (lambda: mp.trajectory("KAZ", "wood", "2000"), OptionError, "years are whole numbers"),
        (lambda: mp.trajectory("KAZ", "wood", None), OptionError, "years are whole numbers"),
        (lambda: mp.trajectory("KAZ", "wood", [2000.5]), OptionError, "years are whole numbers"),
        (lambda: mp.trajectory("KAZ", "wood", [2000], scale="forzen"), OptionError, "Did you mean 'frozen'"),
        (lambda: mp.trajectory("KAZ", "wood", [2000], enough=0), OptionError, "enough is a share"),
        (lambda: mp.trajectory("KAZ", "wood", [2000], enough="half"), OptionError, "enough is a share"),
        (lambda: mp.trajectory("KAZ", "wood", [2000], base_year="2000"), OptionError, "base_year is a whole"),
        (lambda: mp.trajectory("KAZ", "wood", [2000], peers=3), OptionError, "peers takes names"),
        (
            lambda: mp.trajectory("KAZ", "wood", [2000], parameters="SCO"),
            OptionError,
            "parameters is a mapping",
        ),
        (lambda: mp.trajectory("KAZ", "wood", [2000], "world"), OptionError, "a Dataset"),
        (lambda: mp.trajectory("KAZ", 3, [2000]), OptionError, "a definition is an id"),
        (lambda: mp.trajectory(3, "wood", [2000]), UnknownUnit, "3"),
        (lambda: mp.trajectory("KAZ", "wood", [1800]), DataError, "no value is fresh as of 1800"),
        (lambda: mp.trajectory("Atlantis", "wood", [2000]), UnknownUnit, "Atlantis"),
        (lambda: mp.trajectory("KAZ", "cinc", [1995]), DataError, "no indicator of 'cinc'"),
        (
            lambda: mp.trajectory("KAZ", "wood", [2000, 2001]).risers(1999),
            OptionError,
            "since: 1999 is not a year of this trajectory",
        ),
        (
            lambda: mp.trajectory("KAZ", "wood", [2000, 2001]).risers(many="all"),
            OptionError,
            "many is a whole number",
        ),
    ],
)
def test_wrong_calls_say_what_is_wrong(call, error, says):
    with pytest.raises(error, match=says):
        call()


def test_one_year_and_one_peer_need_be_no_list():
    found = mp.trajectory("KAZ", "wood", 2010, peers="UZB")
    assert list(found.ranks.index) == [2010] and found.peers == ("UZB",)


def test_a_definition_in_python_has_no_tree_to_follow():
    class Own:
        id = "own"

        def apply(self, dataset):
            raise NotImplementedError

    with pytest.raises(DefinitionError, match="written in Python"):
        mp.trajectory("KAZ", Own(), [2000])
