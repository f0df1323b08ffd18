"""Answers of the library as files: the format by the ending of the name."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path
from typing import Any

from mpindex.cli.formats import FORMATS
from mpindex.cli.frames import frame_of
from mpindex.cli.showing import shown
from mpindex.cli.verbs import Verb
from mpindex.errors import OptionError, suggest
from mpindex.resources import write_text

#: Endings of files that hold a table as text, and its format.
TEXTS = {".csv": "csv", ".json": "json", ".md": "markdown"}
FIGURES = (".png", ".svg", ".pdf")
ENDINGS = (*TEXTS, ".txt", ".xlsx", ".html", *FIGURES)


def write(verb: Verb, results: Sequence[Any], options: argparse.Namespace) -> str:
    """Write the answer to the file that `-o` names, and return the line that says so.

    Parameters
    ----------
    verb : Verb
        What was asked.
    results : sequence
        One result, or one for each unit.
    options : Namespace
        Of the command line.

    Raises
    ------
    OptionError
        A format that there is not, or a figure of what has none.
    """
    path = Path(options.output)
    ending = path.suffix.lower()
    if ending in FIGURES:
        _figure(verb, results, path)
    elif ending == ".xlsx":
        _workbook(verb, results, options, path)
    else:
        write_text(path, _text(verb, results, options, ending))
    return f"written to {path}"


def require_ending(path: Path) -> None:
    """Refuse a file name whose ending names no format, before anything is computed.

    Raises
    ------
    OptionError
        With the nearest ending.
    """
    ending = path.suffix.lower()
    if ending not in ENDINGS:
        raise OptionError(
            f"{path}: no format {ending or 'without an ending'}.{suggest(ending, ENDINGS)} Endings: {', '.join(ENDINGS)}"
        )


def _text(verb: Verb, results: Sequence[Any], options: argparse.Namespace, ending: str) -> str:
    if ending == ".html":
        return _page(verb, results, options)
    if ending == ".txt":
        return shown(verb, results, options) + "\n"
    return FORMATS[TEXTS[ending]](frame_of(results, options)) + "\n"


def _page(verb: Verb, results: Sequence[Any], options: argparse.Namespace) -> str:
    """A plain page: what a notebook shows of each result, or the table."""
    parts = [
        _shown_in_a_notebook(result) or frame_of([result], options).to_html(index=False) for result in results
    ]
    title = f"mpindex {verb.name}"
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f"<style>body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }}"
        f"th, td {{ padding: 0.2rem 0.6rem; }}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def _shown_in_a_notebook(result: Any) -> str:
    """What a notebook shows of a result; empty where that is a table cut short, or nothing."""
    show: Callable[[], str] | None = getattr(result, "_repr_html_", None)
    return "" if show is None or hasattr(result, "columns") else show()


def _workbook(verb: Verb, results: Sequence[Any], options: argparse.Namespace, path: Path) -> None:
    from mpindex.index.workbook import write as write_workbook

    if hasattr(results[0], "to_excel") and not hasattr(results[0], "columns"):
        results[0].to_excel(path)
    else:
        write_workbook(path, [(verb.name.capitalize(), frame_of(results, options))])


def _figure(verb: Verb, results: Sequence[Any], path: Path) -> None:
    from mpindex import plots

    if len(results) > 1:
        raise OptionError(f"{path}: a figure is drawn of one unit; name one, or write a table")
    draw: Callable[[], Any] | None = getattr(results[0], "plot", None)
    if type(results[0]).__name__ == "Index":
        ax = plots.ladder(results[0])
    elif draw is None or hasattr(results[0], "columns"):
        raise OptionError(
            f"{path}: {verb.name} has no figure; it can be written as {', '.join([*TEXTS, '.xlsx', '.html'])}"
        )
    else:
        ax = draw()
    plots.save(ax, path)
