"""Tables that a figure can draw."""

import pandas as pd
import pytest

from mpindex.errors import OptionError
from mpindex.plots.sheet.tables import require


def test_columns_that_lack_are_named_with_those_that_are_there():
    with pytest.raises(OptionError, match="lacks the columns b, c; it has a"):
        require(pd.DataFrame({"a": [1]}), "a", "b", "c")


def test_a_table_without_rows_is_refused():
    with pytest.raises(OptionError, match="no rows"):
        require(pd.DataFrame({"a": []}), "a")
