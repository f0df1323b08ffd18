"""From where the figures of an index are, in one line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from mpindex.engine.plan import Plan
from mpindex.grammar.model import GREAT_BY_RULE, WHAT_GREAT_BY_RULE_IS
from mpindex.resources import folder
from mpindex.wording import counted, listed

if TYPE_CHECKING:
    from mpindex.grammar.definition import Definition
    from mpindex.index.index import Index


def captions(source: str | Sequence[str], bands: Iterable[str] = ()) -> list[str]:
    """Return the foot of a figure from the fullest version to the shortest.

    Parameters
    ----------
    source : str | Sequence[str]
        What the figure rests on, or versions of it, the fullest first.
    bands : Iterable[str]
        Bands that occur in it: what cannot be understood from its name is explained.
    """
    lines = [f"Source: {text}" for text in ([source] if isinstance(source, str) else source) if text]
    if GREAT_BY_RULE not in bands:
        return lines
    return [f"{line} {WHAT_GREAT_BY_RULE_IS}" for line in lines] + lines[-1:]


def rests_on(*results: Index | Plan, how: str = "", when: str = "") -> tuple[str, ...]:
    """Say from where figures are, from the fullest version to the shortest.

    Definitions by title, with their ids; years of the figures; publishers; how often it was drawn; version of the library.

    Parameters
    ----------
    *results : Index | Plan
        What definitions say, or the definitions bound to data.
    how : str
        Draws and seed.
    when : str
        Years, where they are not those of the newest figures.
    """
    plans = [result if isinstance(result, Plan) else result.plan for result in results]
    titles = list(dict.fromkeys(_definition(plan.definition) for plan in plans))
    whose = sorted({name for plan in plans for name in _publishers(plan)})
    end = f"{how}; mpindex {_version()}." if how else f"mpindex {_version()}."
    what = titles[0] if len(titles) == 1 else counted(len(titles), "definition")
    few = f" of {counted(len(whose), 'publisher')}" if len(whose) > 1 else f" of {whose[0]}" if whose else ""
    whole = f" of {listed(whose)}" if whose else ""
    versions = [(listed(titles), whole), (listed(titles), few), (what, few)]
    return tuple(dict.fromkeys(f"{name}; {when or _years(plans)}{by}; {end}" for name, by in versions))


def source_lines(*results: Index) -> list[str]:
    """Return the foot of a figure of indexes, from the fullest version to the shortest (see `rests_on`)."""
    return captions(rests_on(*results), (str(band) for index in results for band in index.bands.unique()))


def _version() -> str:
    from mpindex import __version__

    return __version__


def _definition(definition: Definition) -> str:
    return f"{definition.title} ({definition.id}, {definition.fidelity})"


def _years(plans: Sequence[Plan]) -> str:
    """When the figures are of, and as of when the data stand."""
    years = [plan.years[~np.isnan(plan.years)] for plan in plans]
    spans = [(int(part.min()), int(part.max())) for part in years if len(part)]
    first, last = (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else (0, 0)
    past = dict.fromkeys(plan.dataset.year for plan in plans if plan.dataset.year is not None)
    span = year_span(first, last)
    return f"as of {', '.join(map(str, past))}, figures of {span}" if past else f"newest figures, {span}"


def year_span(first: int, last: int) -> str:
    """Return years in words: "2014 to 2025", or one year."""
    return f"{first}" if first == last else f"{first} to {last}"


def _publishers(plan: Plan) -> set[str]:
    entries = [
        plan.dataset.indicator(name) for name in plan.definition.indicators if name in plan.dataset.indicators
    ]
    return {publishers().get(entry.source, entry.source) for entry in entries if entry.source}


@cache
def publishers() -> Mapping[str, str]:
    """Return the names of the bundled publishers by id."""
    package = json.loads(folder("data").joinpath("datapackage.json").read_text(encoding="utf-8"))
    return {str(entry["name"]): re.split(r", | \(", str(entry["title"]))[0] for entry in package["sources"]}
