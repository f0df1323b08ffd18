"""Single figures without which a rank would be far from what it is."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.where.single_figures import single_figures
from mpindex.dataset.dataset import Dataset

SPEC = {"id": "mine", "normalise": "none", "missing": "available", "tree": {"hosted": 1}}


def world(last: float, *, before: int = 2023, window: int | None = None) -> Dataset:
    """Sixty units with 60, 59 ... 1 in 2024; the last had 1 before, and has `last` in 2024."""
    units = [f"u{i:02}" for i in range(60)]
    rows = [{"unit": unit, "year": 2024, "hosted": 60.0 - i} for i, unit in enumerate(units)]
    rows[-1]["hosted"] = last
    rows.append({"unit": units[-1], "year": before, "hosted": 1.0})
    return mp.read(pd.DataFrame(rows), units="free", indicators={"hosted": {"window": window}})


def moves(data: Dataset, unit: str = "u59") -> list:
    return single_figures(mp.definition(SPEC).apply(data), unit)


def test_a_figure_that_lifts_a_unit_by_more_than_twenty_ranks_is_named_with_years_and_ranks():
    """With 30.5 in 2024 the unit is 31st; with 1, its figure of 2023, the last."""
    (move,) = moves(world(30.5))
    assert (move.indicator, move.year, move.before, move.value, move.value_before) == (
        "hosted",
        2024,
        2023,
        30.5,
        1.0,
    )
    assert (move.rank, move.otherwise) == (31, 60)
    assert str(move).endswith("without the figure of 2024 it would be 60th, not 31st")


def test_twenty_ranks_are_not_enough():
    assert moves(world(20.5)) == []  # 40 are ahead: 41st, not 60th
    assert len(moves(world(21.5))) == 0 and len(moves(world(22.5))) == 1


def test_nobody_else_is_flagged():
    data = world(30.5)
    assert all(moves(data, unit) == [] for unit in data.units[:-1])


@pytest.mark.parametrize("data", [world(30.5, before=2010), world(30.5, window=0)], ids=["old", "stale"])
def test_an_old_figure_is_no_neighbour_and_a_stale_one_would_not_count(data: Dataset):
    assert moves(data) == []


def test_what_is_derived_moves_with_its_figure():
    spec = {**SPEC, "derive": {"twice": {"sum": ["hosted", "hosted"]}}, "tree": {"twice": 1}}
    (move,) = single_figures(mp.definition(spec).apply(world(30.5)), "u59")
    assert move.otherwise == 60


def test_where_notes_it_and_an_answer_without_one_says_nothing():
    canada = mp.where("CAN", definitions=["behavioural"])
    assert any(
        "one year's figure decides the rank: Troops in UN peace operations" in note for note in canada.notes
    )
    assert mp.where("KAZ").notes == ()
