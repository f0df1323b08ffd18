"""What an Index says of itself: the missing values that decide, and the figure at which the decision turns."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.index.turning_point import amount


@pytest.fixture(scope="module")
def world() -> Dataset:
    return mp.load()


def test_the_missing_uzbek_figure_decides_who_leads_central_asia(world: Dataset):
    notes = mp.definition("cinc").apply(world).notes
    (first, second) = [note for note in notes if "leads Central Asia" in note]
    assert "UZB (rank 48, KAZ rank 53) under 'available', KAZ (rank 49, UZB rank 54) under 'zero'" in first
    assert "UZB lacks nmc_milex" in first and "'exclude'" in second
    assert (
        "UZB lacks nmc_milex: entered, it puts UZB ahead of KAZ only above about 2.6 billion current US$"
        " (figures of 2022)" in notes
    )


@pytest.mark.parametrize(("spending", "leader"), [(2.5e6, "KAZ"), (2.7e6, "UZB")])
def test_the_stated_figure_is_where_the_order_turns(world: Dataset, spending: float, leader: str):
    own = pd.DataFrame({"unit": ["UZB"], "year": [2022], "nmc_milex": [spending]})
    frame = world.frame[list(mp.definition("cinc").indicators)].copy()
    frame.loc["UZB", "nmc_milex"] = own["nmc_milex"].iloc[0]
    scores = mp.definition("cinc").apply(Dataset.from_frame(frame, is_countries=True)).scores
    assert scores[["KAZ", "UZB"]].idxmax() == leader


#: Five states of Central Asia with one figure missing, so that the turning point can be worked out by hand.
CENTRAL_ASIA = pd.DataFrame(
    {"a": [60.0, 40.0, 2.0, 2.0, 2.0], "b": [40.0, np.nan, 20.0, 20.0, 20.0]},
    index=["KAZ", "UZB", "KGZ", "TJK", "TKM"],
)


def test_where_either_rule_gives_the_same_leader_nothing_is_said(world: Dataset):
    """Ranges to [0, 100]: KAZ has a = 100, b = 100; UZB has a = 38/58 x 100 = 65.5, and with b as zero 32.8."""
    data = Dataset.from_frame(CENTRAL_ASIA, is_countries=True, tables=world.tables)
    definition = mp.definition({"id": "x", "missing": "available", "tree": {"a": 1, "b": 1}})
    assert not [note for note in definition.apply(data).notes if "leads" in note]


def test_a_missing_figure_that_decides_names_its_turning_point(world: Dataset):
    """Shares: a is 50, 52, 2, 2, 2 of 108; b 30, ?, 30, 20, 20 of 100 + v.

    Under `available` UZB has 52/108 = .481 and KAZ (50/108 + 30/100) / 2 = .381: UZB leads. Under `zero` UZB has .241:
    KAZ leads. With v entered UZB is ahead if 52/108 + v/(100 + v) > 50/108 + 30/(100 + v), that is if
    2 (100 + v) + 108 v > 3240, or 110 v > 3040: from v = 27.6 on.
    """
    frame = CENTRAL_ASIA.assign(a=[50.0, 52.0, 2.0, 2.0, 2.0], b=[30.0, np.nan, 30.0, 20.0, 20.0])
    data = Dataset.from_frame(
        frame, is_countries=True, tables=world.tables, metadata={"b": {"unit": "thousand t"}}
    )
    definition = mp.definition(
        {"id": "x", "normalise": "share", "missing": "available", "tree": {"a": 1, "b": 1}}
    )
    notes = definition.apply(data).notes
    assert any("decide who leads Central Asia: UZB" in note for note in notes)
    (turn,) = [note for note in notes if "entered" in note]
    assert turn.startswith("UZB lacks b: entered, it puts UZB ahead of KAZ only above about 28,000 t")


def test_where_nothing_is_missing_nothing_decides(world: Dataset):
    data = Dataset.from_frame(CENTRAL_ASIA.fillna(30.0), is_countries=True, tables=world.tables)
    definition = mp.definition({"id": "x", "missing": "available", "tree": {"a": 1, "b": 1}})
    assert definition.apply(data).notes == ()


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (2_593_000, "thousand current US$", "2.6 billion current US$"),
        (1.234e12, "current US$", "1.2 trillion current US$"),
        (71_000, "persons", "71,000 persons"),
        (3.14159, "% of GDP", "3.1 % of GDP"),
        (0.00123, "", "0.0012"),
        (-4_200_000, "US$", "-4.2 million US$"),
        (3.1, "1-5", "3.1 (scale 1-5)"),
        (0.6, "about -2.5 to 2.5", "0.6 (scale about -2.5 to 2.5)"),
    ],
)
def test_amounts_are_written_to_two_digits_in_words(value: float, unit: str, words: str):
    assert amount(value, unit) == words


def test_interpolation_as_of_a_year_says_that_it_looks_ahead() -> None:
    filled = mp.definition({"id": "one", "impute": "linear", "normalise": "none", "tree": {"gdp": 1}})
    world = mp.load(year=2010)
    assert any("later years" in note for note in filled.apply(world).notes)
    assert not any("later years" in note for note in filled.with_(impute="latest").apply(world).notes)
    assert not any("later years" in note for note in filled.apply(mp.load()).notes)
