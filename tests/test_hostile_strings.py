"""Strings of a stranger's table or definition are shown as text in every view: no script, no tag, no formula."""

from __future__ import annotations

import html.parser
import json
import re
import warnings
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import MpindexWarning
from mpindex.steps.registry import METHODS

SCRIPT = '<script id="mpx-evil">alert(1)</script>'
HOSTILE = {
    "script": f"a{SCRIPT}",
    "closing": 'b"></td></script><img id="mpx-evil" src=x onerror=alert(1)>',
    "quotes": 'c\' onmouseover=\'alert(1)" id="mpx-evil" x=\\',
    "right to left": "d\u202egnp.exe\u2066<b id=mpx-evil>",
    "formula": '=HYPERLINK("http://example.org","e")',
    "entity": "f&lt;script id=mpx-evil&gt;&amp;",
    "comment": "g<!--<svg id=mpx-evil onload=alert(1)>",
}
UNITS = [f"{text} {i}" for i, text in enumerate(HOSTILE.values())]


class Tags(html.parser.HTMLParser):
    """The ids of all elements, and the attributes that run scripts."""

    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name.startswith("on"):
                self.handlers.append(f"{tag} {name}={value}")
            if name == "srcdoc":
                inner = Tags()
                inner.feed(value or "")
                self.ids += inner.ids
                self.handlers += inner.handlers


def assert_harmless(text: str) -> None:
    tags = Tags()
    tags.feed(text)
    assert not [name for name in tags.ids if name.strip("\\\"'") == "mpx-evil"]
    assert not [handler for handler in tags.handlers if "alert" in handler]
    assert SCRIPT not in text


@pytest.fixture(scope="module")
def definition() -> Any:
    text = HOSTILE["closing"]
    return mp.definition(
        {
            "id": "mine", "title": text, "question": f"{HOSTILE['script']}?", "sources": [HOSTILE["quotes"]],
            "notes": HOSTILE["comment"],
            "tree": {
                "part": {"title": HOSTILE["script"], "of": {"x": {"title": HOSTILE["formula"], "weight": 1}, "y": 1}},
                HOSTILE["formula"]: 1,
            },
            "bands": [{f"great {SCRIPT}": {"rank": [1, 2]}}, {HOSTILE["closing"]: {}}],
            "uncertainty": {"weights": {"uniform": True}, "normalise": ["minmax", "zscore"]},
        }
    )  # fmt: skip


@pytest.fixture(scope="module")
def data() -> Any:
    n = len(UNITS)
    table = pd.DataFrame(
        {
            "unit": UNITS * 2, "year": [2020] * n + [2021] * n, "x": [float(i * i) for i in range(2 * n)],
            "y": [float((i * 5) % 11) for i in range(2 * n)], HOSTILE["formula"]: [float(i % 4) for i in range(2 * n)],
            "club": [HOSTILE["script"], HOSTILE["closing"]] * n,
        }
    )  # fmt: skip
    about = {
        name: {
            "name": HOSTILE["script"],
            "unit": HOSTILE["closing"],
            "source": HOSTILE["quotes"],
            "citation": HOSTILE["comment"],
        }
        for name in ("x", "y")
    }
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MpindexWarning)
        return mp.read(table, units="free", groups=["club"], indicators=about)


@pytest.fixture(scope="module")
def index(definition: Any, data: Any) -> Any:
    return definition.apply(data)


def tiered(definition: Any) -> Any:
    return definition.with_(bands=[{"middle": {"rank": [1, 3]}}, {HOSTILE["closing"]: {}}])


def ranked(definition: Any) -> Any:
    """The same with two domains, as the guard needs."""
    parts = {
        name: {"title": HOSTILE[name], "of": of}
        for name, of in (("quotes", {"x": 1, "y": 1}), ("entity", {HOSTILE["formula"]: 1}))
    }
    return mp.definition({**definition.spec, "tree": parts})


def relations(index: Any) -> Any:
    sets = index.normalised.div(100).clip(0, 1)
    return mp.set_relations(sets, (index.scores / 100).rename(HOSTILE["quotes"]))


def ledger() -> Any:
    return mp.ledger("KAZ")


def registered() -> Any:
    """The list of methods with one whose formula, and name, are hostile."""
    name = HOSTILE["closing"]

    @mp.register("normalise", name, formula=HOSTILE["script"])
    def shown(x: Any) -> Any:
        """Return <script id="mpx-evil">alert(1)</script> what is given."""
        return x

    try:
        return mp.methods("normalise")
    finally:
        del METHODS["normalise"][name]


