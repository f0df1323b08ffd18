"""Templates escape what they are given, and every file that they need ships."""

from __future__ import annotations

import pytest
from jinja2 import UndefinedError

from mpindex.pages.templates import render, static


def test_what_a_template_is_given_is_escaped() -> None:
    about = {
        "version": "1",
        "title": "<b>",
        "question": "",
        "units": [],
        "noun": "units",
        "year": None,
        "made": "",
        "id": "a",
        "sources": [],
    }
    page = render("explore/page.html", about=about, home="", style="", engine="", face="", data="")
    assert "<title>&lt;b&gt;: try your own choices</title>" in page


def test_a_value_that_lacks_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        render("explore/page.html")


@pytest.mark.parametrize("name", ["base.css", "parts.html", "report/report.css", "explore/page.css"])
def test_files_are_found_by_folder_and_name(name) -> None:
    assert len(static(name)) > 100
