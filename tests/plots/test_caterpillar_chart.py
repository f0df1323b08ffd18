"""The caterpillar: an interval of ranks for each unit."""

import pandas as pd
import pytest

from mpindex import plots
from mpindex.errors import OptionError

SOURCE = "1,000 draws"


def test_many_units_of_a_caterpillar_are_named_only_if_asked_for(capability, ruler):
    ranks = capability.ranks
    table = pd.DataFrame({"low": ranks - 5, "median": ranks, "high": ranks + 5, "reference": ranks})
    asked = ("KAZ", "UZB", "QAT", "HUN")
    ax = plots.caterpillar(table, asked, source=SOURCE)
    assert sorted(text.get_gid() for text in ax.texts if str(text.get_gid()).startswith("name:")) == sorted(
        f"name:{code}" for code in asked
    )
    ruler.assert_clean(ax)


def test_a_table_without_the_columns_names_them(capability):
    with pytest.raises(OptionError, match="lacks the columns low, median, high, reference"):
        plots.caterpillar(capability.levels, source=SOURCE)


@pytest.mark.parametrize(
    ("low", "high", "reference", "title"),
    [
        (4, 4, 4, "KAZ ranks 4th in 90 % of draws; nothing that is varied moves any rank"),
        (4, 4, 5, "KAZ ranks 4th in 90 % of draws (5th as written)"),
        (4, 5, 4, "KAZ may rank 4th or 5th (4th as written)"),
        (4, 9, 4, "KAZ may rank anywhere from 4th to 9th (4th as written)"),
    ],
)
def test_a_rank_that_does_not_move_is_no_range(ruler, low, high, reference, title):
    table = pd.DataFrame(
        {"low": low, "median": 4, "high": high, "reference": reference}, index=["KAZ", "UZB"]
    )
    assert ruler.title(plots.caterpillar(table, "KAZ", source=SOURCE, figsize=7)) == title


def test_where_nothing_moves_nobody_is_asked_to_see_it(ruler):
    table = pd.DataFrame(
        {"low": [1, 2], "median": [1, 2], "high": [1, 2], "reference": [1, 2]}, index=["A", "B"]
    )
    assert ruler.title(plots.caterpillar(table, source=SOURCE)) == "Nothing that is varied moves any rank"
