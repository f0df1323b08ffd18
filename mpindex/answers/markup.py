"""A result as HTML for a notebook; everything in it is escaped."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd


def page(heading: str, table: pd.DataFrame, words: str, notes: Sequence[str]) -> str:
    """Return a heading, sentences, a table and notes as HTML.

    Parameters
    ----------
    heading : str
        What it is, in one line.
    table : DataFrame
        The rows that are shown.
    words : str
        Sentences; a paragraph for each line.
    notes : sequence of str
        What must be known besides.

    Returns
    -------
    str
        HTML to stand inside a page.
    """
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in words.splitlines() if line)
    listed = "".join(f"<li>{escape(note)}</li>" for note in notes)
    rows = table.to_html(index=False, na_rep="-", float_format="{:.4g}".format, escape=True)
    return f"<p><b>{escape(heading)}</b></p>{paragraphs}{rows}" + (f"<ul>{listed}</ul>" if listed else "")
