"""The plane of a formula and the outcome."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.errors import OptionError


def test_the_figure_has_the_diagonal_and_names_whom_one_asks_for():
    found = mp.set_relations("fuzzy_middle_power", {"lists": "verified", "at_least": 3})
    ax = found.plot("KAZ")
    assert any(
        list(x := line.get_xdata()) == list(line.get_ydata()) and x[0] <= 0 < 1 <= x[-1] for line in ax.lines
    )
    assert any("Kazakhstan" in text.get_text() for text in ax.texts)
    with pytest.raises(OptionError, match="there is no condition"):
        found.plot(expression="meanz")
