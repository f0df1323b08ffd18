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


def test_who_would_lead_by_lower_lines_alone_is_told_which_these_are() -> None:
    table = groupings(mp.where("POL", "regional"))
    row = next(row for row in table.rows if row[0] == "Eastern Europe")
    assert row[4] == "if lines were lower"
    assert table.caption.endswith(
        "'if lines were lower': 25 % of the region and 1 times the GDP of the next would do"
    )


def test_without_a_regional_definition_there_is_no_table() -> None:
    assert groupings(mp.where("KAZ", definitions="wood")) is None
