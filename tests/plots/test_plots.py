"""Promises that all figures keep."""

import subprocess
import sys

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest

from mpindex import plots
from mpindex.errors import UnknownUnit

SOURCE = "definition capability (own); 1,000 draws, seed 1; newest figures, 2014 to 2025; mpindex 0.1.0."


@pytest.fixture
def near(capability):
    return capability.around("KAZ", 9)


@pytest.fixture
def figures(capability, near):
    """Every figure that takes plain tables, ready to be drawn on given axes or its own."""
    names = dict(capability.dataset.names)
    start = capability.ranks[near].to_numpy()
    ranks = pd.DataFrame(
        {"low": start - 9, "median": start + 1, "high": start + 12, "reference": start}, index=near
    )
    shares = pd.DataFrame(
        np.exp(-(((np.arange(1, 100) - start[:, None]) / 6) ** 2)), index=near, columns=range(1, 100)
    )
    shares = shares.div(shares.sum(axis=1), axis=0)
    columns = {"great": slice(1, 5), "middle": slice(6, 36), "small": slice(37, 99)}
    bands = pd.DataFrame({band: shares.loc[:, span].sum(axis=1) for band, span in columns.items()})
    swing = pd.DataFrame(
        {"label": ["Normalisation", "Weights", "Treatment"], "low": [41, 50, 54], "high": [71, 61, 54]}
    )
    same = pd.DataFrame(
        [[1, 0.9, 0.3], [0.9, 1, -0.1], [0.3, -0.1, 1]], index=list("abc"), columns=list("abc")
    )
    years = pd.DataFrame(start + np.arange(12)[:, None] % 5, index=range(2010, 2022), columns=near)
    years.iloc[9:, 0] = np.nan
    common = {"source": SOURCE, "about": "Capability"}
    return {
        "acceptability_bars": lambda ax: plots.acceptability_bars(
            bands, np.sqrt(bands * (1 - bands) / 1000), unit="KAZ", names=names, ax=ax, **common
        ),
        "caterpillar": lambda ax: plots.caterpillar(ranks, "KAZ", names=names, ax=ax, **common),
        "rank_heatmap": lambda ax: plots.rank_heatmap(shares, unit="KAZ", names=names, ax=ax, **common),
        "tornado": lambda ax: plots.tornado(
            swing.assign(reference=54), outcome="rank of Kazakhstan", low_is_best=True, ax=ax, **common
        ),
        "agreement": lambda ax: plots.agreement(same, ax=ax, **common),
        "trajectory_lines": lambda ax: plots.trajectory_lines(
            years, "KAZ", names=names, bands={"middle": (6, 36), "small": (37, 195)}, ax=ax, **common
        ),
        "waterfall": lambda ax: plots.waterfall(
            capability.explain("KAZ"), name="Kazakhstan", ax=ax, **common
        ),
        "profile_dots": lambda ax: plots.profile_dots(
            capability.levels.iloc[:, :-1], "KAZ", peers=["UZB", "HUN"], names=names, ax=ax, **common
        ),
    }


PLAIN = sorted(set(plots.__all__) - {"ladder", "bump"})


@pytest.mark.parametrize("name", PLAIN)
def test_no_text_covers_another_or_is_cut_and_the_source_is_there(figures, name, ruler):
    ax = figures[name](None)
    ruler.assert_clean(ax)
    assert ruler.source(ax).replace("\n", " ") == f"Source: {SOURCE}"
    assert ruler.title(ax).startswith("Capability: ")


@pytest.mark.parametrize("name", PLAIN)
def test_given_axes_are_the_ones_returned_and_no_figure_is_made(figures, name):
    figure, given = plt.subplots(figsize=(9, 6))
    assert figures[name](given) is given
    assert plt.get_fignums() == [figure.number]


@pytest.mark.parametrize("name", PLAIN)
def test_without_axes_one_figure_is_made(figures, name):
    figures[name](None)
    assert len(plt.get_fignums()) == 1


def test_what_is_asked_for_and_missing_is_named_with_the_nearest(capability, near):
    frame = capability.levels
    with pytest.raises(UnknownUnit, match=r"'KAZZ'.*'KAZ'"):
        plots.profile_dots(frame, "KAZZ", source=SOURCE)
    with pytest.raises(UnknownUnit, match="'KAS'"):
        plots.trajectory_lines(frame.T, "KAS", source=SOURCE)
    with pytest.raises(ValueError, match="lacks the columns low, median, high, reference"):
        plots.caterpillar(frame, source=SOURCE)
    with pytest.raises(ValueError, match="no rows"):
        plots.acceptability_bars(pd.DataFrame({"middle": []}), source=SOURCE)
    with pytest.raises(ValueError, match="between 0 and 1"):
        plots.acceptability_bars(pd.DataFrame({"middle": [40.0]}, index=["KAZ"]), source=SOURCE)


def test_many_units_of_a_caterpillar_are_named_only_if_asked_for(capability, ruler):
    ranks = capability.ranks
    table = pd.DataFrame({"low": ranks - 5, "median": ranks, "high": ranks + 5, "reference": ranks})
    asked = ("KAZ", "UZB", "QAT", "HUN")
    ax = plots.caterpillar(table, asked, source=SOURCE)
    assert sorted(text.get_gid() for text in ax.texts if str(text.get_gid()).startswith("name:")) == sorted(
        f"name:{code}" for code in asked
    )
    ruler.assert_clean(ax)


def test_a_waterfall_that_does_not_add_up_says_so(indexes, ruler):
    ax = plots.waterfall(
        indexes["rankings"].explain("KAZ"), name="Kazakhstan", source=SOURCE, low_is_best=True
    )
    assert any("do not sum" in text.get_text().replace("\n", " ") for text in ax.texts)
    ruler.assert_clean(ax)


def test_importing_the_figures_does_not_import_matplotlib():
    code = "import sys, mpindex.plots as p; p.ladder, p.bump, p.tornado; print('matplotlib' in sys.modules)"
    assert (
        subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, check=True
        ).stdout.strip()
        == "False"
    )


def test_every_public_figure_is_there_and_unknown_ones_are_not():
    assert all(callable(getattr(plots, name)) for name in plots.__all__)
    with pytest.raises(AttributeError, match="radar"):
        _ = plots.radar
