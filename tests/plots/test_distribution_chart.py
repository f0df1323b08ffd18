"""How scores are spread, and where rules cut them."""

import pandas as pd
import pytest

from mpindex import plots
from mpindex.errors import OptionError, UnknownUnit

SCORES = pd.Series([1.0, 2.0, 3.0, 10.0, None], index=list("ABCDE"))
RULES = {
    "Halves": pd.Series({"A": 2, "B": 2, "C": 1, "D": 1}),
    "Gap": pd.Series({"A": 2, "B": 2, "C": 2, "D": 1}),
}


def edges(ax, row):
    bars = [bar for bar in ax.patches if abs(bar.get_y() + bar.get_height() / 2 - row) < 0.01]
    return sorted(bar.get_x() for bar in bars)[1:]


def test_each_rule_is_cut_half_way_between_the_units_it_parts():
    ax = plots.distribution(SCORES, RULES, "C", source="x")
    assert (edges(ax, 0), edges(ax, 1)) == ([2.5], [6.5])


def test_the_title_says_under_how_many_rules_the_unit_gets_its_band(ruler):
    assert ruler.title(plots.distribution(SCORES, RULES, "D", source="x")) == "D is '1' under 2 of 2 rules"
    assert ruler.title(plots.distribution(SCORES, RULES, "C", source="x")) == "C is '1' under 1 of 2 rules"


def test_where_low_is_best_the_axis_is_turned_and_cuts_stay():
    ax = plots.distribution(SCORES, RULES, "C", source="x", low_is_best=True)
    assert ax.get_xlim()[0] > ax.get_xlim()[1]
    assert (edges(ax, 0), edges(ax, 1)) == ([2.5], [6.5])


def test_nothing_to_draw_is_refused():
    with pytest.raises(OptionError, match="at least one rule"):
        plots.distribution(SCORES, {}, source="x")
    with pytest.raises(UnknownUnit, match="'E'"):
        plots.distribution(SCORES, RULES, "E", source="x")


@pytest.mark.parametrize("width", [3.5, 7])
def test_every_band_is_named_in_a_run_or_under_it(capability, ruler, width):
    ax = plots.distribution(capability.scores, {"bands": capability.bands}, "KAZ", source="x", figsize=width)
    named = {text.get_text() for text in ax.texts if str(text.get_gid()).startswith("band:")}
    assert named == set(capability.bands[capability.scores.notna()])
    ruler.assert_good(ax)
