"""The answer laid out says what the numbers say, in a terminal and in a notebook."""

from __future__ import annotations

import re

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.where.where import where
from mpindex.dataset.dataset import Dataset


@pytest.fixture(scope="module")
def kaz():
    return where("KAZ", dataset=mp.load())


def small(scores: dict[str, float], unit: str, **labels: str):
    data = Dataset.from_frame(pd.DataFrame({"gdp": pd.Series(scores)}), labels=labels)
    bands = [{"great": {"rank": [1, 1]}}, {"middle": {"rank": [2, 2]}}]
    spec = {"id": "own", "title": "Own <words>", "normalise": "none", "tree": {"gdp": 1}, "bands": bands}
    return where(unit, dataset=data, definitions=[mp.definition(spec)])


def test_every_rank_in_the_table_is_in_the_text(kaz):
    text = str(kaz)
    for standing in kaz.standings.values():
        assert f"{standing.rank} of {standing.n}" in text
        assert re.search(rf"{standing.rank} of {standing.n} .* {standing.same_band[0] - 1} ", text)


@pytest.mark.parametrize("unit", ["KAZ", "GBR", "STP"])
def test_the_whole_text_fits_a_hundred_columns(unit):
    assert max(map(len, str(where(unit)).splitlines())) <= 100


def test_the_paragraph_stands_at_the_top(kaz):
    head, paragraph = str(kaz).split("\n\n")[:2]
    assert head.startswith("Where does Kazakhstan")
    assert " ".join(paragraph.split()) == kaz.in_words()


def test_nothing_is_said_of_a_state_without_figures_but_that():
    said = small({"A": np.nan, "B": 2.0}, "A")
    assert "the figures are missing" in said.in_words()
    assert "no score" in str(said)


def test_no_not_a_number_and_no_placeholder_reaches_the_reader(kaz):
    for text in (str(kaz), kaz._repr_html_(), str(small({"A": 3.0, "B": 2.0, "C": 2.0}, "B"))):
        assert not re.search(r"\bnan\b|\bNone\b|\{|\}", text)


def test_names_are_escaped_in_html():
    html = small({"A": 3.0, "B": 2.0}, "A", A="<b>A & B</b>")._repr_html_()
    assert "<b>A & B</b>" not in html
    assert "&lt;b&gt;A &amp; B&lt;/b&gt;" in html
    assert "Own &lt;words&gt;" in html


def test_text_html_and_table_agree_on_rank_and_band(kaz, monkeypatch):
    monkeypatch.setenv("COLUMNS", "120")  # in a narrower terminal a band is broken into lines
    text, html = str(kaz), kaz._repr_html_()
    for name, row in kaz.table.iterrows():
        rank = f"{row['rank']} of {row['n']}"
        assert re.search(rf"{name}\s+{rank}\s.*{row['band']}", text)
        assert re.search(rf"<td[^>]*>{name}</td><td[^>]*>{rank}</td>.*{row['band']}", html)


def test_words_of_a_name_cannot_break_the_page():
    table = pd.DataFrame({"unit": ["<b>Aa</b>", "B & C", "Dd"], "gdp_city": [3.0, 2.0, 1.0]})
    cities = mp.read(table, units="free", year=2024)
    bands = [{"top": {"rank": [1, 1]}}]
    definition = {"id": "cities", "normalise": "none", "tree": {"gdp_city": 1}, "bands": bands}
    html = where("<b>Aa</b>", dataset=cities, definitions=definition)._repr_html_()
    assert "<b>Aa</b>" not in html
    assert "&lt;b&gt;Aa&lt;/b&gt;" in html


def test_details_in_a_notebook_are_those_of_the_terminal(kaz):
    text = " ".join(str(kaz).split())
    items = re.findall(r"<li>(.*?)</li>", kaz._repr_html_())
    assert len(items) > 12
    for item in items:
        label = item.split(" ")[0]
        assert label in text
    assert any(item.startswith("lifted by ") for item in items)


def test_the_head_says_of_when_the_figures_are(kaz):
    assert "Newest figures of" in str(kaz).splitlines()[0]
    assert "As of 2010: figures of" in str(where("KAZ", year=2010, definitions="wood")).splitlines()[0]


def test_a_detail_in_html_is_its_label_and_what_it_says():
    html = small({"A": 3.0, "B": 2.0, "C": 2.0}, "A")._repr_html_()
    assert "<li>lifted by gdp (1st)</li><li>around it A 1, B 2, C 2</li><li>score 3</li>" in html
