"""The report in a real browser: at a desk and on a phone, in the dark and on paper."""

from __future__ import annotations

import itertools
from pathlib import Path

import pandas as pd
import pytest

import mpindex as mp

from ..browser import Browser
from ..looks import CONTRAST, DRAWN, HEADINGS
from .conftest import CITY_CARD

OPEN_ALL = "document.querySelectorAll('details').forEach((details) => { details.open = true; })"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return mp.report("KAZ", draws=200, path=tmp_path_factory.mktemp("report") / "KAZ.html").path


@pytest.fixture(scope="module")
def two(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("report") / "two.html"
    return mp.report(["TUR", "NRU"], draws=100, path=path).path


@pytest.fixture(params=["one", "two"])
def opened(request: pytest.FixtureRequest, browser: Browser, page: Path, two: Path) -> Browser:
    browser.resize(1200)
    browser.faults.clear()
    browser.open(page if request.param == "one" else two)
    return browser


def test_no_console_error_and_no_request_but_for_the_page_itself(opened: Browser) -> None:
    opened.run(OPEN_ALL)
    assert opened.faults == []
    assert len(opened.requests) == 1


@pytest.mark.parametrize("width", [1200, 1024, 800, 390, 320])
def test_nothing_is_wider_than_the_window(opened: Browser, width: int) -> None:
    opened.resize(width)
    opened.run(OPEN_ALL)
    assert opened.run("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1200, 390])
def test_no_word_of_a_drawing_lies_over_another_or_beyond_the_edge(opened: Browser, width: int) -> None:
    opened.resize(width)
    assert opened.run(DRAWN) == []


def test_headings_are_in_order_and_every_drawing_says_what_is_seen(opened: Browser) -> None:
    levels = [level for level, _ in opened.run(HEADINGS)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert opened.run(
        "[...document.querySelectorAll('svg[role=img]')].every((svg) => svg.ariaLabel.length > 30)"
    )
    ids = opened.run("[...document.querySelectorAll('[id]')].map((element) => element.id)")
    assert len(set(ids)) == len(ids)


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_from_its_ground(opened: Browser, dark: bool) -> None:
    opened.run(OPEN_ALL)
    opened.dark(on=dark)
    try:
        worst = opened.run(CONTRAST)
    finally:
        opened.dark(on=False)
    assert worst["ratio"] >= 4.5, worst


def test_on_paper_every_section_is_open(opened: Browser) -> None:
    assert opened.pdf().startswith(b"%PDF")
    wanted = {text for _, text in opened.run(HEADINGS)}
    rows = opened.run("document.querySelectorAll('tbody tr, details li').length")
    opened.do("Emulation.setEmulatedMedia", media="print")
    seen = """[...document.querySelectorAll('{}')].filter((e) =>
        e.checkVisibility({{ contentVisibilityAuto: true }}) && e.getBoundingClientRect().height > 0)"""
    shown = set(opened.run(seen.format("h1, h2, h3, h4") + ".map((e) => e.textContent.trim())"))
    open_rows = opened.run(seen.format("tbody tr, details li") + ".length")
    links = opened.run(seen.format(".csv") + ".length")
    opened.do("Emulation.setEmulatedMedia", media="")
    assert shown == wanted
    assert open_rows == rows
    assert links == 0


def test_a_table_is_saved_as_csv(opened: Browser) -> None:
    link = opened.run("document.querySelector('a[download$=\"-figures.csv\"]').href")
    text = opened.run(f"fetch({link!r}).then((answer) => answer.text()).catch(() => '')") or ""
    assert text == "" or text.startswith("indicator,")
    assert link.startswith("data:text/csv")


def test_hostile_text_is_shown_as_text(browser: Browser, tmp_path: Path) -> None:
    nasty = '"><img src=x onerror="window.broken=1"><script>window.broken=1</script>\u202eab\'&amp;'
    frame = pd.DataFrame({nasty: [3.0, 2.0, 1.0], "b": [1.0, 2.0, 3.0]}, index=[nasty, "B", "C"])
    spec = {
        "id": "nasty", "title": nasty, "question": nasty, "sources": [nasty], "tree": {nasty: 1, "b": 1},
        "bands": [{nasty: {"rank": [1, 2]}}, {"rest": {}}], "uncertainty": {"leave_one_out": True},
    }  # fmt: skip
    table = mp.Dataset.from_frame(
        frame, metadata={nasty: {"name": nasty, "unit": nasty, "citation": nasty}}, source=nasty
    )
    browser.faults.clear()
    browser.open(mp.report([nasty, "B"], spec, table, draws=20, path=tmp_path / "nasty.html").path)
    assert browser.run("window.broken") is None
    assert browser.run("document.querySelectorAll('img, script').length") == 0
    assert nasty in browser.run("document.querySelector('h1').textContent")
    assert browser.faults == []


def test_cities_have_a_page(browser: Browser, cities: mp.Dataset, tmp_path: Path) -> None:
    browser.resize(390)
    browser.faults.clear()
    browser.open(mp.report("Almaty", CITY_CARD, cities, draws=50, path=tmp_path / "a.html").path)
    assert browser.faults == []
    assert browser.run("document.documentElement.scrollWidth") <= 390
    assert browser.run(DRAWN) == []
