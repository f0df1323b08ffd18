"""What came after a shock, and whose move it was, by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from mpindex.analysis.balance.shifts import shifts

YEARS = range(2010, 2019)


def after_2014(**ends: tuple[float, float]) -> pd.DataFrame:
    """Positions that jump in 2014 from one value to another; powers that are not named stay at 0."""
    powers = dict.fromkeys(("USA", "CHN", "RUS"), (0.0, 0.0))
    table = {
        unit: [before if year < 2014 else after for year in YEARS]
        for unit, (before, after) in (powers | ends).items()
    }
    return pd.DataFrame(table, index=YEARS)


def to_russia(points: pd.DataFrame) -> dict[str, float]:
    table = shifts(points, "KAZ", [2014], 3)
    return table[table["power"] == "RUS"].iloc[0].to_dict()


def test_a_power_that_moves_toward_a_state_made_the_change():
    row = to_russia(after_2014(KAZ=(1.0, 1.0), RUS=(0.0, 0.75)))
    assert (row["before"], row["after"]) == (1, 0.25)
    assert (row["change"], row["own"], row["of_power"]) == (-0.75, 0, -0.75)


def test_a_state_that_moves_made_it_itself():
    row = to_russia(after_2014(KAZ=(1.0, 3.0)))
    assert (row["change"], row["own"], row["of_power"]) == (2, 2, 0)


def test_two_who_cross_share_it_and_the_parts_add_up():
    row = to_russia(after_2014(KAZ=(1.0, 0.0), RUS=(0.0, 2.0)))
    assert row["change"] == 1 and row["own"] + row["of_power"] == pytest.approx(1)
    assert row["own"] == pytest.approx((-1 + 1) / 2)


def test_the_same_change_at_other_years_is_counted():
    row = to_russia(after_2014(KAZ=(1.0, 3.0)))
    assert row["larger"] == 1 and row["of"] == 4  # of 2012, 2013, 2015, 2016: 2013 has the same years before
    still = to_russia(after_2014(KAZ=(1.0, 1.0)))
    assert still["larger"] == still["of"] == 4


def test_the_change_of_the_median_state_stands_beside_it():
    row = to_russia(after_2014(KAZ=(1.0, 1.0), RUS=(0.0, 1.0), A=(2.0, 2.0), B=(2.0, 2.0), C=(2.0, 2.0)))
    assert row["median"] == -1


def test_a_year_without_two_figures_on_either_side_is_left_out():
    points = after_2014(KAZ=(1.0, 3.0))
    assert shifts(points, "KAZ", [2010, 2018, 1950], 3).empty
    points.loc[2015:2016, "KAZ"] = float("nan")
    assert shifts(points, "KAZ", [2014], 3).empty
    assert shifts(after_2014(), "USA", [2014], 3)["power"].tolist() == ["CHN", "RUS"]
