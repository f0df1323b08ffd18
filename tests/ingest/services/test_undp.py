"""UNDP: one wide file, a column for each series and year."""

from __future__ import annotations

import pytest

from mpindex.errors import DataError
from mpindex.ingest.services.answers import Answers, deadline_in
from mpindex.ingest.services.figures import Span
from mpindex.ingest.services.undp import figures

from .conftest import ANSWERS

ALWAYS = Span()


@pytest.fixture
def ask(loopback, tmp_path):
    def get(code: str = "hdi", span: Span = ALWAYS):
        return figures(code, span, f"{loopback.address}/hdr.csv", Answers(tmp_path, 7, deadline_in(10)))

    return get


def test_a_series_is_read_year_by_year(loopback, ask):
    loopback.gives("hdr.csv")
    assert ask().values == {
        ("KAZ", 1990): 0.673, ("KAZ", 2022): 0.833, ("KAZ", 2023): 0.837,
        ("CIV", 1990): 0.415, ("CIV", 2022): 0.577, ("CIV", 2023): 0.582,
        ("SOM", 2022): 0.401, ("SOM", 2023): 0.404,
    }  # fmt: skip
    assert ask("le", Span(2023)).values["KAZ", 2023] == 74.4
    assert ask("hdi_rank").values["CIV", 2023] == 157
    assert ask().others == 1


def test_one_file_serves_every_series(loopback, ask):
    loopback.gives("hdr.csv")
    ask("hdi"), ask("le")
    assert loopback.asked == ["/hdr.csv"]


def test_the_file_may_be_in_latin_1(loopback, ask):
    loopback.says((ANSWERS / "hdr.csv").read_text(encoding="utf-8").encode("latin-1"))
    assert ask().values["CIV", 2023] == 0.582


def test_an_unknown_series_is_told_with_those_that_there_are(loopback, ask):
    loopback.gives("hdr.csv")
    with pytest.raises(DataError, match=r"there are: hdi, hdi_rank, le. Did you mean 'hdi'"):
        ask("hdl")


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("<html>", "no table"),
        ("country,hdi_2020\nKazakhstan,0.8\n", "no column iso3"),
        ("iso3,hdi\nKAZ,0.8\n", "none such as hdi_2020"),
        ("iso3,hdi_2020\nKAZ,high\n", "'high' is no number"),
        ("iso3,hdi_2020\nKAZ,0.8\nKAZ,0.9\n", "two values of KAZ"),
        ("iso3,hdi_2020\nKAZ,..\n", "no figure of any state"),
    ],
)
def test_nonsense_is_refused_in_words(loopback, ask, body, fault):
    loopback.says(body)
    with pytest.raises(DataError, match=fault):
        ask()
