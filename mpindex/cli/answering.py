"""From a verb to what is printed: asked of the face, narrowed, and shown, formatted or written."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from mpindex.cli.asking import answers
from mpindex.cli.formats import FORMATS
from mpindex.cli.frames import frame_of
from mpindex.cli.showing import shown
from mpindex.cli.verbs import Verb
from mpindex.cli.writing import require_ending, write
from mpindex.errors import DefinitionError


def answered(verb: Verb, options: argparse.Namespace) -> str:
    """Return what a call prints.

    Parameters
    ----------
    verb : Verb
        What is asked.
    options : Namespace
        Of the command line.
    """
    if verb.writes == "page":
        return _page(verb, options)
    if options.output is not None:
        require_ending(options.output)
    if verb.name == "compare":
        _require_once(options.definition)
    results = [_narrowed(result, verb, options) for result in answers(verb, options)]
    if results[0] is None:
        return ""
    for name, reason in getattr(results[0], "failed", {}).items():
        print(f"mpindex: {name} is left out: {reason}", file=sys.stderr)
    if options.output is not None:
        return write(verb, results, options)
    if options.format == "table":
        return shown(verb, results, options)
    return FORMATS[options.format](frame_of(results, options))


def _page(verb: Verb, options: argparse.Namespace) -> str:
    """Have a page written; the face writes it itself, to a name made from what it is about where none is given."""
    if options.output is None:
        about = (
            "-".join(options.unit) if verb.name == "report" else f"explore-{Path(options.definition).stem}"
        )
        options.output = Path(f"{about}.html")
    (page,) = answers(verb, options)
    return f"{page.title}: written to {page.path}"


def _narrowed(result: Any, verb: Verb, options: argparse.Namespace) -> Any:
    """Lists by words: the rows that a search finds, the best first."""
    if getattr(options, "models", False):
        from mpindex.analysis.listing.models import models

        return models()
    words = " ".join(getattr(options, "words", [])) if "filter" in verb.arguments else ""
    if not words:
        return result
    import mpindex

    found = mpindex.search(words, kind=verb.name)
    for note in found.notes:
        print(f"mpindex: {note}", file=sys.stderr)
    labels = [tuple(id.split(": ")) if verb.name == "methods" else id for id in found.ids]
    return result.loc[[label for label in labels if label in result.index]]


def _require_once(names: list[str]) -> None:
    from mpindex.grammar.library import definition

    ids = [definition(name).id for name in names]
    for name in ids:
        if ids.count(name) > 1:
            raise DefinitionError(f"{name!r} is named twice; give one of the two another id")
