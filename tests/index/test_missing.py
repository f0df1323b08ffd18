"""The missing values that decide who leads and who moves."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset


@pytest.fixture(scope="module")
def world() -> Dataset:
    return mp.load()


CENTRAL_ASIA = pd.DataFrame(
    {"a": [60.0, 40.0, 2.0, 2.0, 2.0], "b": [40.0, np.nan, 20.0, 20.0, 20.0]},
    index=["KAZ", "UZB", "KGZ", "TJK", "TKM"],
)


def test_the_missing_uzbek_figure_decides_who_leads_central_asia(world: Dataset):
    notes = mp.definition("cinc").apply(world).notes
    (first, second) = [note for note in notes if "leads Central Asia" in note]
    assert "UZB (rank 48, KAZ rank 53) under 'available', KAZ (rank 49, UZB rank 54) under 'zero'" in first
    assert "UZB lacks nmc_milex" in first and "'exclude'" in second
    assert (
        "UZB lacks nmc_milex: entered, it puts UZB ahead of KAZ only above about 2.6 billion current US$"
        " (figures of 2022)" in notes
    )


def test_where_either_rule_gives_the_same_leader_nothing_is_said(world: Dataset):
    """Ranges to [0, 100]: KAZ has a = 100, b = 100; UZB has a = 38/58 x 100 = 65.5, and with b as zero 32.8."""
    data = Dataset.from_frame(CENTRAL_ASIA, is_countries=True, tables=world.tables)
    definition = mp.definition({"id": "x", "missing": "available", "tree": {"a": 1, "b": 1}})
    assert not [note for note in definition.apply(data).notes if "leads" in note]


def test_where_nothing_is_missing_nothing_decides(world: Dataset):
    data = Dataset.from_frame(CENTRAL_ASIA.fillna(30.0), is_countries=True, tables=world.tables)
    definition = mp.definition({"id": "x", "missing": "available", "tree": {"a": 1, "b": 1}})
    assert definition.apply(data).notes == ()


def test_who_moves_under_another_rule_is_counted():
    """Under `available` the ranks are A, B, C, D; with gaps as zeros B falls from second to third."""
    frame = pd.DataFrame({"a": [9.0, 8.0, 5.0, 0.0], "b": [9.0, np.nan, 5.0, 0.0]}, index=list("ABCD"))
    spec = {"id": "t", "normalise": "none", "missing": "available", "tree": {"a": 1, "b": 1}}
    notes = mp.definition(spec).apply(Dataset.from_frame(frame)).notes
    assert notes == (
        "missing values: under 'zero' instead of 'available' 2 units change rank, each by one",
        "missing values: under 'exclude' instead of 'available' 2 units change rank, each by one; 1 unit has no score",
    )


def test_who_loses_the_score_is_counted_and_who_moves_most_is_named():
    """Of A to E the second and the fourth have a gap: left out, C and E move up; as a zero, B falls behind C."""
    frame = pd.DataFrame(
        {"a": [9.0, 8.0, 5.0, 4.0, 0.0], "b": [9.0, np.nan, 5.0, np.nan, 1.0]}, list("ABCDE")
    )
    spec = {"id": "t", "normalise": "none", "missing": "zero", "tree": {"a": 1, "b": 1}}
    definition = mp.definition(spec)
    assert definition.apply(Dataset.from_frame(frame)).notes == (
        "missing values: under 'available' instead of 'zero' 2 units change rank, each by one",
        "missing values: under 'exclude' instead of 'zero' 1 unit changes rank, most of all E, from 5 to 3;"
        " 2 units have no score",
    )
    assert definition.with_(missing="exclude").apply(Dataset.from_frame(frame)).notes == (
        "2 of 5 units have no score: B, D; `missing: available` would rank them",
        "missing values: under 'available' instead of 'exclude' 2 units change rank, most of all E, from 3 to 5",
        "missing values: under 'zero' instead of 'exclude' 1 unit changes rank, most of all E, from 3 to 5",
    )


def test_where_low_is_best_nothing_counts_as_zero():
    frame = pd.DataFrame({"a": [9.0, 8.0, 5.0], "b": [9.0, np.nan, 5.0]}, index=list("ABC"))
    spec = {"id": "t", "best": "low", "normalise": "none", "missing": "available", "tree": {"a": 1, "b": 1}}
    notes = mp.definition(spec).apply(Dataset.from_frame(frame)).notes
    assert not any("'zero'" in note for note in notes) and any("'exclude'" in note for note in notes)


def test_the_other_rules_warn_of_nothing_a_second_time(recwarn):
    frame = pd.DataFrame(
        {"a": [9.0, 8.0, 5.0], "b": [9.0, np.nan, 5.0], "same": [1.0, 1.0, 1.0]}, index=list("ABC")
    )
    spec = {"id": "t", "missing": "available", "tree": {"a": 1, "b": 1, "same": 1}}
    index = mp.definition(spec).apply(Dataset.from_frame(frame))
    assert len(recwarn) == 1
    assert index.notes and len(recwarn) == 1
