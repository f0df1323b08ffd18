"""`explore` writes one file that needs no other."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

import mpindex as mp
from mpindex.errors import DefinitionError, OptionError, UnknownUnit
from mpindex.pages.document import Page
from mpindex.pages.explore.page import ENGINE, FACE, engine

from . import golden


@pytest.fixture(scope="module")
def page() -> Page:
    return mp.explore("capability")


def test_a_page_of_195_states_is_under_700_kilobytes(page: Page) -> None:
    assert '"outlines":{' in page.html
    assert len(page.html.encode()) < 700_000


def test_the_page_refers_to_nothing_outside(page: Page) -> None:
    without_data = re.sub(r'<script type="application/json".*?</script>', "", page.html, flags=re.S)
    outside = re.findall(r"""(?:https?:)?//[a-z][^\s"'<]*""", without_data)
    assert set(outside) <= {"//www.w3.org/2000/svg"} | {"http://www.w3.org/2000/svg"}
    assert "default-src 'none'" in page.html
    assert not re.search(r'(?:src|href)="(?!data:,|#)', without_data)


def test_the_page_is_written_where_it_is_asked_for(tmp_path: Path) -> None:
    written = mp.explore("wood", path=tmp_path / "wood.html")
    assert written.path == tmp_path / "wood.html"
    assert written.path.read_text(encoding="utf-8") == written.html
    assert mp.explore("wood").path is None


def test_a_folder_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(OptionError, match=r"nothing can be written to .*nowhere"):
        mp.explore("wood", path=tmp_path / "nowhere" / "wood.html")


def test_the_first_unit_is_the_one_asked_for_by_code_or_name() -> None:
    assert '"unit":"BRA"' in mp.explore("wood", unit="Brazil").html
    assert '"unit":"KAZ"' in mp.explore("wood").html
    with pytest.raises(UnknownUnit):
        mp.explore("wood", unit="Atlantis")


def test_units_of_any_kind_have_a_page() -> None:
    definition, table = golden.forest()
    assert '"unit":"Fir"' in mp.explore(definition, table).html


def test_parameters_are_put_into_what_is_saved() -> None:
    page = mp.explore("regional", parameters={"region": "nearest_5"})
    assert '"parameters":{"region":"nearest_5"' in page.html
    with pytest.raises(DefinitionError, match="no parameter 'regoin'"):
        mp.explore("regional", parameters={"regoin": "SCO"})


def test_what_a_page_cannot_recompute_is_an_option_error() -> None:
    with pytest.raises(OptionError, match="cannot recompute aggregate: kemeny"):
        mp.explore("kemeny", mp.load().subset(units=["KAZ", "UZB", "KGZ", "TJK"]))


def test_in_a_notebook_the_page_stands_in_a_frame(page: Page) -> None:
    frame = page._repr_html_()
    assert frame.startswith("<iframe ")
    assert "srcdoc=" in frame
    assert "<script" not in frame
    assert repr(page).startswith("<Page 'Capability rank': ")


def test_text_of_the_definition_is_escaped() -> None:
    definition, table = golden.forest()
    nasty = "<b>\"bold\" & 'brave'</b> {{ 7 * 7 }}"
    html = mp.explore(definition.with_(title=nasty, question=nasty), table).html
    assert "<b>" not in html
    assert "&lt;b&gt;&#34;bold&#34; &amp; &#39;brave&#39;&lt;/b&gt; {{ 7 * 7 }}" in html


def test_every_script_is_in_the_page_once() -> None:
    folder = Path(mp.__file__).parent / "pages" / "explore" / "static"
    scripts = sorted(path.stem for path in folder.glob("*.js"))
    assert sorted([*ENGINE, *FACE]) == scripts
    assert "document." not in engine()
    assert "</script" not in "".join(path.read_text(encoding="utf-8") for path in folder.glob("*.js"))


def test_importing_the_library_does_not_import_the_template_engine() -> None:
    look = "import sys, mpindex.pages.explore.page; print('jinja2' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
