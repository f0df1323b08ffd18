"""The answer laid out says what the numbers say, in a terminal and in a notebook."""

from __future__ import annotations

import re
from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.where.standing import Standing
from mpindex.analysis.where.where import where
from mpindex.dataset.dataset import Dataset
from mpindex.engine.groups import WITHOUT_GREAT, region_words


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


FULL = """\
Where does d sit?  Newest figures of 2020.

  By 'Size' d ranks 4th of 6, on 75 % of the weight: 'rest', with 3 others; 'top' begins 2 ranks
  higher. By plain it has no score: the figures are missing.

  definition  rank    says      others  data
  size        4 of 6  rest      3       75%
  plain       -       no score  -       0%

Size. How large?
  held back by     x (4th)
  around it        b 2, c 3, d 4, e 5, f 6
  score            40; 'top' begins 25 higher
  missing          y
  figures of       2020

Plain.
  no score: y missing"""


def test_the_whole_answer_is_laid_out_in_a_terminal(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    frame = pd.DataFrame({"unit": list("abcdef"), "x": [6.0, 5, 4, 3, 2, 1], "y": [1.0, 2, 3, None, 5, 6]})
    bands = [{"top": {"rank": [1, 2]}}, {"rest": {}}]
    size = {
        "id": "size", "title": "Size", "question": "How large?", "tree": {"x": 3, "y": 1}, "missing": "available",
        "bands": bands,
    }  # fmt: skip
    plain = {"id": "plain", "title": "Plain", "tree": {"y": 1}}
    assert str(where("d", [size, plain], mp.read(frame, units="free", year=2020))) == FULL


def test_a_narrow_terminal_breaks_the_widest_cells_and_no_word(monkeypatch):
    answer = where("GBR")
    for columns in (60, 72, 200):
        monkeypatch.setenv("COLUMNS", str(columns))
        assert max(map(len, str(answer).splitlines())) <= min(columns, 100)


@pytest.mark.each(
    "case",
    [
        (9, "middle", "it is still 9th: the verdict holds", "(also 9th with 2 more rankings)"),
        (7, "middle", "it is 7th instead of 9th: the verdict holds", "(7th with 2 more rankings)"),
        (
            7, "great", "it is 7th instead of 9th: and 'great': the verdict does not hold",
            "(7th with 2 more rankings, and another verdict)",
        ),
    ],
)  # fmt: skip
def test_places_that_may_not_be_passed_on_are_told_with_what_they_change(case, monkeypatch):
    rank, band, details, words = case
    monkeypatch.setenv("COLUMNS", "100")
    wider = SimpleNamespace(ranks={"B": rank}, bands={"B": band}), ("One", "Two")
    monkeypatch.setattr(Standing, "wider", wider)
    scores = {f"u{i}": 20.0 - i for i in range(8)} | {"B": 2.0}
    data = Dataset.from_frame(pd.DataFrame({"gdp": pd.Series(scores)}))
    bands = [{"great": {"rank": [1, 1]}}, {"middle": {"rank": [2, 9]}}]
    answer = where("B", {"id": "own", "normalise": "none", "tree": {"gdp": 1}, "bands": bands}, data)
    text = " ".join(str(answer).split())
    assert (
        f"more rankings with its places in One and Two, whose lists may not be passed on, {details}" in text
    )
    assert f"ranks 9th of 9 {words}: 'middle'" in answer.in_words()


@pytest.mark.each("case", [(8, ""), (9, " and 1 more"), (11, " and 3 more")])
def test_eight_whom_no_expert_names_are_named_and_the_rest_counted(case, monkeypatch):
    many, more = case
    monkeypatch.setattr(Standing, "outsiders", lambda _: [f"u{i}" for i in range(many)])
    scores = {f"u{i}": 20.0 - i for i in range(12)}
    data = Dataset.from_frame(pd.DataFrame({"gdp": pd.Series(scores)}))
    bands = [{"in": {"rank": [1, 11]}}, {"out": {}}]
    html = where("u3", {"id": "own", "tree": {"gdp": 1}, "bands": bands}, data)._repr_html_()
    names = ", ".join(f"u{i}" for i in range(8))
    said = f"passing too &#x27;in&#x27; are also {many} states that no expert list names: {names}{more}</li>"
    assert said in html


def test_the_regional_table_says_which_lines_it_draws_and_a_region_in_words(monkeypatch):
    monkeypatch.setenv("COLUMNS", "100")
    answer = where("KAZ", definitions=["regional"])
    text = " ".join(str(answer).split())
    assert (
        f"Regional influence, {len(answer.regions)} ways to draw the region. A regional power has 33 % of it and 1.5 times"
        " the GDP of the next; 'if lower': whether it would be one were the lines 25 % and 1 times. In groupings, great"
        " powers are left out."
    ) in text
    lines = {line.strip().split("  ")[0]: line.split()[-2:] for line in str(answer).splitlines()}
    for name, row in answer.regions.iterrows():
        cells = lines[
            region_words(str(name)) if row["kind"] == "rule" else str(name).removesuffix(WITHOUT_GREAT)
        ]
        assert cells == ["yes" if row["power"] else "no", "yes" if row["lenient"] else "no"]
    assert (
        "Russia and United States: on the Correlates of War list of major powers (2016) or among the first six"
        in text
    )


def test_figures_of_one_year_and_of_none_are_told_apart():
    assert str(small({"A": np.nan, "B": 2.0}, "A")).splitlines()[0].endswith("Newest no figures.")
    rows = pd.DataFrame({"unit": list("aab"), "year": [2001, 2003, 2002], "x": [1.0, 2.0, 3.0]})
    data = mp.read(rows, units="free")
    head = str(where("a", {"id": "m", "tree": {"x": 1}}, data)).splitlines()[0]
    assert head == "Where does a sit?  Newest figures of 2003."


def test_what_is_folded_in_a_notebook_has_its_title_and_what_it_says():
    html = small({"A": 3.0, "B": 2.0, "C": 2.0}, "A")._repr_html_()
    assert "<details><summary>Own &lt;words&gt;.</summary><ul><li>lifted by gdp (1st)</li>" in html
    assert html.startswith("<h3>Where does A sit?</h3><p>Newest figures of 2000.</p>")
