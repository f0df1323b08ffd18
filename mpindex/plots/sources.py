"""From where the figures of an index are, in one line."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING

import numpy as np

from mpindex.resources import folder
from mpindex.wording import counted, listed

if TYPE_CHECKING:
    from mpindex.index.index import Index


def source_lines(*indexes: Index) -> tuple[str, ...]:
    """Say from where an index is, from the fullest line to the shortest.

    Definitions by title, with their ids; years of the figures; publishers; version of the library.
    """
    titles = list(dict.fromkeys(_definition(index) for index in indexes))
    whose = sorted({name for index in indexes for name in _publishers(index)})
    end = f"mpindex {indexes[0].version}."
    what = titles[0] if len(titles) == 1 else counted(len(titles), "definition")
    few = f" of {counted(len(whose), 'publisher')}" if len(whose) > 1 else f" of {whose[0]}" if whose else ""
    whole = f" of {listed(whose)}" if whose else ""
    versions = [(listed(titles), whole), (listed(titles), few), (what, few)]
    return tuple(dict.fromkeys(f"Source: {name}; {_years(indexes)}{by}; {end}" for name, by in versions))


def _definition(index: Index) -> str:
    definition = index.definition
    return f"{definition.title} ({definition.id}, {definition.fidelity})"


def _years(indexes: tuple[Index, ...]) -> str:
    """When the figures are of, and as of when the data stand."""
    years = [index.plan.years[~np.isnan(index.plan.years)] for index in indexes]
    spans = [(int(part.min()), int(part.max())) for part in years if len(part)]
    first, last = (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else (0, 0)
    span = f"{first}" if first == last else f"{first} to {last}"
    past = dict.fromkeys(index.dataset.year for index in indexes if index.dataset.year is not None)
    return f"as of {', '.join(map(str, past))}, figures of {span}" if past else f"newest figures, {span}"


def _publishers(index: Index) -> set[str]:
    entries = [
        index.dataset.indicator(name)
        for name in index.definition.indicators
        if name in index.dataset.indicators
    ]
    return {publishers().get(entry.source, entry.source) for entry in entries if entry.source}


@cache
def publishers() -> Mapping[str, str]:
    """Return the names of the bundled publishers by id."""
    package = json.loads(folder("data").joinpath("datapackage.json").read_text(encoding="utf-8"))
    return {str(entry["name"]): re.split(r", | \(", str(entry["title"]))[0] for entry in package["sources"]}
