"""Every figure of a run is drawn, of a unit by its name; a unit without a rank has no tornado."""

from __future__ import annotations

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import DataError, OptionError, UnknownUnit


@pytest.mark.parametrize("kind", ["acceptability", "caterpillar", "heatmap"])
def test_a_unit_is_named_by_its_name(kind):
    run = mp.robustness("cinc", draws=60, seed=1)
    ax = getattr(run.plot, kind)("Kazakhstan")
    assert any("Kazakhstan" in text.get_text() for text in ax.figure.findobj(plt.Text))
    plt.close(ax.figure)
    with pytest.raises(UnknownUnit):
        getattr(run.plot, kind)("Atlantis")
    if kind != "caterpillar":
        with pytest.raises(OptionError, match="around is a whole number"):
            getattr(run.plot, kind)("KAZ", around="few")


def test_a_definition_without_bands_gets_the_ranks_of_all():
    run = mp.robustness({"id": "x", "tree": {"gdp": 1, "area": 1}}, draws=20)
    assert "rank" in run.plot("KAZ").get_xlabel()


def test_where_nobody_has_a_score_there_is_nothing_to_draw():
    frame = pd.DataFrame({"x": [1.0, None, 2.0, None], "y": [None, 1.0, None, 3.0]}, index=list("ABCD"))
    spec = {"id": "t", "tree": {"x": 1, "y": 1}, "missing": "exclude", "bands": [{"all": {}}]}
    run = mp.robustness(
        spec, mp.Dataset.from_frame(frame), draws=5, uncertainty={"normalise": ["minmax", "rank"]}
    )
    with pytest.raises(OptionError, match="nothing to draw"):
        run.plot()


def test_the_tornado_measures_the_rank_of_the_unit():
    assert mp.sensitivity("KAZ", "cinc", draws=20).plot().get_xlabel().startswith("rank of Kazakhstan")


@pytest.fixture(scope="module")
def cities():
    """Thirty cities, c0 the first and c29 the last in every draw, and one without a score."""
    frame = pd.DataFrame({"x": np.arange(30.0, 0.0, -1.0), "y": 1.0}, index=[f"c{i}" for i in range(30)])
    frame.loc["none"] = np.nan
    bands = [{"top": {"rank": [1, 10]}}, {"rest": {}}]
    spec = {"id": "size", "title": "Size", "normalise": "none", "tree": {"x": 1, "y": 1}, "bands": bands}
    return mp.robustness(
        spec, mp.Dataset.from_frame(frame), draws=5, uncertainty={"weights": {"spread": 0.1}}
    )


@pytest.fixture
def drawn(monkeypatch):
    """What a figure would be drawn from, in place of the figure."""
    monkeypatch.setattr("mpindex.uncertainty.figures.draw", lambda name, *data, **about: (name, data, about))


@pytest.mark.each(
    "case",
    [
        ({}, "c0", range(5)),  # the first, with four on each side
        ({"unit": "c9"}, "c9", range(5, 14)),
        ({"unit": "c1", "around": 3}, "c1", range(5)),
        ({"unit": "c29", "around": 1}, "c29", range(28, 30)),
        ({"unit": "c9", "around": 0}, "c9", [9]),
    ],
)
def test_a_unit_stands_among_its_neighbours_by_median_rank(case, cities, drawn):
    given, unit, around = case
    name, (shares, errors), about = cities.plot.acceptability(**given)
    assert name == "acceptability_bars" and about["unit"] == unit and about["about"] == "Size"
    assert list(shares.index) == list(errors.index) == [f"c{i}" for i in around]


def test_a_heatmap_shows_ten_on_each_side(cities, drawn):
    name, (shares,), about = cities.plot.heatmap("c12")
    assert (name, about["unit"]) == ("rank_heatmap", "c12")
    assert list(shares.index) == [f"c{i}" for i in range(2, 23)]


def test_who_has_no_rank_is_shown_beside_the_first(cities, drawn):
    _, (shares, _), about = cities.plot("none", around=1)
    assert about["unit"] == "none" and list(shares.index) == ["c0", "c1", "none"]


def test_a_caterpillar_knows_between_which_ranks_each_band_lies(cities, drawn):
    name, (ranks, stressed), about = cities.plot.caterpillar("c3")
    assert name == "caterpillar" and stressed == ["c3"] and len(ranks) == 31
    assert about["bands"] == {"top": (1, 10), "rest": (11, 30)}


def test_a_tornado_reaches_from_the_best_to_the_worst_rank_of_each_choice_and_over_the_rank_itself(drawn):
    found = mp.sensitivity("KAZ", "cinc", draws=2, seed=1)
    name, (ends,), about = found.plot()
    alone = found.one_at_a_time["rank"].groupby(level="factor", sort=False)
    assert name == "tornado" and about["low_is_best"] is True
    assert list(ends["low"]) == [min(53, *ranks) for _, ranks in alone]
    assert list(ends["high"]) == [max(53, *ranks) for _, ranks in alone]
    assert (ends["low"] < 53).any() and (ends["high"] > 53).any() and (ends["reference"] == 53).all()
    assert about["outcome"] == "rank of Kazakhstan" and "one choice changed at a time" in about["source"][0]


def test_what_cannot_be_drawn_is_said_with_the_unit_and_the_definition():
    frame = pd.DataFrame({"x": [np.nan, 2.0, 1.0], "y": [np.nan, 2.0, 3.0]}, index=list("abc"))
    spec = {"id": "gap", "normalise": "none", "tree": {"x": 1, "y": 1}}
    found = mp.sensitivity(
        "a", spec, mp.Dataset.from_frame(frame), draws=2, uncertainty={"weights": {"spread": 0.1}}
    )
    with pytest.raises(DataError) as caught:
        found.plot()
    assert str(caught.value) == "a has no rank by gap: no change of it can be drawn"
