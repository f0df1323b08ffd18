"""Groupings: every region of the answer, in words."""

from __future__ import annotations

import mpindex as mp
from mpindex.pages.report.groupings import groupings


def test_every_region_has_a_row(study) -> None:
    answer = study.where("KAZ")
    table = groupings(answer)
    assert len(table.rows) == len(answer.regions)
    assert "great powers left out" in table.caption
    row = next(row for row in table.rows if row[0] == "CSTO")
    own = answer.regions.loc["CSTO without great powers"]
    assert row[1] == f"{own['rank']} of {own['n']}"
    assert row[4] == ("yes" if own["power"] else "no")


def test_without_a_regional_definition_there_is_no_table() -> None:
    assert groupings(mp.where("KAZ", definitions="wood")) is None
