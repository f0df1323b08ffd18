"""Texts are read to the last bit, with the line of every row, however fast it is done."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mpindex.errors import DataError
from mpindex.ingest.delimited import decode, open_text, sniff
from mpindex.ingest.read import read


@pytest.mark.parametrize(
    ("text", "name", "sign"),
    [
        ("a,b\n1,2", "", ","),
        ("a;b\n1,5;2,5", "", ";"),
        ("a\tb, c\n1\t2, 3", "", "\t"),
        ("a,b\tc,d\n1\t2", "x.tsv", "\t"),
        ("a,b\tc,d\n1,2\t3,4", "x.csv", ","),
        ("a,b\tc,d\n1,2\t3,4", "x.tab", "\t"),
        ("a|b\n1|2", "", "|"),
        ("one column", "", "\t"),
        ("A title, of words, and more\n\na;b;c\n1;2;3\n4;5;6", "", ";"),
        ('"a;b",c\n"d;e",f', "", ","),
    ],
)
def test_the_delimiter_is_the_one_that_lines_use_alike(text, name, sign):
    assert sniff(text, name) == sign


@settings(deadline=None)
@given(st.lists(st.floats(allow_nan=False, allow_infinity=False), min_size=1, max_size=12))
def test_numbers_are_read_to_the_last_bit(values):
    text = "iso3,v\n" + "".join(f"K{i},{value!r}\n" for i, value in enumerate(values))
    assert open_text(text, "x.csv").frame["v"].tolist() == values


def test_texts_keep_their_zeros_and_marks_are_told_apart_from_blanks():
    raw = open_text("code,v\n007,1\n010,..\n011,\n", "x.csv")
    assert raw.frame["code"].tolist() == ["007", "010", "011"]
    assert raw.frame["v"].tolist() == [
        1,
        pytest.approx(np.nan, nan_ok=True),
        pytest.approx(np.nan, nan_ok=True),
    ]
    assert raw.marks["v"].where.tolist() == [False, True, False]
    assert raw.marks["v"].written == ("..",)


def test_names_of_digits_among_others_keep_their_zeros_too():
    raw = open_text("country,code,v\nKEN,007,1\nPER,1.10,2\n", "x.csv")
    assert raw.frame["country"].tolist() == ["KEN", "PER"]
    assert raw.frame["code"].tolist() == ["007", "1.10"]


def test_decimal_commas_are_read_at_once_and_points_are_then_no_numbers():
    raw = open_text("iso3;v;w\nKEN;1,5;1.5\nPER;..;2,5\n", "x.csv", decimal=",")
    assert raw.frame["v"].tolist()[0] == 1.5
    assert raw.marks["v"].written == ("..",)
    assert raw.frame["w"].tolist() == ["1.5", "2,5"]


def test_every_row_knows_its_line_and_every_cell_its_text():
    raw = open_text('# comment\nTitle\n\niso3,v,w\n\nKEN,1.50,"a\nb"\n\nPER,2,c\n', "x.csv")
    assert [raw.line(row) for row in range(2)] == [6, 9]
    assert raw.text(0, 1) == "1.50"
    assert raw.text(1, 2) == "c"
    assert "lines 2 to 3" in raw.notes[0]


def test_ragged_lines_are_named_and_short_ones_are_filled():
    with pytest.raises(DataError, match=r"x.csv: line 3 has 3 fields, the header 2[\s\S]*line 4 has 4"):
        open_text("a,b\n1,2\n1,2,3\n1,2,3,4\n", "x.csv")
    assert open_text("a,b,c\n1,2,3\n1,2\n", "x.csv").frame.shape == (2, 3)


def test_many_ragged_lines_are_counted():
    with pytest.raises(DataError, match="and 3 lines more"):
        open_text("a,b\n" + "1,2,3\n" * 8, "x.csv")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("é".encode(), "é"),
        ("é".encode("utf-8-sig"), "é"),
        ("été,".encode("utf-16"), "été,"),
        (b"plain", "plain"),
    ],
)
def test_the_encoding_is_seen(content, text):
    assert decode(content, "x", None) == text


def test_a_large_table_is_read_by_column_and_gives_what_a_small_one_gives(tmp_path):
    rng = np.random.default_rng(1)
    frame = pd.DataFrame(rng.normal(size=(300, 6)).round(3), columns=list("abcdef"))
    frame = frame.mask(rng.random(frame.shape) < 0.1)
    frame.insert(0, "unit", [f"u{i}" for i in range(len(frame))])
    frame.to_csv(tmp_path / "blank.csv", index=False)
    frame.to_csv(tmp_path / "marks.csv", index=False, na_rep="..")
    expected = frame.set_index("unit")
    for name in ("blank.csv", "marks.csv"):
        data = read(tmp_path / name, units="free")
        assert data.frame.to_numpy() == pytest.approx(expected.to_numpy(), nan_ok=True, abs=0)
    count = int(frame.isna().to_numpy().sum())
    assert any(f"{count} cells were read as missing: '..'" in note for note in data.notes)


@pytest.mark.parametrize("above", ["", "Title\n\n", "\n\n"])
def test_what_stands_above_the_header_moves_no_row_and_counts_among_the_lines(above):
    rows = "".join(f"u{i},{i}.5\n" for i in range(60))
    raw = open_text(f"{above}unit,v\n{rows}", "x.csv", header=above.count("\n") + 1)
    assert raw.frame["v"].tolist() == [i + 0.5 for i in range(60)]
    assert [raw.line(row) for row in (0, 59)] == [above.count("\n") + 2, above.count("\n") + 61]
