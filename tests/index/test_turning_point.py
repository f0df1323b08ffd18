"""The figure at which the order of two rivals turns."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.index.turning_point import amount, turning_point


@pytest.fixture(scope="module")
def world() -> Dataset:
    return mp.load()


CENTRAL_ASIA = pd.DataFrame(
    {"a": [60.0, 40.0, 2.0, 2.0, 2.0], "b": [40.0, np.nan, 20.0, 20.0, 20.0]},
    index=["KAZ", "UZB", "KGZ", "TJK", "TKM"],
)


@pytest.mark.parametrize(("spending", "leader"), [(2.5e6, "KAZ"), (2.7e6, "UZB")])
def test_the_stated_figure_is_where_the_order_turns(world: Dataset, spending: float, leader: str):
    own = pd.DataFrame({"unit": ["UZB"], "year": [2022], "nmc_milex": [spending]})
    frame = world.frame[list(mp.definition("cinc").indicators)].copy()
    frame.loc["UZB", "nmc_milex"] = own["nmc_milex"].iloc[0]
    scores = mp.definition("cinc").apply(Dataset.from_frame(frame, is_countries=True)).scores
    assert scores[["KAZ", "UZB"]].idxmax() == leader


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


def level(a: float, others: list[float], **spec: object) -> tuple[float, bool] | None:
    """At which b the unit X, with so much a, is level with Y, which has 6 and 8: X needs b = 14 - a."""
    frame = pd.DataFrame({"a": [a, 6.0, 1.0, 2.0], "b": [np.nan, 8.0, *others]}, index=["X", "Y", "V", "W"])
    given = {"id": "x", "normalise": "none", "missing": "available", "tree": {"a": 1, "b": 1}, **spec}
    return turning_point(mp.definition(given).apply(Dataset.from_frame(frame)), "X", "Y", 1)


@pytest.mark.parametrize(
    ("a", "others", "turn"),
    [
        (10.0, [1.0, 9.0], 4),
        (12.0, [0.0, 1.0], 2),  # with a zero among them
        (18.0, [-5.0, 9.0], -4),  # with values below zero
        (1.0, [0.0, 9.0], None),  # 13 is more than anybody has
        (13.9, [0.2, 9.0], None),  # 0.1 is less
    ],
)
def test_the_turning_point_lies_between_the_values_that_units_have(a, others, turn):
    for best, above in (("high", True), ("low", False)):
        assert level(a, others, best=best) == (None if turn is None else (pytest.approx(turn), above))


def test_large_figures_turn_at_six_digits_too():
    assert level(6.0, [1.0, 1e9])[0] == pytest.approx(8, rel=1e-6)


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (999_999, "US$", "1 million US$"),
        (99_499, "US$", "99,000 US$"),
        (9.96, "t", "10 t"),
        (1e12, "US$", "1 trillion US$"),
        (2e9, "", "2 billion"),
        (4, "million persons", "4 million persons"),
        (0.42, "index, 0 to 1", "0.42 (index, 0 to 1)"),
        (2_649_000, "thousand current US$", "2.6 billion current US$"),
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
