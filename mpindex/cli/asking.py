"""Asks the face what a verb asks: each function of its chain is given those of the arguments that it takes."""

from __future__ import annotations

import argparse
import inspect
from collections.abc import Iterator, Mapping
from typing import Any

from mpindex.cli.arguments import ARGUMENTS
from mpindex.cli.reading import dataset_of, refuse_without_table
from mpindex.cli.verbs import Verb

#: What functions call an argument otherwise.
_ALIASES = {"given": "definition"}


def answers(verb: Verb, options: argparse.Namespace) -> list[Any]:
    """Return what the face answers: one result, or one for each unit of a verb that asks for each.

    Parameters
    ----------
    verb : Verb
        What is asked.
    options : Namespace
        Of the command line.
    """
    given = _given(verb, options)
    several = given.get("unit")
    if verb.each and isinstance(several, list):
        return [_asked(verb, {**given, "unit": unit}) for unit in dict.fromkeys(several)]
    return [_asked(verb, given)]


def _given(verb: Verb, options: argparse.Namespace) -> dict[str, Any]:
    """Arguments of the face by name; what was not given is left to its own default."""
    given = {
        argument.keyword: value
        for argument in (ARGUMENTS[name] for name in verb.arguments)
        if argument.keyword and ((value := argument.value(options)) is not None or argument.always)
    }
    if isinstance(given.get("words"), list):
        given["words"] = " ".join(given["words"])
    if verb.data and (options.data or getattr(options, "year", None) is not None):
        given["dataset"] = dataset_of(options)
    elif verb.data:
        refuse_without_table(options)
    return given


def _asked(verb: Verb, given: Mapping[str, Any]) -> Any:
    import mpindex as face

    answer: Any = face
    for step in verb.question.split("."):
        function = getattr(answer, step)
        answer = function(**dict(_fitting(function, given)))
    return answer


def _fitting(function: Any, given: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Those of the arguments that a function takes."""
    for name in inspect.signature(function).parameters:
        known = name if name in given else _ALIASES.get(name, name)
        if known in given:
            yield name, given[known]
