"""Labels become places and come back unchanged."""

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from mpindex.dataset.labels import panel, tidy
from mpindex.dataset.panel import ALWAYS

ROWS = st.lists(
    st.tuples(
        st.sampled_from(["KAZ", "NA", "x y"]), st.sampled_from(["gdp", "é"]), st.integers(1, 2200), st.floats(-9, 9),
        st.sampled_from(["wgi", "cia"]),
    ),
    max_size=20,
    unique_by=lambda row: row[:3],
)  # fmt: skip


@given(ROWS)
def test_what_goes_in_comes_out(rows):
    columns = ["unit", "indicator", "year", "value", "source"]
    table = pd.DataFrame(rows, columns=columns)
    units, ids = ["x y", "KAZ", "NA"], ["é", "gdp"]
    back = tidy(panel(table, units, ids), units, ids, latest=ALWAYS)
    assert sorted(map(tuple, back.to_numpy().tolist())) == sorted(rows)
    assert list(back.columns) == columns


@given(ROWS, st.integers(1, 2200))
def test_nothing_later_comes_out(rows, latest):
    table = pd.DataFrame(rows, columns=["unit", "indicator", "year", "value", "source"])
    units, ids = ["x y", "KAZ", "NA"], ["é", "gdp"]
    assert len(tidy(panel(table, units, ids), units, ids, latest=latest)) == sum(r[2] <= latest for r in rows)
