"""The rank heatmap."""

import pandas as pd
import pytest

from mpindex import plots
from mpindex.errors import OptionError


def test_the_title_says_the_most_frequent_rank_of_the_unit(ruler):
    shares = pd.DataFrame([[0.8, 0.2, 0.0], [0.2, 0.8, 0.0]], index=["A", "B"], columns=[1, 2, 3])
    assert (
        ruler.title(plots.rank_heatmap(shares, source="ten draws", unit="B"))
        == "B is most often 2nd, in 80% of draws"
    )


def test_without_any_rank_there_is_nothing_to_draw():
    with pytest.raises(OptionError, match="no unit has any rank"):
        plots.rank_heatmap(pd.DataFrame([[0.0]], index=["A"], columns=[1]), source="ten draws")
