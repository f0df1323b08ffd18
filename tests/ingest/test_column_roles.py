"""What the user says of columns is checked before it is obeyed."""

import pandas as pd
import pytest

from mpindex.errors import OptionError
from mpindex.ingest.column_roles import Roles, Wishes, checked, listed, no_unit, unused
from mpindex.ingest.raw import Raw

RAW = Raw(pd.DataFrame({"land": ["a"], "v": [1.0], "sex": ["F"], "note": ["x"]}), "x.csv")
HEADERS = list(RAW.frame.columns)


def test_columns_are_named_by_header_or_number():
    assert checked(RAW, HEADERS, Wishes({"land": "unit", 2: "beds", "sex": None})) == {
        "land": "unit",
        "v": "beds",
        "sex": None,
    }


def test_values_without_a_header_can_be_named():
    assert checked(RAW, HEADERS, Wishes({"value": "gdp"})) == {"value": "gdp"}


@pytest.mark.parametrize(
    ("wishes", "message"),
    [
        (Wishes({"lant": "unit"}), "there is no column 'lant'. Did you mean 'land'"),
        (Wishes({9: "unit"}), "there is no column '9'"),
        (Wishes({"v": 5}), "a role or a name"),
        (Wishes(groups=("siz",)), "there is no column 'siz'"),
        (Wishes(layout="long"), "layout must be"),
        (Wishes(years="rows"), "years must be"),
    ],
)
def test_a_wrong_wish_is_refused(wishes, message):
    with pytest.raises(OptionError, match=message):
        checked(RAW, HEADERS, wishes)


def test_what_is_neither_of_a_role_nor_a_figure_may_tell_rows_apart():
    assert unused(RAW, Roles(unit=("land",), figures={"v": "v"})) == ["sex"]


def test_the_error_of_a_table_without_units_names_the_columns():
    assert "Columns: land, v, sex, note" in no_unit(RAW)
    many = Raw(pd.DataFrame({f"c{i}": [1] for i in range(40)}), "x.csv")
    assert listed(many).endswith("... (40 in all)")
