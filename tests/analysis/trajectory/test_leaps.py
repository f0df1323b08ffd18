"""The leap that a figure makes when it enters or leaves: by hand, and as if it had been there or not."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.trajectory.leaps import ALL, LARGE, leaps, on_common_figures
from mpindex.analysis.trajectory.years import Years
from mpindex.dataset.dataset import Dataset

SPEC = {"id": "two", "missing": "available", "tree": {"sales": 3, "staff": 1}}
UNITS = [f"u{i}" for i in range(40)]


def scored(sales: dict[int, list[float]], staff: dict[int, list[float]]) -> Years:
    rows = [
        (name, unit, year, value)
        for name, years in (("sales", sales), ("staff", staff))
        for year, values in years.items()
        for unit, value in zip(UNITS, values, strict=False)
    ]
    frame = pd.DataFrame(rows, columns=["indicator", "unit", "year", "value"]).assign(source="test").dropna()
    world = Dataset.from_tidy(frame, metadata={name: {"window": 0} for name in ("sales", "staff")})
    return Years(mp.definition(SPEC), world, {y: world.at(y) for y in sales}, {}, "frozen", None)


def table(years: Years) -> pd.DataFrame:
    return leaps(years, years.frames()["ranks"].to_numpy())


@pytest.fixture(scope="module")
def three() -> Years:
    """The sales of a, b and c are 80, 100 and 0 in all years, their staff 10, 0 and 5; that of b is not known in 2001."""
    nan = float("nan")
    return scored(
        {2000: [80.0, 100.0, 0.0], 2001: [80.0, 100.0, 0.0], 2002: [80.0, 100.0, 0.0]},
        {2000: [10.0, 0.0, 5.0], 2001: [10.0, nan, 5.0], 2002: [10.0, 0.0, 5.0]},
    )


def test_a_figure_that_leaves_and_enters_is_named_with_its_leap(three):
    """With staff: a (3 x 80 + 100) / 4 = 85, b (3 x 100 + 0) / 4 = 75; without it b has 100 and stands first."""
    left, came = table(three).to_dict("records")
    assert (left["unit"], left["since"], left["year"], left["indicator"]) == ("u1", 2000, 2001, "staff")
    assert (left["event"], left["figure_of"], left["weight"]) == ("leaves", 2000, 0.25)
    assert (left["before"], left["rank"], left["otherwise"], left["leap"]) == (2, 1, 2, 1)
    assert left["effect"] == pytest.approx(25) and came["effect"] == pytest.approx(-25)
    assert (came["event"], came["figure_of"], came["value"]) == ("enters", 2002, 0)
    assert (came["before"], came["rank"], came["otherwise"], came["leap"]) == (1, 2, 1, -1)


def test_where_nothing_enters_leaves_or_moves_far_there_is_no_row():
    assert table(
        scored({2000: [1.0, 2.0, 3.0], 2001: [3.0, 2.0, 1.0]}, {2000: [1.0, 2.0, 3.0], 2001: [2.0, 1.0, 3.0]})
    ).empty


def test_a_large_move_names_the_figure_that_makes_it_though_none_enters_or_leaves():
    sales = [float(i) for i in range(40)]
    flat = [float(i) for i in range(40)]
    after = [39.5, *sales[1:]]
    rows = table(scored({2000: sales, 2001: after}, {2000: flat, 2001: flat}))
    top, joint = rows.iloc[0], rows.iloc[-1]
    assert joint["indicator"] == ALL and joint["leap"] == top["leap"]
    assert set(rows["unit"]) == {"u0"}
    assert (top["indicator"], top["event"], top["value_before"], top["value"]) == (
        "sales",
        "changes",
        0,
        39.5,
    )
    assert top["before"] == 40 and top["before"] - top["rank"] > LARGE
    assert top["leap"] == top["before"] - top["rank"]


def test_figures_that_enter_together_are_counted_together_too():
    nan = float("nan")
    sales = [float(i) for i in range(40)]
    before = [*sales[:39], nan]
    known = {2000: [*sales[:39], 0.0], 2001: [*sales[:39], nan]}
    rows = table(scored({2000: before, 2001: sales}, known))
    joint = rows[rows["indicator"] == ALL].iloc[0]
    assert joint["unit"] == "u39" and joint["weight"] == pytest.approx(1)
    assert (joint["before"], joint["rank"], joint["otherwise"], joint["leap"]) == (39, 1, 39, 38)
    assert rows.iloc[-1]["indicator"] == ALL


def test_two_years_are_compared_on_what_is_known_in_both(three):
    assert on_common_figures(three, 1, 0, 2) is None
    names, ranks = on_common_figures(three, 1, 0, 1)
    assert names == ["staff"] and ranks.tolist() == [1, 1]


def test_a_state_that_begins_does_not_enter_with_each_of_its_figures():
    world = mp.load().at(None)
    worlds = {year: world.at(year) for year in (2010, 2011)}
    years = Years(mp.definition("size_card"), world, worlds, {}, "frozen", None)
    assert "SSD" not in set(leaps(years, years.frames()["ranks"].to_numpy())["unit"])
    assert np.isnan(years.frames()["ranks"].loc[2010, "SSD"])


def test_one_figure_that_moves_a_drawn_unit_far_is_named_though_another_moves_it_back():
    """The last unit has sales 5, then 35, and staff 38, then 0; others i of each: 26th, then 13th, by its old sales 36th."""
    others = [float(i) for i in range(39)]
    years = scored(
        {2000: [*others, 5.0], 2001: [*others, 35.0]}, {2000: [*others, 38.0], 2001: [*others, 0.0]}
    )
    ranks = years.frames()["ranks"].to_numpy()
    assert leaps(years, ranks).empty
    (row,) = leaps(years, ranks, [39]).to_dict("records")
    assert (row["indicator"], row["event"], row["before"], row["rank"]) == ("sales", "changes", 26, 13)
    assert (row["otherwise"], row["leap"]) == (36, 23)


def test_a_figure_that_stays_as_it_was_has_no_row_however_far_its_unit_moves():
    falls = [40.0, *np.arange(39.0, 0.0, -1.0)]
    staff = [5.0] * 39 + [6.0]
    rows = table(scored({2000: falls, 2001: [0.5, *falls[1:]]}, {2000: staff, 2001: staff}))
    assert rows.loc[rows["unit"] == "u0", "indicator"].tolist() == ["sales", ALL]
    assert set(rows["unit"]) == {"u0"}
