"""Groupings: where a unit leads and where it does not, by rules for its region and by the groups that it belongs to."""

from __future__ import annotations

import math

import pandas as pd

from mpindex.analysis.where.regions import lowest_lines
from mpindex.analysis.where.where import Where
from mpindex.engine.groups import WITHOUT_GREAT, region_words
from mpindex.pages.tables import Table
from mpindex.wording import form, listed, percent

#: Said where the unit is a regional power by the lowest lines that the definition's `uncertainty` allows.
NEARLY = "if lines were lower"
HEAD = ("region", "rank", "its share", "GDP against the next", "regional power")


def groupings(answer: Where) -> Table | None:
    """Return the regional verdict by region and grouping; None where no regional definition was asked.

    Parameters
    ----------
    answer : Where
        The unit by every definition.
    """
    regions = answer.regions
    if not len(regions):
        return None
    rows = [_row(str(name), row) for name, row in regions.iterrows()]
    without = any(str(name).endswith(WITHOUT_GREAT) for name in regions.index)
    caption = "Its share of the region, for each way to draw it"
    caption += "; great powers left out of groupings" if without else ""
    caption += f"; '{NEARLY}': {_lowest(answer)}" if any(row[-1] == NEARLY for row in rows) else ""
    return Table(f"{answer.unit}-regions", caption, HEAD, rows, frozenset({1, 2, 3}), regions)


def _lowest(answer: Where) -> str:
    """The lowest lines between which and its own the definition's makers could have chosen."""
    lines = lowest_lines(answer.standings["regional"])
    parts = [f"{percent(lines['score'])} of the region"] if "score" in lines else []
    parts += [f"{form(lines['lead'], 'times')} the GDP of the next"] if "lead" in lines else []
    return f"{listed(parts)} would do"


def _row(name: str, row: pd.Series) -> tuple[str, ...]:
    words = region_words(name) if row["kind"] == "rule" else name.removesuffix(WITHOUT_GREAT)
    lead = "" if math.isnan(row["lead"]) else form(row["lead"], "times")
    power = "yes" if row["power"] else NEARLY if row["lenient"] else "no"
    return (words, f"{row['rank']} of {row['n']}", percent(row["share"]), lead, power)
