"""Every figure of an index is drawn, of a unit by name too."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pytest

import mpindex as mp
from mpindex.errors import OptionError, UnknownUnit


@pytest.fixture(scope="module")
def index() -> mp.Index:
    return mp.definition("capability").apply()


@pytest.mark.parametrize("kind", ["ladder", "map", "distribution", "waterfall", "profile"])
def test_a_unit_is_named_by_its_name(index, kind):
    ax = getattr(index.plot, kind)("Kazakhstan")
    assert any("Kazakhstan" in text.get_text() for text in ax.figure.findobj(plt.Text))
    plt.close(ax.figure)
    with pytest.raises(UnknownUnit):
        getattr(index.plot, kind)("Atlantis")


def test_the_tree_is_drawn_and_options_reach_the_figure(index):
    ax = index.plot.icicle(title="What counts", figsize=5)
    assert any("What counts" in text.get_text() for text in ax.figure.findobj(plt.Text))
    plt.close(ax.figure)
    with pytest.raises(OptionError, match="figsize"):
        index.plot(figsize="wide")


def test_a_profile_has_a_row_for_every_dimension_and_none_for_the_whole(index):
    ax = index.plot.profile("Kazakhstan")
    assert len(ax.get_yticklabels()) == index.levels.shape[1] - 1
    plt.close(ax.figure)
