"""The answer in words says what the numbers say, in a terminal and in a notebook."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.standing import where
from mpindex.dataset.dataset import Dataset
from mpindex.wording import listed, number, ordinal


@pytest.fixture(scope="module")
def kaz():
    return where("KAZ", mp.load())


def small(scores: dict[str, float], unit: str, **labels: str):
    data = Dataset.from_frame(pd.DataFrame({"gdp": pd.Series(scores)}), labels=labels)
    bands = [{"great": {"rank": [1, 1]}}, {"middle": {"rank": [2, 2]}}]
    spec = {"id": "own", "title": "Own <words>", "normalise": "none", "tree": {"gdp": 1}, "bands": bands}
    return where(unit, data, definitions=[mp.definition(spec)])


def test_every_rank_in_the_table_is_in_the_text(kaz):
    text = str(kaz)
    for standing in kaz.standings.values():
        assert f"{standing.rank} of {standing.n}" in text
        assert f"{standing.same_band[0]} of {standing.n}" in text


def test_the_paragraph_names_state_rank_and_every_definition_it_speaks_of(kaz):
    said = kaz.verdict()
    assert said.count("Kazakhstan ranks") == 4
    for standing in kaz.standings.values():
        assert f"{ordinal(standing.rank)} of {standing.n}" in said


def test_the_text_fits_a_terminal_in_its_prose(kaz):
    prose = str(kaz).split("In words")[1]
    assert max(map(len, prose.splitlines())) <= 110


def test_two_meanings_of_the_middle_are_kept_apart(kaz):
    assert "the middle of the pack" in kaz.verdict()
    assert "tier" in kaz.verdict()


def test_one_state_alone_in_a_band_is_said_to_be_alone():
    assert "alone" in small({"A": 3.0, "B": 2.0, "C": 1.0}, "A").verdict()


def test_nothing_is_said_of_a_state_without_figures_but_that():
    said = small({"A": np.nan, "B": 2.0}, "A")
    assert "the figures are missing" in said.verdict()
    assert "no score" in str(said)


def test_no_not_a_number_and_no_placeholder_reaches_the_reader(kaz):
    for text in (str(kaz), kaz._repr_html_(), str(small({"A": 3.0, "B": 2.0, "C": 2.0}, "B"))):
        assert not re.search(r"\bnan\b|\bNone\b|\{|\}", text)


def test_names_are_escaped_in_html():
    html = small({"A": 3.0, "B": 2.0}, "A", A="<b>A & B</b>")._repr_html_()
    assert "<b>A & B</b>" not in html
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in html
    assert "Own &lt;words&gt;" in html


@pytest.mark.parametrize("n", range(1, 200))
def test_ordinals_end_as_they_are_spoken(n: int):
    ending = {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th") if n // 10 % 10 != 1 else "th"
    assert ordinal(n) == f"{n}{ending}"


def test_what_has_no_rank_is_unranked():
    assert ordinal(None) == "unranked"


@pytest.mark.parametrize(
    ("names", "text"), [([], "none"), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_lists_read_like_lists(names: list[str], text: str):
    assert listed(names) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.12345, "0.123"),
        (-2.5, "-2.5"),
        (0.0000123, "1.23e-05"),
        (3.2e13, "32 trillion"),
        (np.nan, "-"),
    ],
)
def test_numbers_have_three_digits(value: float, text: str):
    assert number(value) == text
