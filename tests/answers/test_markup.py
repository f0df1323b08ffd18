"""A result as HTML: everything escaped, nothing empty."""

from __future__ import annotations

import pandas as pd

from mpindex.answers.markup import page


def test_cells_heads_words_and_notes_are_escaped():
    table = pd.DataFrame({"<c>": ["<script>"]})
    html = page("<h>", table, "<w>\n\nsecond", ["<n>"])
    for tag in ("<h>", "<c>", "<script>", "<w>", "<n>"):
        assert tag not in html and tag.replace("<", "&lt;").replace(">", "&gt;") in html
    assert html.count("<p>") == 3


def test_without_notes_there_is_no_list():
    assert "<ul>" not in page("h", pd.DataFrame({"a": [1.0, None]}), "", [])
