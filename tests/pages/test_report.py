"""A profile says the same as text, as HTML and as a page, and the page needs no other file."""

from __future__ import annotations

import re

import pytest

import mpindex as mp


@pytest.fixture(scope="module")
def kazakhstan():
    return mp.where("KAZ")


def test_text_html_and_table_agree_on_rank_and_band(kazakhstan) -> None:
    text, html = str(kazakhstan), kazakhstan._repr_html_()
    for name, row in kazakhstan.table.iterrows():
        rank = f"{row['rank']} of {row['n']}"
        assert re.search(rf"{name}\s+{rank}\s.*{row['band']}", text)
        assert re.search(rf"<td[^>]*>{name}</td><td[^>]*>{rank}</td>.*{row['band']}", html)


def test_the_page_needs_no_other_file(kazakhstan, tmp_path) -> None:
    path = tmp_path / "KAZ.html"
    page = kazakhstan.to_html(path)
    assert path.read_text(encoding="utf-8") == page
    assert page.count("data:image/png;base64,") == 2
    assert not re.search(r'(src|href)="(?!data:)', page)


def test_the_page_cites_every_figure(kazakhstan) -> None:
    page = kazakhstan.to_html()
    for standing in kazakhstan.standings.values():
        for name in standing.index.definition.indicators:
            assert f"  {name}: " in page


def test_words_of_a_name_cannot_break_the_page() -> None:
    import pandas as pd

    cities = mp.read(
        pd.DataFrame({"unit": ["<b>Aa</b>", "B & C", "Dd"], "gdp_city": [3.0, 2.0, 1.0]}),
        units="free",
        year=2024,
    )
    bands = [{"top": {"rank": [1, 1]}}]
    small = mp.definition({"id": "cities", "normalise": "none", "tree": {"gdp_city": 1}, "bands": bands})
    html = mp.where("<b>Aa</b>", cities, definitions=[small])._repr_html_()
    assert "<b>Aa</b>" not in html
    assert "&lt;b&gt;Aa&lt;/b&gt;" in html
