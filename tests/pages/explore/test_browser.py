"""The page in a real browser: it shows what the library says, answers to mouse and keyboard, and asks nothing of anyone."""

from __future__ import annotations

import csv
import itertools
import json
import math
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import mpindex as mp
from mpindex.pages.document import Page
from mpindex.units.shapes import Shape

from ..browser import Browser
from ..looks import CONTRAST
from . import golden

SQUARE = np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)])
#: The numbers of a row: rank and unit, of all rows of the table in their order.
RANKS = """[...document.querySelectorAll('#ranks tbody:not(.kept) tr')].map((tr) =>
    [tr.querySelector('.at-rank').textContent, tr.querySelector('.name button:last-child').textContent])"""
SETTLED = "!document.querySelector('#ranks table.stale') && !!document.querySelector('#ranks .track i[style*=left]')"
OPEN_ALL = "document.querySelectorAll('details').forEach((details) => { details.open = true; })"
UNIT = "document.querySelector('#unit h2').textContent"


def choose(select: int, option: int) -> str:
    """Script that picks an option of a choice, as a reader would."""
    return f"""(() => {{ const select = document.querySelectorAll('#options select')[{select}];
        select.value = {option}; select.dispatchEvent(new Event('change')); }})()"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Path:
    shapes = {
        "KAZ": Shape((SQUARE,), (SQUARE / 4 + 0.3,)), "USA": Shape((SQUARE - (3, 0),)),
        "NRU": Shape(dots=np.array([(2.0, 2.0)])),
        "": Shape((SQUARE - (0, 2),)),
    }  # fmt: skip
    return mp.explore(
        "capability", path=tmp_path_factory.mktemp("page") / "capability.html", shapes=shapes
    ).path


@pytest.fixture
def opened(browser: Browser, page: Path) -> Browser:
    browser.resize(1200, 900)
    browser.faults.clear()
    browser.open(page)
    browser.wait(SETTLED)
    return browser


def ranks(browser: Browser, names: Any) -> dict[str, int]:
    """Ranks in the page by code of unit."""
    codes = {name: code for code, name in names.items()}
    return {codes[name]: int(rank) for rank, name in browser.run(RANKS)}


def said_by(definition: mp.Definition) -> dict[str, int]:
    index = definition.apply(mp.load())
    return {unit: int(rank) for unit, rank in index.ranks.items() if rank == rank}


def dimensions() -> dict[str, float]:
    """The weights of the dimensions, as the file has them."""
    return {name: element["weight"] for name, element in mp.definition("capability").spec["tree"].items()}


def with_economy_at(share: float) -> dict[str, float]:
    """The weights of the dimensions with one at a share in percent, the others keeping their proportions."""
    rest = {name: weight for name, weight in dimensions().items() if name != "economy"}
    total = sum(rest.values())
    return {"economy": share, **{name: round((100 - share) * w / total, 2) for name, w in rest.items()}}


def focus(browser: Browser, label: str) -> None:
    """Go to the control with a label by the Tab key alone."""
    browser.run("document.activeElement.blur(); document.body.focus(); window.scrollTo(0, 0)")
    script = "(document.activeElement.labels?.[0]?.textContent ?? document.activeElement.textContent).trim()"
    for _ in range(60):
        browser.press("Tab")
        if browser.run(script).startswith(label):
            return
    raise AssertionError(f"no way to {label!r} by Tab")


def test_the_first_picture_is_the_definition_as_it_stands(opened: Browser) -> None:
    world = mp.load()
    assert ranks(opened, world.names) == said_by(mp.definition("capability"))
    rank = said_by(mp.definition("capability"))["KAZ"]
    assert re.fullmatch(
        rf"{rank}(st|nd|rd|th) of 195", opened.run("document.querySelector('#unit .rank').textContent")
    )


def test_no_console_error_and_no_request_but_for_the_page_itself(opened: Browser, page: Path) -> None:
    opened.run(OPEN_ALL)
    assert opened.faults == []
    asked = [address for address in opened.requests if not address.startswith("blob:")]
    assert asked == [page.resolve().as_uri()]


@pytest.mark.parametrize("width", [1920, 1200, 800, 390, 320])
def test_nothing_is_wider_than_the_window(opened: Browser, width: int) -> None:
    opened.resize(width)
    opened.run(OPEN_ALL)
    assert opened.run("document.documentElement.scrollWidth") <= width


def test_a_moved_slider_changes_ranks_as_the_library_says(opened: Browser) -> None:
    opened.run("""(() => { const sliders = [...document.querySelectorAll('input[type=range]')];
        const slider = sliders.find((input) => input.labels[0].textContent === 'Economy');
        slider.focus();
        slider.value = 80;
        for (const event of ['input', 'change']) slider.dispatchEvent(new Event(event)); })()""")
    wanted = said_by(mp.definition("capability").with_(weights=with_economy_at(80)))
    assert wanted != said_by(mp.definition("capability"))
    assert ranks(opened, mp.load().names) == wanted
    assert "w.economy=80&" in opened.run("location.hash")


def test_the_keyboard_alone_moves_a_weight_and_the_back_button_undoes_it(opened: Browser) -> None:
    focus(opened, "Economy")
    for _ in range(3):
        opened.press("ArrowRight")
    opened.press("ArrowRight", shift=True)
    share = 100 * dimensions()["economy"] / sum(dimensions().values())
    moved = math.floor(share + 1e-9) + 3 + 10
    wanted = said_by(mp.definition("capability").with_(weights=with_economy_at(moved)))
    assert ranks(opened, mp.load().names) == wanted
    heard = opened.run("document.activeElement.getAttribute('aria-valuetext')")
    assert heard == f"{moved} %, from {round(share, 1):g} %"
    opened.run("history.back()")
    opened.wait("location.hash === ''")
    assert ranks(opened, mp.load().names) == said_by(mp.definition("capability"))


def test_the_keyboard_alone_finds_a_unit_and_leaves_an_indicator_out(opened: Browser) -> None:
    opened.press("/")
    opened.do("Input.insertText", text="turki")
    opened.press("Enter")
    assert opened.run(UNIT) == mp.load().names["TUR"]
    opened.run("document.querySelectorAll('#weights details').forEach((details) => { details.open = true; })")
    opened.run("document.querySelector('#leave-0').focus()")
    opened.press(" ")
    wanted = said_by(mp.definition("capability").with_(weights={"gdp": 0}))
    assert ranks(opened, mp.load().names) == wanted


def test_rows_are_walked_by_arrows_and_kept_by_a_key(opened: Browser) -> None:
    opened.run("document.querySelector('#ranks tbody:not(.kept) .name button:last-child').focus()")
    opened.press("ArrowDown")
    opened.press("p")
    second = next(unit for unit, rank in said_by(mp.definition("capability")).items() if rank == 2)
    kept = opened.run(
        "[...document.querySelectorAll('.kept .name button:last-child')].map((b) => b.textContent)"
    )
    assert kept == [mp.load().names[second], "Kazakhstan"]
    opened.press("Enter")
    assert opened.run(UNIT) == mp.load().names[second]


def test_every_option_can_be_chosen_and_the_address_brings_it_back(opened: Browser, page: Path) -> None:
    opened.run(choose(0, 3))
    opened.run(choose(1, 1))
    spec = mp.definition("capability").spec
    chosen = {**spec["chains"]["scheme"][3]["set"], "missing": spec["uncertainty"]["missing"][1]}
    wanted = said_by(mp.definition("capability").with_(chosen))
    assert ranks(opened, mp.load().names) == wanted
    address = opened.run("location.hash")
    opened.open(page, address)
    opened.wait(SETTLED)
    assert ranks(opened, mp.load().names) == wanted


def test_a_nonsensical_address_is_passed_over(browser: Browser, page: Path) -> None:
    browser.faults.clear()
    nonsense = "unit=%3Cscript%3E&w.economy=-5&w.gdp=NaN&w.military=1e999&set.scheme=none&draws=7&out=x,y&spread=&pins=,,"
    browser.open(page, f"#{nonsense}")
    browser.wait(SETTLED)
    assert ranks(browser, mp.load().names) == said_by(mp.definition("capability"))
    assert browser.faults == []


def test_saved_files_say_what_the_page_says(opened: Browser, tmp_path: Path) -> None:
    opened.do("Page.setDownloadBehavior", behavior="allow", downloadPath=str(tmp_path))
    opened.run(choose(0, 1))
    opened.wait(SETTLED)
    on_page = ranks(opened, mp.load().names)
    for title, name in (("Save as YAML", "capability-mine.yaml"), ("Save table as CSV", "capability.csv")):
        buttons = "[...document.querySelectorAll('#changed button')]"
        opened.run(f"{buttons}.find((button) => button.textContent === {json.dumps(title)}).click()")
        for _ in range(200):
            if (tmp_path / name).exists():
                break
            opened.run("new Promise((done) => setTimeout(done, 25))")
    assert said_by(mp.definition(tmp_path / "capability-mine.yaml")) == on_page
    with (tmp_path / "capability.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["unit"]: int(row["rank"]) for row in rows} == on_page
    shares = np.array(
        [[float(value) for key, value in row.items() if key.startswith("share ")] for row in rows]
    )
    np.testing.assert_allclose(shares.sum(axis=1), 1.0)


def test_a_choice_that_cannot_be_computed_is_said_and_changes_nothing(
    browser: Browser, tmp_path: Path
) -> None:
    definition, table = golden.forest()
    page = mp.explore(definition, table, path=tmp_path / "forest.html").path
    browser.faults.clear()
    browser.open(page, "#set.normalise=zscore")
    browser.wait(SETTLED)
    before = browser.run(RANKS)
    browser.run(choose(1, 1))
    fault = browser.run("document.querySelector('#fault:not([hidden])').textContent")
    assert "geometric mean needs values of at least zero" in fault
    assert browser.run(RANKS) == before
    browser.run("history.back()")
    browser.wait("document.querySelector('#fault').hidden")
    assert browser.faults == []


def test_text_from_data_is_shown_as_text(browser: Browser, tmp_path: Path) -> None:
    nasty = '</script><script>window.broken = 1</script><img src=x onerror="window.broken = 2"> \u202e"quotes\'& {{ 7 * 7 }}'
    definition, table = golden.forest()
    spec = {
        **definition.spec, "title": nasty, "question": nasty, "sources": [nasty], "bands": [{nasty: {"rank": [1, 3]}}],
        "uncertainty": {"bands": [{"label": nasty, "set": [{nasty: {"rank": [1, 4]}}]}]},
    }  # fmt: skip
    frame = table.frame.rename(index={"Fir": nasty})
    page = mp.explore(spec, mp.Dataset.from_frame(frame), path=tmp_path / "nasty.html").path
    browser.faults.clear()
    browser.open(page)
    browser.wait(SETTLED)
    browser.run(OPEN_ALL)
    assert browser.run("window.broken") is None
    assert browser.run("document.querySelectorAll('img').length") == 0
    assert browser.run("document.querySelector('h1').textContent") == nasty
    assert (
        browser.run("document.querySelector('#ranks tbody .name button:last-child bdi').textContent") == nasty
    )
    assert browser.run("document.querySelector('#ranks .at-band').textContent") == nasty
    assert browser.faults == []


def test_headings_are_in_order_and_every_control_has_a_name(opened: Browser) -> None:
    levels = [
        int(tag[1])
        for tag in opened.run("[...document.querySelectorAll('h1, h2, h3')].map((h) => h.tagName)")
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    assert opened.run("document.documentElement.lang") == "en"
    nameless = """[...document.querySelectorAll('input, select, button, summary, svg')].filter((e) =>
        !(e.labels?.length || e.textContent.trim() || e.getAttribute('aria-label') ||
        document.getElementById(e.getAttribute('aria-labelledby'))?.textContent)).map((e) => e.outerHTML)"""
    assert opened.run(nameless) == []
    assert opened.run(
        "[...document.querySelectorAll('svg')].every((svg) => svg.getAttribute('role') === 'img')"
    )
    names = opened.run("[...document.querySelectorAll('[id]')].map((element) => element.id)")
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_from_its_ground(opened: Browser, dark: bool) -> None:
    opened.dark(on=dark)
    try:
        worst = opened.run(CONTRAST)
    finally:
        opened.dark(on=False)
    assert worst["ratio"] >= 4.5, worst


def test_a_screen_reader_hears_the_rank_and_how_sure(opened: Browser) -> None:
    opened.wait("document.querySelector('#live').textContent !== ''")
    heard = opened.run("document.querySelector('#live').textContent")
    index = mp.definition("capability").apply(mp.load())
    rank, band = int(index.ranks["KAZ"]), index.bands["KAZ"]
    assert re.fullmatch(
        rf"Kazakhstan, {rank}(st|nd|rd|th), between .* and .* in 90 of 100 draws, {band}\.", heard
    )


def test_the_map_shows_the_units_that_have_a_shape(opened: Browser) -> None:
    assert opened.run("document.querySelector('#map').hidden") is False
    assert opened.run("document.querySelectorAll('#map svg g path').length") == 2
    assert opened.run("document.querySelectorAll('#map svg g circle').length") == 1
    text = opened.run("document.querySelector('#map-text').textContent")
    for label, many in mp.definition("capability").apply(mp.load()).bands.value_counts().items():
        assert f"{many} {label}" in text
    opened.run("document.querySelector('#map circle').parentNode.dispatchEvent(new Event('click'))")
    assert opened.run(UNIT) == "Nauru"


def test_a_page_of_states_has_the_map_of_the_world(browser: Browser, tmp_path: Path) -> None:
    browser.open(mp.explore("wood", path=tmp_path / "wood.html").path)
    browser.wait(SETTLED)
    assert browser.run("document.querySelectorAll('#map svg g').length") == 195
    browser.run("document.querySelector('#map g.asked').dispatchEvent(new MouseEvent('mouseenter'))")
    assert browser.run("document.querySelector('#map g.asked title').textContent").startswith("Kazakhstan, ")
    lit = "document.querySelector('#ranks tr.lit:not(.kept tr) .name button:last-child').textContent"
    assert browser.run(lit) == "Kazakhstan"


def test_a_page_without_shapes_has_no_map(browser: Browser, tmp_path: Path) -> None:
    page = mp.explore("wood", path=tmp_path / "wood.html", shapes={}).path
    browser.open(page)
    browser.wait(SETTLED)
    assert browser.run("document.querySelector('#map').hidden") is True


def test_every_figure_says_its_year_and_source(opened: Browser) -> None:
    texts = opened.run(
        "[...document.querySelectorAll('#unit tbody details')].map((details) => details.textContent)"
    )
    assert len(texts) == len(list(mp.definition("capability").model.root.leaves()))
    assert all("Source: " in text for text in texts)
    entry = mp.load().indicator("gdp")
    gdp = next(text for text in texts if text.startswith(entry.name))
    assert entry.citation in gdp
    assert f"({int(mp.load().years.loc['KAZ', 'gdp'])})" in gdp


def test_the_printed_page_has_every_section(opened: Browser) -> None:
    assert opened.pdf().startswith(b"%PDF")
    opened.do("Emulation.setEmulatedMedia", media="print")
    opened.run("window.dispatchEvent(new Event('beforeprint'))")
    seen = "[...document.querySelectorAll('{}')].filter((e) => e.offsetParent !== null).map((e) => e.textContent)"
    shown = opened.run(seen.format("h1, h2, h3"))
    controls = opened.run(seen.format("select, input"))
    opened.do("Emulation.setEmulatedMedia", media="")
    sections = {
        "Capability rank",
        "What you changed",
        "Kazakhstan",
        "Among all scores",
        "How sure",
        "Map",
        "Ranks",
        "About this page",
    }
    assert sections <= set(shown)
    assert controls == []


def test_shares_of_bands_add_up_to_a_hundred(opened: Browser) -> None:
    texts = opened.run("[...document.querySelectorAll('#unit .bars .number')].map((e) => e.textContent)")
    assert len(texts) > 1
    assert sum(int(text.removesuffix(" of 100")) for text in texts) == 100


def test_in_the_frame_of_a_notebook_it_draws_as_elsewhere(
    browser: Browser, page: Path, tmp_path: Path
) -> None:
    tell = """<script>setInterval(() => {
        if (document.querySelector('#ranks') && !document.querySelector('#ranks table.stale'))
            parent.postMessage(document.querySelector('#certainty').textContent, '*');
    }, 50)</script></body>"""
    html = page.read_text(encoding="utf-8").replace("</body>", tell)
    frame = Page(html, "t")._repr_html_()
    notebook = tmp_path / "notebook.html"
    hear = "<script>addEventListener('message', ({ data }) => { window.heard = data; })</script>"
    notebook.write_text(f"<!doctype html><meta charset=utf-8>{hear}{frame}", encoding="utf-8")
    browser.faults.clear()
    browser.open(notebook)
    browser.wait("window.heard")
    assert "1,000 draws" in browser.run("window.heard")
    assert browser.faults == []


def test_a_row_that_is_held_stays_held_when_ranks_change(opened: Browser) -> None:
    name = "document.activeElement.textContent"
    opened.run("document.querySelectorAll('#ranks tbody:not(.kept) .name button:last-child')[54].focus()")
    held = opened.run(name)
    opened.run(choose(0, 1))
    opened.wait(SETTLED)
    assert opened.run(name) == held
    stops = "document.querySelectorAll('#ranks tbody:not(.kept) .name button:last-child:not([tabindex=\"-1\"])').length"
    assert opened.run(stops) == 1


def test_a_moved_slider_ends_in_a_thousand_draws_of_the_new_weights(opened: Browser) -> None:
    script = """(async () => {
        const sliders = [...document.querySelectorAll('input[type=range]')];
        const slider = sliders.find((input) => input.labels[0].textContent === 'Economy');
        slider.value = VALUE;
        for (const event of ['input', 'change']) slider.dispatchEvent(new Event(event));
        await new Promise((resolve) => setTimeout(resolve, 30));
        while (document.querySelector('#ranks table.stale')) await new Promise((resolve) => setTimeout(resolve, 10));
        return document.querySelector('#ranks').textContent;
    })()"""
    tables = [opened.run(script.replace("VALUE", str(value))) for value in (0, 70)]
    assert "1,000 draws" in opened.run("document.querySelector('#certainty').textContent")
    assert tables[0] != tables[1]


def test_choices_are_called_by_the_titles_of_what_they_change(browser: Browser, tmp_path: Path) -> None:
    browser.faults.clear()
    browser.open(mp.explore("fuzzy_middle_power", path=tmp_path / "page.html", shapes={}).path)
    browser.wait(SETTLED)
    labels = browser.run(
        "[...document.querySelectorAll('#options label')].map((label) => label.firstChild.data)"
    )
    assert "Has the means: the line between in and out, as the share of units below it" in labels
    assert not [label for label in labels if "normalise" in label or "_" in label]
    assert "e-" not in browser.run("document.querySelector('#unit svg').textContent")
    assert browser.run("document.querySelector('header').textContent").count("195 states") == 1
    assert browser.faults == []
