"""The ledger of a state stands in its report, as of the year of the answer."""

from __future__ import annotations

import mpindex as mp
from mpindex.pages.report.deeds import deeds


def test_every_initiative_has_a_row(study) -> None:
    table = deeds(study.where("KAZ"))
    assert len(table.rows) == len(mp.ledger("KAZ").initiatives)
    row = next(row for row in table.rows if row[0] == "Astana talks on Syria")
    assert row[1:] == ("", "2017", "2017", "reversed")


def test_as_of_a_year_nothing_later_is_known() -> None:
    table = deeds(mp.where("KAZ", year=2000, definitions="wood"))
    assert all(int(cell) <= 2000 for row in table.rows for cell in row[1:4] if cell)
    assert all(row[4] == "" for row in table.rows)


def test_a_state_outside_of_the_ledger_has_none(study) -> None:
    assert deeds(study.where("NRU")) is None
