"""A page is written whole or not at all, and shows itself in a notebook."""

from __future__ import annotations

import pytest

from mpindex.errors import OptionError
from mpindex.pages.document import Page


def test_a_page_shows_itself_in_a_frame_that_nothing_in_it_can_leave() -> None:
    frame = Page('<p title="a">"quoted" & <b>bold</b></p>', 'a "title"')._repr_html_()
    assert frame.startswith('<iframe title="a &quot;title&quot;" srcdoc="&lt;p title=&quot;a&quot;&gt;')
    assert "<b>" not in frame


def test_a_page_says_its_size_and_where_it_is(tmp_path) -> None:
    page = Page("x" * 2000, "Forest")
    assert repr(page) == "<Page 'Forest': 2 kB>"
    assert repr(page.written(tmp_path / "a.html")) == f"<Page 'Forest': 2 kB in {tmp_path / 'a.html'}>"
    assert page.written(None) is page


def test_a_page_that_cannot_be_written_says_so() -> None:
    with pytest.raises(OptionError, match="nothing can be written to"):
        Page("<p>", "Forest").written("no/such/folder/page.html")
