"""Acceptability bars: shares of draws by band."""

import pandas as pd
import pytest

from mpindex import plots
from mpindex.errors import OptionError

SOURCE = "1,000 draws"


def test_percentages_are_no_shares():
    with pytest.raises(OptionError, match="between 0 and 1"):
        plots.acceptability_bars(pd.DataFrame({"middle": [40.0]}, index=["KAZ"]), source=SOURCE)


def test_a_share_is_as_long_as_its_bar_and_written_beside_it():
    ax = plots.acceptability_bars(pd.DataFrame({"middle": [0.25]}, index=["KAZ"]), source=SOURCE)
    assert [patch.get_width() for patch in ax.patches] == [1.0, 0.25]
    assert "25 %" in [text.get_text() for text in ax.texts]
