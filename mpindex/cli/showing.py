"""Answers of the library as text for people, fitted to the terminal."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from mpindex.cli.fitting import terminal_width, wrapped
from mpindex.cli.formats import for_people
from mpindex.cli.frames import frame_of
from mpindex.cli.verbs import Verb

if TYPE_CHECKING:
    import pandas as pd

CAVEAT = "Shares of choices by the maker of an index, not chances that the world is so."


def shown(verb: Verb, results: Sequence[Any], options: argparse.Namespace) -> str:
    """Return what is printed.

    Parameters
    ----------
    verb : Verb
        What was asked.
    results : sequence
        One result, or one for each unit.
    options : Namespace
        Of the command line.
    """
    width = terminal_width()
    make = _OWN.get(verb.name)
    if make is not None:
        return "\n\n".join(wrapped("\n".join(make(result, options, width)), width) for result in results)
    if getattr(options, "brief", False):
        return "\n\n".join(result.brief() for result in results)
    if hasattr(results[0], "columns"):
        columns = () if getattr(options, "models", False) else verb.columns
        return for_people(_chosen(frame_of(results, options), columns), width)
    return wrapped("\n\n".join(str(result) for result in results), width)


def _chosen(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    return table[[name for name in columns if name in table]] if columns else table


def _rank(index: Any, options: argparse.Namespace, width: int) -> list[str]:
    table = frame_of([index], options)
    if not options.bands:
        table = _chosen(table, ("rank", "unit", "name", "score", "band", "coverage"))
    head = f"{index.definition.title}: {index.n} of {index.dataset.counted(len(index.units))} scored"
    return [head, for_people(table, width), *(f"note: {note}" for note in index.notes)]


def _compare(comparison: Any, options: argparse.Namespace, width: int) -> list[str]:
    return [for_people(frame_of([comparison], options), width)]


def _robustness(run: Any, options: argparse.Namespace, width: int) -> list[str]:
    from mpindex.uncertainty.choices.words import factor_in_words

    names, about = run.task.dataset.names, run.definition.title
    if options.unit is not None:
        about = f"{names[run.task.dataset.find(options.unit)]} by {about}"
    varied = "; ".join(factor_in_words(factor.name) for factor in run.factors)
    head = f"{about}: shares of {run.draws:,} draws, seed {run.seed}; varied: {varied}"
    notes = (f"note: {note}" for note in run.notes)
    return [head, for_people(frame_of([run], options), width), CAVEAT, *notes]


def _verdict(verdict: Any, options: argparse.Namespace, width: int) -> list[str]:
    from mpindex.wording import percent

    shares = verdict.matrix.map(lambda share: "-" if share != share else percent(share)).reset_index()
    shares.columns.name = None
    head = f"{verdict.name}: shares of draws"
    notes = (f"note: {note}" for note in verdict.notes)
    return [head, for_people(shares, width), "", verdict.in_words(), *verdict.disagreements(), *notes]


def _sensitivity(result: Any, options: argparse.Namespace, width: int) -> list[str]:
    table = result.table.reset_index()[
        ["output", "factor", "first", "total", "total_low", "total_high", "note"]
    ]
    names, unit = result.task.dataset.names, result.unit
    head = (
        f"{names[unit]} by {result.task.definition.title}: what each choice decides, from 0 nothing to 1 all"
    )
    notes = (f"note: {note}" for note in result.notes)
    return [head, for_people(table.round(2), width), "", result.in_words(), *notes]


def _ledger(ledger: Any, options: argparse.Namespace, width: int) -> list[str]:
    table = _chosen(
        frame_of([ledger], options), ("unit", "year", "kind", "initiative", "role", "fate", "until")
    )
    return [repr(ledger).splitlines()[0], for_people(table, width)]


def _search(found: Any, options: argparse.Namespace, width: int) -> list[str]:
    return [repr(found)]


def _audit(report: Any, options: argparse.Namespace, width: int) -> list[str]:
    return [str(report), "", for_people(_chosen(frame_of([report], options), _AUDITED), width)]


_AUDITED = ("indicator", "minimum", "median", "maximum", "skewness", "available", "flags")
_OWN: dict[str, Callable[[Any, argparse.Namespace, int], list[str]]] = {
    "rank": _rank,
    "compare": _compare,
    "robustness": _robustness,
    "verdict": _verdict,
    "sensitivity": _sensitivity,
    "ledger": _ledger,
    "search": _search,
    "audit": _audit,
}
