"""From where the figures of an index are, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from mpindex.index.index import Index


def source_of(*indexes: Index) -> str:
    """Say from where an index is: definitions, years of the figures, publishers, version of the library."""
    ids = dict.fromkeys(f"{index.definition.id} ({index.definition.fidelity})" for index in indexes)
    years = [index.plan.years[~np.isnan(index.plan.years)] for index in indexes]
    spans = [(int(found.min()), int(found.max())) for found in years if len(found)]
    first, last = (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else (0, 0)
    span = f"{first}" if first == last else f"{first} to {last}"
    asof = dict.fromkeys(index.dataset.year for index in indexes if index.dataset.year is not None)
    when = f"as of {', '.join(map(str, asof))}, figures of {span}" if asof else f"newest figures, {span}"
    whose = sorted({source for index in indexes for source in _publishers(index)})
    said = f" from {', '.join(whose)}" if whose else ""
    return f"definition{'s' if len(ids) > 1 else ''} {', '.join(ids)}; {when}{said}; mpindex {indexes[0].version}."


def _publishers(index: Index) -> set[str]:
    entries = [
        index.dataset.indicator(name)
        for name in index.definition.indicators
        if name in index.dataset.indicators
    ]
    return {entry.source for entry in entries if entry.source}
