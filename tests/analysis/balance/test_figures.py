"""The figure of a balance."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pytest

import mpindex as mp
from mpindex.errors import OptionError


def test_any_part_that_has_figures_is_drawn_and_no_other():
    found = mp.balance(["KAZ", "UZB"])
    ax = found.plot("trade_balance")
    assert "trade with the United States" in " ".join(text.get_text() for text in ax.figure.findobj(plt.Text))
    plt.close(ax.figure)
    with pytest.raises(OptionError, match="trade_balance"):
        found.plot("trade")
