"""The waterfall: what lifts a score and what holds it back."""

import pandas as pd
import pytest

from mpindex import plots

TABLE = pd.DataFrame(
    {
        "name": ["Wealth", "", "Reach", "Arms"], "rank": [3, 9, 50, None], "contribution": [5.0, 2.0, 1.0, None],
        "effect": [3.0, 0.5, -1.0, None],
    },
    index=["wealth", "land_area", "reach", "arms"],
)  # fmt: skip


def test_bars_follow_one_another_from_the_median_figures_to_the_score(ruler):
    ax = plots.waterfall(TABLE, name="Aktau", source="x")
    ends = [(bar.get_x(), bar.get_x() + bar.get_width()) for bar in ax.patches if 0.6 < bar.get_height() < 1]
    assert ends == [(5.5, 8.5), (8.5, 9.0), (9.0, 8.0)]
    assert "From 5.5, the score with the median figure everywhere, to Aktau's 8.0." in ruler.subtitle(ax)
    assert "No figure for Arms." in ruler.subtitle(ax)


def test_an_indicator_without_a_name_goes_by_its_id():
    labels = [
        label.get_text() for label in plots.waterfall(TABLE, name="Aktau", source="x").get_yticklabels()
    ]
    assert labels == ["Wealth\u00a0(3rd)", "land area\u00a0(9th)", "Reach\u00a0(50th)"]


def test_what_does_not_add_up_starts_at_the_median_each_time(indexes, ruler):
    ax = plots.waterfall(indexes["rankings"].explain("KAZ"), name="Kazakhstan", source="x", low_is_best=True)
    assert "do not sum" in ruler.subtitle(ax)
    assert {bar.get_x() for bar in ax.patches if 0.6 < bar.get_height() < 1} == {0.0}


def test_where_low_is_best_lifts_still_go_to_the_right(indexes):
    ax = plots.waterfall(indexes["rankings"].explain("KAZ"), name="Kazakhstan", source="x", low_is_best=True)
    assert ax.get_xlim()[0] > ax.get_xlim()[1]


def test_the_smallest_go_together():
    many = pd.DataFrame(
        {"name": [f"i{i}" for i in range(9)], "rank": 1, "contribution": 1.0, "effect": range(1, 10)}
    )
    ax = plots.waterfall(many, name="A", source="x", most=3)
    assert [label.get_text() for label in ax.get_yticklabels()][-1] == "6 others"
    assert sum(bar.get_width() for bar in ax.patches if 0.6 < bar.get_height() < 1) == pytest.approx(45)


def test_where_nothing_holds_back_or_lifts_the_title_says_so(ruler):
    lifted = TABLE[TABLE["effect"] > 0]
    assert ruler.title(plots.waterfall(lifted, name="Aktau", source="x")) == (
        "Aktau is lifted most by Wealth; nothing holds it back"
    )
    held = lifted.assign(effect=-lifted["effect"])
    assert ruler.title(plots.waterfall(held, name="Aktau", source="x")) == (
        "Aktau is held back most by Wealth; nothing lifts it"
    )
