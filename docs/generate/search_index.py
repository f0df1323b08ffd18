"""Looks into the search of the built site: can a reader find what the pages tell?"""

from __future__ import annotations

import json
from pathlib import Path

#: Words that somebody would type, as the search stems them: of the grammar, of a guide, of an indicator, of a page on why.
WORDS = ("dirichlet", "milex", "rival", "coverag", "workbook", "averag", "coinr", "window")
#: Titles of pages of each kind.
TITLES = (
    "The grammar of definitions",
    "Military expenditure",
    "Capability rank",
    "The two middles",
    "Compare definitions",
)


def lacking(site: Path) -> list[str]:
    """Return the words and titles that the search of a built site does not find."""
    text = (site / "searchindex.js").read_text(encoding="utf-8")
    index = json.loads(text.removeprefix("Search.setIndex(").removesuffix(")"))
    words = [word for word in WORDS if word not in index["terms"]]
    return words + [title for title in TITLES if title not in index["alltitles"]]
