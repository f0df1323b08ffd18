"""How a Dataset prints, in a terminal and in a notebook."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import numpy as np

from mpindex.dataset.observations import Observations


def title(data: Observations) -> str:
    """The first line: how many units and indicators."""
    kind = "countries" if data.is_countries else "units"
    return f"Dataset: {len(data.units)} {kind} x {len(data.entries)} indicators"


def lines(data: Observations) -> list[tuple[str, str]]:
    """What else to say: as of when, how full, which units and indicators, the notes."""
    newest = data.newest
    when = f"the newest values (reference year {data.newest_year})" if data.year is None else str(data.year)
    dated = newest.years[newest.years > 0]
    span = f"; years {dated.min()} to {dated.max()}" if len(dated) else ""
    filled = f"{int((~np.isnan(newest.values)).sum()):,} of {newest.values.size:,}"
    return [
        ("as of", when),
        ("values", f"{filled}{span}; {int(newest.stand_ins.sum()):,} stand-ins"),
        ("units", _some(data.units)),
        ("indicators", _some(data.indicators)),
        *(("note", note) for note in data.notes),
    ]


def as_text(data: Observations) -> str:
    """The summary for a terminal."""
    return "\n".join([title(data), *(f"  {what:<10}  {_short(text)}" for what, text in lines(data))])


def as_html(data: Observations) -> str:
    """The summary for a notebook."""
    rows = "".join(f"<tr><th>{what}</th><td>{escape(text)}</td></tr>" for what, text in lines(data))
    return f"<table><caption>{title(data)}</caption>{rows}</table>"


def _short(text: str, most: int = 110) -> str:
    return text if len(text) <= most else text[: most - 4] + " ..."


def _some(items: Sequence[str], most: int = 8) -> str:
    return ", ".join(items[:most]) + (f", ... ({len(items)} in all)" if len(items) > most else "")