#: Every view that is HTML, from a definition, data and their index.
VIEWS = {
    "dataset": lambda definition, data, index: data._repr_html_(),
    "index": lambda definition, data, index: index._repr_html_(),
    "tree": lambda definition, data, index: definition.tree._repr_html_(),
    "comparison": lambda definition, data, index: mp.compare([definition, "wood"], dataset=data)._repr_html_(),
    "a pair": lambda definition, data, index: mp.compare([definition, definition.with_(id="b")], dataset=data)._repr_html_(),
    "robustness": lambda definition, data, index: mp.robustness(definition, data, draws=50)._repr_html_(),
    "verdict": lambda definition, data, index: mp.verdict(UNITS[0], definition, data, draws=50)._repr_html_(),
    "where": lambda definition, data, index: mp.where(UNITS[0], definition, data)._repr_html_(),
    "trajectory": lambda definition, data, index: mp.trajectory(UNITS[0], definition, [2020, 2021], data)._repr_html_(),
    "explore": lambda definition, data, index: mp.explore(definition, data).html,
    "explore in a notebook": lambda definition, data, index: mp.explore(definition, data)._repr_html_(),
    "search": lambda definition, data, index: mp.search(HOSTILE["script"])._repr_html_(),
    "definition": lambda definition, data, index: definition._repr_html_(),
    "where side by side": lambda definition, data, index: mp.where(UNITS[:2], definition, data)._repr_html_(),
    "verdict side by side": lambda definition, data, index: mp.verdict(UNITS[:2], definition, data, draws=50)._repr_html_(),
    "guard": lambda definition, data, index: mp.guard(UNITS[1], ranked(definition), data, draws=50)._repr_html_(),
    "census": lambda definition, data, index: mp.census([definition, definition.with_(id="b")], data)._repr_html_(),
    "members": lambda definition, data, index: mp.members(tiered(definition), 2021, data, unit=UNITS[0])._repr_html_(),
    "types": lambda definition, data, index: mp.types(definition, data, k=2, draws=5)._repr_html_(),
    "set relations": lambda definition, data, index: relations(index)._repr_html_(),
    "sensitivity": lambda definition, data, index: mp.sensitivity(UNITS[0], definition, data, draws=8)._repr_html_(),
    "audit": lambda definition, data, index: mp.audit(index)._repr_html_(),
    "ledger": lambda definition, data, index: ledger()._repr_html_(),
    "methods": lambda definition, data, index: registered()._repr_html_(),
}  # fmt: skip


@pytest.mark.parametrize("view", VIEWS)
def test_no_string_runs_in_a_view(view: str, definition: Any, data: Any, index: Any) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MpindexWarning)
        assert_harmless(VIEWS[view](definition, data, index))


def test_no_string_is_a_formula_or_a_link_in_a_workbook(index: Any, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(index.to_excel(tmp_path / "x.xlsx"))
    cells = [
        cell
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    ]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    texts = {cell.value for cell in cells}
    assert HOSTILE["formula"] in texts
    assert set(UNITS) <= texts
    headers = [cell.value for sheet in book.worksheets for cell in sheet[1]]
    assert HOSTILE["formula"] in headers


def test_a_figure_shows_strings_as_text(index: Any, tmp_path: Path) -> None:
    file = mp.plots.save(index.plot(), tmp_path / "x.svg")
    assert_harmless(file.read_text(encoding="utf-8"))


def test_the_payload_of_the_explore_page_cannot_leave_its_script(definition: Any, data: Any) -> None:
    page = mp.explore(definition, data).html
    scripts = re.findall(r"<script[^>]*application/json[^>]*>(.*?)</script>", page, re.S)
    assert scripts, "the page carries its figures as JSON"
    assert all(json.loads(script) for script in scripts)


def test_a_report_of_hostile_definitions_is_harmless(tmp_path: Path) -> None:
    mine = mp.definition("wood").with_(
        id="mine", title=HOSTILE["closing"], question=HOSTILE["script"],
        bands=[{HOSTILE["quotes"]: {"rank": [1, 3]}}, {HOSTILE["script"]: {}}],
    )  # fmt: skip
    assert_harmless(mp.report("KAZ", mine).html)


def test_no_page_of_a_site_runs_a_string(definition: Any, data: Any, tmp_path: Path) -> None:
    mp.site(definition, data, path=tmp_path / "site", draws=20, title=HOSTILE["script"], progress=False)
    pages = sorted((tmp_path / "site").rglob("*.html"))
    assert len(pages) > len(UNITS)
    for page in pages:
        assert_harmless(page.read_text(encoding="utf-8"))
