"""Eurostat's own layout is unfolded: dimensions into columns, years into headers."""

import pandas as pd
import pytest

from mpindex.ingest.eurostat import is_eurostat, unfold
from mpindex.ingest.raw import Raw


@pytest.mark.parametrize("header", ["freq,unit,geo\\TIME_PERIOD", "unit,geo\\time", "geo\\TIME_PERIOD "])
def test_its_header_is_known(header):
    assert is_eurostat([header, "2019 "])


@pytest.mark.parametrize("headers", [[], ["geo"], ["a\\b"], ["\\time"], ["geo/time"]])
def test_other_headers_are_not_taken_for_it(headers):
    assert not is_eurostat(headers)


def test_each_dimension_gets_its_column_and_cells_keep_their_text():
    frame = pd.DataFrame({"unit,geo\\TIME_PERIOD": ["PC,DE", "PC"], "2019 ": ["3.9 b", ":"]})
    raw = unfold(Raw(frame, "x.tsv"))
    assert list(raw.frame.columns) == ["unit", "geo", "2019 "]
    assert raw.frame["geo"].tolist() == ["DE", ""]
    assert raw.flags
    assert (raw.text(0, 1), raw.text(0, 2)) == ("DE", "3.9 b")
