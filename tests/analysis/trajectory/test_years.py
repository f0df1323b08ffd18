"""All years of one definition: each from its own figures, on one scale or on each year's."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.trajectory.years import Years
from mpindex.dataset.dataset import Dataset

SIZE = {"id": "size", "tree": {"sales": 1}, "bands": [{"large": {"score": {"min": 50}}}, {"small": {}}]}


def years(scale: str, base_year: int | None = None) -> Years:
    figures = {2000: [1.0, 2.0, 3.0], 2001: [9.0, 4.0, 5.0]}
    rows = [("sales", u, y, v) for y, values in figures.items() for u, v in zip("abc", values, strict=True)]
    frame = pd.DataFrame(rows, columns=["indicator", "unit", "year", "value"]).assign(source="test")
    world = Dataset.from_tidy(frame, metadata={"sales": {"window": 0}})
    worlds = {year: world.at(year) for year in figures}
    base = None if base_year is None else world.at(base_year)
    return Years(mp.definition(SIZE), world, worlds, {}, scale, base)


@pytest.mark.parametrize(
    ("scale", "base_year", "expected"),
    [
        ("frozen", None, [[0, 12.5, 25], [100, 37.5, 50]]),
        ("frozen", 2000, [[0, 50, 100], [400, 150, 200]]),
        ("yearly", None, [[0, 50, 100], [100, 0, 20]]),
    ],
)
def test_what_a_scale_is_learned_from(scale, base_year, expected):
    np.testing.assert_allclose(years(scale, base_year).frames()["scores"], expected)


def test_every_frame_is_years_by_units():
    frames = years("frozen").frames()
    assert set(frames) == {"scores", "ranks", "positions", "bands", "coverage"}
    for frame in frames.values():
        assert list(frame.index) == [2000, 2001] and list(frame) == list("abc") and frame.index.name == "year"
    assert frames["bands"].loc[2001].tolist() == ["large", "small", "large"]
    assert (frames["coverage"] == 1).all(axis=None)


def test_a_year_whose_bands_cannot_be_drawn_has_none_and_says_why():
    world = mp.load().at(None)
    worlds = {year: world.at(year) for year in (2000, 2024)}
    scored = Years(mp.definition("behavioural"), world, worlds, {}, "frozen", None)
    bands = scored.frames()["bands"]
    assert bands.loc[2000].isna().all() and bands.loc[2024].notna().any()
    assert scored.notes[0].startswith("no bands in 2000: ")


def test_a_year_is_scored_anew_with_a_figure_changed():
    scored = years("frozen")
    changed = scored.normalised[[1]]
    changed[0, 0] = np.nan
    scores = scored.scores_with(np.array([1]), changed)
    np.testing.assert_allclose(scores, [[np.nan, 37.5, 50]])
    np.testing.assert_array_equal(scored.rank(scores), [[np.nan, 2, 1]])


def test_figures_come_with_their_years_and_weights():
    scored = years("frozen")
    assert scored.leaves == ("sales",) and scored.weights.tolist() == [1]
    assert scored.dated[:, :, 0].tolist() == [[2000] * 3, [2001] * 3]
    assert scored.raw[1, :, 0].tolist() == [9, 4, 5]
