from __future__ import annotations

import math
from pathlib import Path

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from mpindex.bundle import csv_files


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_written_number_reads_back_as_itself(value: float) -> None:
    text = csv_files.number_text(value)
    assert float(text) == value and not text.endswith(".0")


def test_a_written_file_is_sorted_and_the_same_every_time(tmp_path: Path) -> None:
    rows = {"indicator": ["b", "a"], "unit": ["KAZ", "KAZ"], "year": [2020, 2020], "value": [1.0, math.pi]}
    frame = pd.DataFrame(rows).assign(source="here")
    csv_files.write_values(frame, tmp_path / "one.csv")
    csv_files.write_values(frame[::-1], tmp_path / "two.csv")
    text = (tmp_path / "one.csv").read_bytes()
    assert text == (tmp_path / "two.csv").read_bytes()
    assert text == b"indicator,unit,year,value,source\na,KAZ,2020,3.141592653589793,here\nb,KAZ,2020,1,here\n"
