"""Expert lists by decade."""

from __future__ import annotations

import mpindex as mp
from mpindex.analysis.membership.pools import pools


def test_each_decade_counts_those_it_named_in_the_nearest_year():
    world = mp.load()
    inside = mp.members("wood", [1993, 2003, 2024]).inside
    table = pools(world, inside)
    assert list(table.index) == ["1980s", "1990s", "2000s", "2010s", "2020s"]
    assert "wood_1988" in table.loc["1980s", "lists"] and table.loc["1980s", "year"] == 1993
    assert "KAZ" in table.loc["2020s", "outside"].split(", ")
    assert (table["members"] <= table["units"]).all()
