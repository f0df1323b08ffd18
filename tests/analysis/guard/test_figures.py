"""The figure of a claim under other pools."""

from types import SimpleNamespace

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.guard.figures import GuardFigures


def test_the_title_says_in_what_share_of_pools_the_claim_holds_and_the_foot_of_when_the_figures_are():
    ax = mp.guard("KAZ", draws=20, seed=1).plot(figsize=7)
    title = ax.get_title(loc="left").replace("\n", " ")
    assert title.startswith("Kazakhstan is in the middle in ") and "a state at random in" in title
    foot = next(text.get_text() for text in ax.texts if text.get_gid() == "source").replace("\n", " ")
    assert "newest figures, 20" in foot and "20 pools of each drawn kind, seed 1" in foot
    plt.close(ax.figure)


@pytest.mark.each(
    "case",
    [
        (
            [0.75, 0.75],
            [0.333, 0.333],
            "u is in the middle in 75 % of pools of rankings, a state at random in 33 %",
        ),
        (
            [0.6, 1.0],
            [0.3, 0.4],
            "u is in the middle in 60 to 100 % of pools of rankings, a state at random in 30 to 40 %",
        ),
    ],
)
def test_the_title_has_the_range_over_kinds_of_pools(case, monkeypatch):
    shares, random, title = case
    monkeypatch.setattr(
        "mpindex.analysis.guard.figures.draw", lambda name, *data, **about: (name, data, about)
    )
    table = pd.DataFrame({"share": shares, "random_state": random, "error": [0.1, None]}, index=["a", "b"])
    plan = mp.definition("rankings").apply().plan
    made = SimpleNamespace(table=table, name="u", plan=plan, how="20 pools")
    name, (drawn, errors), about = GuardFigures(made).pools()
    assert about["title"] == title and name == "acceptability_bars" and about["rows"] == "pools"
    assert drawn["u"].tolist() == shares and drawn["a state at random"].tolist() == random
    assert errors.to_numpy().tolist() == [[0.1, 0.0], [0.0, 0.0]]
