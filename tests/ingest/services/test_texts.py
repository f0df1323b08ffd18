"""What is JSON or a table is understood; all else is said, with its beginning, never guessed."""

from __future__ import annotations

import pytest

from mpindex.errors import DataError
from mpindex.ingest.services.texts import as_json, as_number, as_table, as_year, shown


@pytest.mark.parametrize(
    "body", [b"", b"<html>", b"{", b'{"a": NaN}', b"[Infinity]", b"\xff\xfe", b"[" * 200_000, b"1" * 5000]
)
def test_what_is_no_json_is_said(body):
    with pytest.raises(DataError, match=r"x: the answer is no JSON"):
        as_json(body, series="x")


def test_json_is_read():
    assert as_json(b'[{"a": null}]', series="x") == [{"a": None}]


def test_a_table_is_read_in_either_encoding():
    text = "iso3,country\r\nCIV,Côte d'Ivoire\r\n"
    for encoding in ("utf-8", "utf-8-sig", "latin-1"):
        assert as_table(text.encode(encoding), series="x") == (
            ["iso3", "country"],
            [["CIV", "Côte d'Ivoire"]],
        )


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", "no table"),
        (b"  \n", "no table"),
        (b"<!doctype html><title>404</title>", "no table.*doctype"),
        (b'{"error": 1}', "no table"),
        (b"a,b\n\0,1\n", "no table"),
        (b'a,b\n"1,2\n', "no table"),
        (b"a,b\n1\n", "row 2 of the answer has not the 2 columns"),
        (b"a,b\n1,2\n1,2,3\n", "row 3"),
        (b"a," + b"x" * 200_000 + b"\n", "no table"),
    ],
)
def test_what_is_no_table_is_said(body, fault):
    with pytest.raises(DataError, match=f"x: .*{fault}"):
        as_table(body, series="x")


@pytest.mark.parametrize("text", ["2024Q1", "2024M01", "24", "2024-01-01", "", "٢٠٢٤", 2024, None])
def test_only_four_digits_are_a_year(text):
    with pytest.raises(DataError, match=r"only yearly series"):
        as_year(text, series="x")


@pytest.mark.parametrize("text", ["", "1,5", "abc", "inf", "nan", "1e999", "0x10", "1_000", "１", "true"])
def test_only_a_finite_plain_number_is_a_number(text):
    with pytest.raises(DataError, match=r"no number"):
        as_number(text, series="x")


def test_numbers_are_read_exactly():
    assert [as_number(text, series="x") for text in ("-0.1", "1e3", ".5", "20330104")] == [
        -0.1,
        1000.0,
        0.5,
        20330104,
    ]


def test_an_answer_is_shown_short_and_on_one_line():
    assert shown(b"a\n\n b" + b"c" * 500).count("\n") == 0
    assert len(shown(b"c" * 10_000)) < 70
