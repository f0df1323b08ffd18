"""Every figure of a run is drawn, of a unit by its name; a unit without a rank has no tornado."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import OptionError, UnknownUnit


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
