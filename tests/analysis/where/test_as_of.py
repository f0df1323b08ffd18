"""What an answer as of a year says of itself beside the newest one."""

from __future__ import annotations

import pandas as pd

import mpindex as mp
from mpindex.analysis.where.as_of import as_of_notes
from mpindex.analysis.where.standing import Standing
from mpindex.dataset.dataset import Dataset


def standing(unit: str, year: int | None, rows: list[tuple[str, str, int, float]]) -> Standing:
    frame = pd.DataFrame(rows, columns=["indicator", "unit", "year", "value"]).assign(source="test")
    world = Dataset.from_tidy(frame, metadata={name: {"window": 1} for name in "ab"}).at(year)
    definition = mp.definition({"id": "m", "missing": "available", "tree": {"a": 1, "b": 3}})
    return Standing(definition.apply(world), unit)


ROWS = [("a", u, y, 1.0 + i) for i, u in enumerate("xyz") for y in (2000, 2005)]
ROWS += [("b", "x", 2005, 1.0), ("b", "y", 2005, 2.0), ("b", "z", 2000, 2.0), ("b", "x", 2000, 3.0)]


def test_of_the_newest_figures_there_is_nothing_to_say():
    assert as_of_notes(standing("x", None, ROWS)) == []


def test_what_is_lacking_as_of_the_year_is_named():
    (note,) = as_of_notes(standing("y", 2000, ROWS))
    assert note == "By “m” the answer as of 2000 is not comparable with the newest: it lacks b."


def test_what_has_grown_too_old_since_is_named():
    (note,) = as_of_notes(standing("z", 2000, ROWS))
    assert note.endswith("not comparable with the newest: it counts b, of which there is nothing newer.")


def test_the_same_figures_then_and_now_need_no_note():
    assert as_of_notes(standing("x", 2000, ROWS)) == []


def test_a_year_with_less_than_half_of_the_weight_is_called_thin():
    rows = [*ROWS, ("b", "v", 2000, 5.0), ("a", "v", 2000, 5.0)]
    rows = [row for row in rows if row[:3] != ("b", "z", 2000)] + [("a", "w", 2000, 6.0)]
    thin, _ = as_of_notes(standing("y", 2000, rows))
    assert (
        thin
        == "As of 2000 the median unit has figures for 25 % of the weight of “m”: too few for a rank to say much."
    )
