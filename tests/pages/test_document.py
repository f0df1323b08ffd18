"""A page is written whole or not at all, and shows itself in a notebook."""

from __future__ import annotations

import stat

import pytest

from mpindex.errors import OptionError
from mpindex.pages.document import Page, write


def test_a_page_shows_itself_in_a_frame_that_nothing_in_it_can_leave() -> None:
    frame = Page('<p title="a">"quoted" & <b>bold</b></p>', 'a "title"')._repr_html_()
    assert frame.startswith('<iframe title="a &quot;title&quot;" srcdoc="&lt;p title=&quot;a&quot;&gt;')
    assert "<b>" not in frame


def test_a_page_says_its_size_and_where_it_is(tmp_path) -> None:
    page = Page("x" * 2000, "Forest")
    assert repr(page) == "<Page 'Forest': 2 kB>"
    assert repr(page.written(tmp_path / "a.html")) == f"<Page 'Forest': 2 kB in {tmp_path / 'a.html'}>"
    assert page.written(None) is page


def test_what_stood_there_stays_when_writing_fails(tmp_path, monkeypatch) -> None:
    path = tmp_path / "page.html"
    write("first", path)

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("pathlib.Path.replace", fail)
    with pytest.raises(OptionError, match="No space left on device"):
        write("second", path)
    assert path.read_text() == "first"
    assert [file.name for file in tmp_path.iterdir()] == ["page.html"]


def test_a_written_page_may_be_read_by_those_who_may_read_other_new_files(tmp_path) -> None:
    other = tmp_path / "other"
    other.touch()
    assert stat.S_IMODE(write("x", tmp_path / "a.html").stat().st_mode) == stat.S_IMODE(other.stat().st_mode)


@pytest.mark.parametrize("path", ["", 3, "no/such/folder/page.html", "bad\0name.html", "/"])
def test_a_place_that_cannot_be_written_to_is_named(path) -> None:
    with pytest.raises(OptionError, match="path: the page cannot be written to"):
        write("<p>", path)
