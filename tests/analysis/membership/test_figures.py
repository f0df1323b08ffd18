"""The strip of a tier."""

from __future__ import annotations

import mpindex as mp


def test_the_unit_that_was_asked_for_is_in_the_figure():
    ax = mp.members("wood", range(2000, 2006), unit="KAZ").plot()
    assert "Kazakhstan" in [label.get_text() for label in ax.get_yticklabels()]
