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
