"""Rows are chosen by the members of a dimension."""

import pandas as pd
import pytest

from mpindex.errors import DataError, OptionError
from mpindex.ingest.choosing import choose_rows
from mpindex.ingest.raw import Raw

RAW = Raw(pd.DataFrame({"geo": ["KE", "KE", "PE"], "Sex": ["F", "T", "T"], "code": [1, 2, 2]}), "x.csv")


@pytest.mark.parametrize(
    ("choice", "rows"),
    [
        (None, 3),
        ({}, 3),
        ({"Sex": "T"}, 2),
        ({"sex": ["F", "T"]}, 3),
        ({"Sex": "T", "geo": "KE"}, 1),
        ({"code": 2}, 2),
        ({"code": "1"}, 1),
    ],
)
def test_rows_with_the_member_stay(choice, rows):
    assert len(choose_rows(RAW, choice).frame) == rows


def test_what_is_not_there_is_named():
    with pytest.raises(OptionError, match=r"there is no column 'sxe' to choose from. Did you mean 'Sex'\?"):
        choose_rows(RAW, {"sxe": "T"})
    with pytest.raises(DataError, match="Sex does not hold 'X'; it holds F, T"):
        choose_rows(RAW, {"Sex": "X"})
    with pytest.raises(DataError, match="no row is left by choose="):
        choose_rows(RAW, {"Sex": "F", "geo": "PE"})
