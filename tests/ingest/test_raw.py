"""A table knows where each of its rows and cells came from, also when some rows are left."""

import numpy as np
import pandas as pd

from mpindex.ingest.raw import Marks, Raw

FRAME = pd.DataFrame({"unit": ["a", "b", "c"], "v": [1.0, 2.0, 3.0]})


def test_lines_count_from_the_first_row():
    raw = Raw(FRAME, "x.csv", 5)
    assert [raw.line(row) for row in range(3)] == [5, 6, 7]
    assert raw.text(1, 1) == "2"


def test_rows_that_are_kept_keep_their_lines_their_texts_and_their_marks():
    raw = Raw(
        FRAME,
        "x.csv",
        lines=lambda: [2, 4, 9],
        written=lambda row, column: f"{row}/{column}",
        marks={"v": Marks(np.array([True, False, True]), ("..",))},
    )
    kept = raw.kept(np.array([True, False, True]))
    assert [kept.line(row) for row in range(2)] == [2, 9]
    assert kept.text(1, 1) == "2/1"
    assert kept.marks["v"].where.tolist() == [True, True]
    again = kept.kept(np.array([False, True]))
    assert again.line(0) == 9
    assert again.text(0, 0) == "2/0"
