"""A site clicked through in a real browser, at a desk and on a phone."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import mpindex as mp

from ..browser import Browser
from ..looks import CONTRAST, DRAWN

PAGES = ["index.html", "compare.html", "methods.html", "data.html", "downloads.html"]


@pytest.mark.parametrize("width", [1200, 390])
@pytest.mark.parametrize("name", ["city_site", "state_site"])
def test_every_page_opens_without_a_fault(
    browser: Browser, request: pytest.FixtureRequest, name: str, width: int
) -> None:
    site: Path = request.getfixturevalue(name)
    browser.resize(width)
    for page in [
        *map(site.joinpath, PAGES),
        *(site / "definitions").iterdir(),
        *sorted((site / "units").iterdir())[:3],
    ]:
        browser.faults.clear()
        browser.open(page)
        assert browser.faults == [], page
        assert all(address.startswith("file:") for address in browser.requests), page
        assert browser.run("document.documentElement.scrollWidth") <= width, page
        assert browser.run(DRAWN) == [], page
        assert browser.run(CONTRAST)["ratio"] >= 4.5, page


def test_the_explore_page_leads_back(browser: Browser, state_site: Path) -> None:
    browser.resize(1200)
    browser.open(state_site / "explore" / "wood.html")
    browser.run("document.querySelector('header nav a').click()")
    browser.wait("location.href.endsWith('/index.html')")


def test_a_click_on_a_heading_sorts_and_a_word_filters(browser: Browser, state_site: Path) -> None:
    browser.open(state_site / "index.html")
    names = "[...document.querySelectorAll('#all tbody tr')].filter((r) => !r.hidden).map((r) => r.cells[0].textContent)"
    browser.run("document.querySelector('#all th button').click()")
    assert browser.run(names) == sorted(browser.run(names))
    browser.run("""(() => { const input = document.querySelector('input[data-filter]');
        input.value = 'kaz'; input.dispatchEvent(new Event('input')); })()""")
    assert browser.run(names) == ["Kazakhstan"]


def test_units_chosen_to_compare_stand_in_the_address(browser: Browser, state_site: Path) -> None:
    browser.open(state_site / "compare.html", "#KAZ&UZB")
    ranks = mp.definition("wood").apply(mp.load().subset(units=["KAZ", "UZB", "RUS", "CHN", "NRU"])).ranks
    shown = browser.run(
        "[...document.querySelectorAll('#compared tbody tr')[0].querySelectorAll('.at')].map((e) => e.textContent)"
    )
    assert shown == [f"{int(ranks[code])} of {int(ranks.count())}" for code in ("KAZ", "UZB")]
    browser.run("""(() => { const select = document.querySelectorAll('#choose select')[2];
        select.value = 'CHN'; select.dispatchEvent(new Event('change')); })()""")
    browser.wait("document.querySelectorAll('#compared thead th').length === 4")
    assert browser.run("location.hash") == "#KAZ&UZB&CHN"


def test_a_click_on_the_map_leads_to_the_unit(browser: Browser, state_site: Path) -> None:
    browser.open(state_site / "index.html")
    browser.run(
        "document.querySelector('svg.world a[href=\"units/KAZ.html\"]').dispatchEvent(new MouseEvent('click'))"
    )
    browser.wait("location.href.endsWith('/units/KAZ.html')")
    assert browser.run("document.querySelector('h1').textContent") == "Kazakhstan among the powers"


def test_hostile_text_is_shown_as_text_on_every_page(browser: Browser, tmp_path: Path) -> None:
    nasty = "</style></script><script>window.broken=1</script>]]> \u2028\u202e\"';}" + "w" * 200
    frame = pd.DataFrame({nasty: [3.0, 2.0, 1.0], "b": [1.0, 2.0, 3.0]}, index=[nasty, "B", "C"])
    about = {nasty: {"name": nasty, "unit": nasty, "citation": nasty}}
    spec = {
        "id": "nasty", "title": nasty, "question": nasty, "notes": nasty, "sources": [nasty], "tree": {nasty: 1, "b": 1},
        "bands": [{nasty: {"rank": [1, 2]}}, {"rest": {}}], "uncertainty": {"leave_one_out": True},
    }  # fmt: skip
    table = mp.Dataset.from_frame(frame, metadata=about, source=nasty)
    site = mp.site(spec, table, path=tmp_path / "s", draws=5, title=nasty, progress=False).path
    browser.resize(390)
    for page in site.rglob("*.html"):
        browser.faults.clear()
        browser.open(page)
        assert browser.run("window.broken") is None, page
        assert browser.faults == [], page
        assert browser.run("document.documentElement.scrollWidth") <= 390, page
        if page.name == "index.html":
            assert browser.run("document.querySelector('h1').textContent") == nasty
