"""What an Index says of itself besides its missing values."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.errors import MpindexWarning


def test_interpolation_as_of_a_year_says_that_it_looks_ahead() -> None:
    filled = mp.definition({"id": "one", "impute": "linear", "normalise": "none", "tree": {"gdp": 1}})
    world = mp.load(year=2010)
    assert any("later years" in note for note in filled.apply(world).notes)
    assert not any("later years" in note for note in filled.with_(impute="latest").apply(world).notes)
    assert not any("later years" in note for note in filled.apply(mp.load()).notes)


def test_what_is_dropped_and_who_has_no_score_is_said_by_name():
    frame = pd.DataFrame(
        {"a": [1.0, 2.0, np.nan], "same": [5.0, 5.0, np.nan], "none": [np.nan] * 3}, index=list("ABC")
    )
    spec = {"id": "t", "missing": "available", "tree": {"a": 1, "same": 1, "none": 1}}
    with pytest.warns(MpindexWarning, match="same"):
        notes = mp.definition(spec).apply(Dataset.from_frame(frame)).notes
    assert notes[:3] == (
        "constant for all units, so without information and left out: same",
        "no unit has a value, left out: none",
        "1 of 3 units have no score: C",
    )


@pytest.mark.parametrize(("lacking", "named"), [(12, ""), (13, " and 1 more")])
def test_a_dozen_units_without_a_score_are_named_and_the_rest_counted(lacking: int, named: str):
    units = [f"U{i}" for i in range(lacking + 2)]
    frame = pd.DataFrame({"a": [1.0, 2.0] + [np.nan] * lacking}, index=units)
    (note,) = mp.definition({"id": "t", "tree": {"a": 1}}).apply(Dataset.from_frame(frame)).notes
    names = ", ".join(units[2:14])
    assert note == f"{lacking} of {lacking + 2} units have no score: {names}{named}"


def test_units_on_stand_ins_are_counted_and_the_first_named():
    (note,) = [note for note in mp.definition("wood").apply(mp.load()).notes if "stand-in" in note]
    count, names = note.split(" states rest in part on stand-in sources: ")
    assert names.startswith("ERI, PRK, ")
    assert int(count) == mp.definition("wood").apply(mp.load()).plan.stand_ins.any(axis=1).sum()
    assert len(names.split(" and ")[0].split(", ")) <= 12
