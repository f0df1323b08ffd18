"""Parts of a balance by year, and what stands told from what moves."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.balance.parts import parts_by_year, places, standing_and_swing


def test_each_figure_stands_in_its_own_year_and_is_carried_nowhere():
    world = mp.load()
    parts = parts_by_year(mp.definition("multivector"), world, range(1992, 2026))
    assert list(parts) == ["trade_balance", "votes_usa_chn", "votes_usa_rus", "club_balance"]
    assert parts["votes_usa_chn"]["TUR"].last_valid_index() == 2023  # 2024 has seven of its votes alone
    usa, chn = (
        world.series(f"unga_distance_{power}")[1][world.units.index("KAZ"), -1] for power in ("usa", "chn")
    )
    by_hand = 2 * (1 - (usa**2 + chn**2) / (usa + chn) ** 2)
    assert parts["votes_usa_chn"].loc[2024, "KAZ"] == pytest.approx(by_hand)


def test_arms_count_once_they_are_joined():
    rows = [
        ("KAZ", f"arms_share_{name}", 2020, value)
        for name, value in zip(("usa", "chn", "rus", "eu"), (0, 10, 80, 10), strict=True)
    ]
    arms = pd.DataFrame(rows, columns=["unit", "indicator", "year", "value"])
    parts = parts_by_year(mp.definition("multivector"), mp.load().join(mp.read(arms)), [2020])
    assert parts["arms_balance"].loc[2020, "KAZ"] == pytest.approx((1 - 0.66) / (1 - 1 / 4))


def test_one_who_crosses_over_is_midway_on_the_average_and_swings():
    years = range(2000, 2004)
    table = pd.DataFrame(
        {"stands": 0.5, "crosses": [0.0, 1.0, 0.0, 1.0], "leaves": [1, 1, 0, np.nan]}, index=years
    )
    found = standing_and_swing(table, 4)
    assert found.loc["stands", ["level", "swing", "drift"]].tolist() == [0.5, 0, 0]
    assert found.loc["crosses", ["level", "swing", "drift"]].tolist() == [0.5, 1, 0]
    assert found.loc["leaves", ["swing", "drift", "figures"]].tolist() == [0.5, -1, 3]
    assert standing_and_swing(table, 2)["figures"].tolist() == [2, 2, 1]


def test_equals_share_a_place():
    place, many = places(pd.Series({"A": 0.2, "B": 0.9, "C": 0.2, "D": np.nan}))
    assert place.dropna().to_dict() == {"A": 2, "B": 1, "C": 2} and many == 3


def test_of_an_odd_number_of_years_the_middle_one_is_of_the_first_half():
    table = pd.DataFrame({"late": [9.0, 0.0, 0.0, 1.0]}, index=range(2000, 2004))
    found = standing_and_swing(table, 3).loc["late"]
    assert found["drift"] == 1 and found["level"] == pytest.approx(1 / 3) and found["swing"] == 0.5
