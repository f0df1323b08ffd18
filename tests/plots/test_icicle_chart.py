"""The tree of a definition with its weights."""

import pandas as pd
import pytest

from mpindex import plots
from mpindex.errors import OptionError

TREE = pd.DataFrame(
    {"parent": ["size", "size", "index", "index", ""], "effective": [0.4, 0.2, 0.6, 0.4, 1.0]},
    index=["gdp", "area", "size", "reach", "index"],
)


def heights(ax):
    return {
        text.get_gid().removeprefix("part:"): text.get_text().replace("\n", " ")
        for text in ax.texts if str(text.get_gid()).startswith("part:")
    }  # fmt: skip


def test_parts_are_as_high_as_they_weigh_and_say_it():
    ax = plots.icicle(TREE, labels={"gdp": "Gross product"})
    words = heights(ax)
    assert words["gdp"] == "Gross product 40\u00a0%" and words["index"] == "Index 100\u00a0%"
    by_height = sorted(patch.get_height() for patch in ax.patches)
    assert by_height[0] / by_height[-1] == pytest.approx(0.2)


def test_an_index_gives_names_source_and_title(capability, ruler):
    ax = plots.icicle(capability)
    assert ruler.title(ax) == "Capability rank: Economy weighs most (41 %) among 5 parts with 15 indicators"
    assert "GDP at market exchange rates 10.2\u00a0%" in heights(ax).values()


def test_leaves_too_low_for_their_names_are_counted(indexes, ruler):
    ax = plots.icicle(indexes["rankings"], figsize=(3.5, 4))
    assert "8 indicators" in [text.get_text() for text in ax.texts]
    ruler.assert_clean(ax)


def test_a_table_without_one_root_is_refused():
    with pytest.raises(OptionError, match=r"one root.*has 2"):
        plots.icicle(TREE.assign(parent=["size", "size", "index", "", ""]))


@pytest.mark.parametrize(
    ("weights", "title"),
    [
        ([0.25, 0.25, 0.25, 0.25], "All 4 indicators weigh the same (25 % each)"),
        ([0.4, 0.4, 0.1, 0.1], "A and b weigh most (40 % each) among 4 indicators"),
        ([0.3, 0.3, 0.3, 0.1], "3 of 4 indicators weigh most (30 % each)"),
        ([1.0], "One indicator, a"),
    ],
)
def test_none_is_said_to_weigh_most_where_others_weigh_as_much(ruler, weights, title):
    names = list("abcd")[: len(weights)]
    tree = pd.DataFrame(
        {"parent": ["index"] * len(weights) + [""], "effective": [*weights, 1.0]}, index=[*names, "index"]
    )
    assert ruler.title(plots.icicle(tree, labels=dict(zip(names, names, strict=True)))) == title
