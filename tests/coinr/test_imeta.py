"""iMeta's faults are named by line, all at once."""

from __future__ import annotations

import pytest

from mpindex.coinr.imeta import as_tree, read_rows
from mpindex.errors import DataError


def tree(table):
    return as_tree(*read_rows(table))


@pytest.mark.parametrize(
    ("cells", "message"),
    [
        (
            {"road__Parent": "lnik"},
            r"line 2\s+road\s+Parent\s+lnik\s+no row has this code\s+Did you mean 'link'",
        ),
        ({"index__Parent": "link"}, "a cycle: link -> index -> link|a cycle: index -> link -> index"),
        ({"link__Level": 3}, "its parent index is at level 3, not 4"),
        ({"tax__iCode": "road"}, r"line 3\s+road\s+iCode\s+road\s+stands in line 2 already"),
        ({"link__Parent": None}, "more than one row has no parent"),
        ({"tax__Direction": 2}, "must be 1 or -1"),
        ({"tax__Weight": -1}, "Direction -1"),
        ({"tax__Type": "Indicater"}, "Did you mean 'Indicator'"),
        ({"tax__Level": 2, "trade__Parent": "index"}, "level"),
    ],
)
def test_faults_are_named_by_line(changed, cells, message):
    with pytest.raises(DataError, match=message):
        tree(changed(**cells))


def test_an_aggregate_that_nothing_hangs_on_is_a_fault(imeta):
    with pytest.raises(DataError, match="an aggregate that nothing hangs on"):
        tree(imeta[imeta["iCode"] != "tax"])


def test_columns_that_lack_are_named(imeta):
    with pytest.raises(DataError, match="lacks the columns Parent"):
        tree(imeta.drop(columns="Parent"))


def test_all_faults_come_at_once(changed):
    with pytest.raises(DataError) as caught:
        tree(changed(road__Parent="no", port__Parent="nor", link__Level=3))
    assert len(caught.value.faults) >= 3
