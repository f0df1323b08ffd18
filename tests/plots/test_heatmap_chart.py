"""The rank heatmap."""

import pandas as pd
import pytest

from mpindex import plots
from mpindex.errors import OptionError, UnknownUnit

SHARES = pd.DataFrame([[0.8, 0.2, 0.0], [0.2, 0.8, 0.0]], index=["A", "B"], columns=[1, 2, 3])


def test_the_title_says_the_most_frequent_rank_of_the_unit(ruler):
    assert (
        ruler.title(plots.rank_heatmap(SHARES, source="x", unit="B"))
        == "B is most often 2nd, in 80 % of draws"
    )


def test_ranks_that_nobody_has_are_cut_off():
    assert plots.rank_heatmap(SHARES, source="x").images[0].get_array().shape == (2, 2)


def test_without_any_rank_or_unit_there_is_nothing_to_draw():
    with pytest.raises(OptionError, match="no unit has any rank"):
        plots.rank_heatmap(SHARES * 0, source="x")
    with pytest.raises(UnknownUnit, match="'C'"):
        plots.rank_heatmap(SHARES, source="x", unit="C")
