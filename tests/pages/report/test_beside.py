"""Units side by side: definitions in rows, units in columns."""

from __future__ import annotations

import mpindex as mp
from mpindex.pages.report.beside import beside


def test_one_unit_is_not_set_beside_itself(study) -> None:
    assert beside(study, ["KAZ"]) is None


def test_each_definition_has_a_row_and_each_unit_a_column(study) -> None:
    table = beside(study, ["TUR", "KAZ"])
    assert table.head == ("definition", "Türkiye", "Kazakhstan")
    assert [row[0] for row in table.rows] == [index.definition.title for index in study.indexes.values()]
    index = study.indexes["capability"]
    assert f"{int(index.ranks['KAZ'])}th of {index.n}" in table.rows[0][2]
    assert table.frame.equals(mp.where(["TUR", "KAZ"]).to_frame().set_index("definition"))
