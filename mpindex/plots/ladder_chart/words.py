"""What the ladder says: the finding in its title, and what is shown."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from mpindex.grammar.model import UNCLASSIFIED
from mpindex.plots.sheet.units import noun
from mpindex.wording import listed, ordinal, with_article

if TYPE_CHECKING:
    from mpindex.index.index import Index

#: Of more units than so many the title names the first and the last alone.
MOST_LISTED = 5


def titles(index: Index, named: Sequence[str]) -> list[str]:
    """Return the title from the fullest version to the shortest."""
    what, names = index.definition.title, index.dataset.names
    scored = [unit for unit in index.table.index if unit in set(named) and np.isfinite(index.scores[unit])]
    if not scored:
        return [f"{what}: {index.n} {noun(index)} ranked"]
    if len(scored) == 1:
        rank, band, gap = standing(index, scored[0])
        name = with_article(names[scored[0]])
        return [
            f"{what}: {name} is {rank}{band}{gap}",
            f"{what}: {name} is {rank}{band}",
            f"{name[:1].upper()}{name[1:]} is {rank}",
        ]
    if len(scored) > MOST_LISTED:
        best, worst = scored[0], scored[-1]
        ends = f"{names[best]} ({_rank(index, best)}) to {names[worst]} ({_rank(index, worst)}) of {index.n}"
        return [f"{what}: {len(scored)} named {noun(index)}, from {ends}", f"From {ends}"]
    return [
        f"{what}: {_several(index, scored)}",
        f"{listed([f'{names[unit]} {_rank(index, unit)}' for unit in scored])}",
    ]


def _rank(index: Index, unit: str) -> str:
    return ordinal(int(index.ranks[unit]))


def _several(index: Index, scored: Sequence[str]) -> str:
    names = index.dataset.names
    bands = {index.bands[unit] for unit in scored} if index.definition.bands else set()
    parts = [
        f"{names[unit]} {_rank(index, unit)}" + (f" ({_band(index.bands[unit])})" if len(bands) > 1 else "")
        for unit in scored
    ]
    all_of = "both" if len(scored) == 2 else "all"
    shared = f", {all_of} {_band(bands.pop())}" if len(bands) == 1 else ""
    return f"{listed(parts)} of {index.n} {noun(index)}{shared}"


def standing(index: Index, unit: str) -> tuple[str, str, str]:
    """Return rank, band with how many others have it, and the distance to the next band, in words."""
    row, (same, n) = index.table.loc[unit].to_dict(), index.base_rate(unit)
    rank = f"{ordinal(int(row['rank']))} of {n} {noun(index)}"
    if not index.definition.bands:
        return rank, "", ""
    others = f"like {same - 1} other{'s' if same != 2 else ''}" if same > 1 else "alone"
    band, gap = f", {_band(row['band'])} {others}", ""
    if isinstance(row["next_band"], str):
        below = int(row["rank"] - index.ranks[index.bands == row["next_band"]].max())
        if row["gap"] >= 0 and below > 0:
            gap = f", {below} rank{'s' if below != 1 else ''} below {_band(row['next_band'])}"
    return rank, band, gap


def _band(label: str) -> str:
    return "in no band" if label == UNCLASSIFIED else f"'{label}'"


def subtitles(index: Index, named: Sequence[str]) -> list[str]:
    """Return the question of the definition, and who has no score."""
    missing = [index.dataset.names[unit] for unit in named if not np.isfinite(index.scores[unit])]
    lacking = len(index.units) - index.n
    note = ""
    if missing:
        note = f"No score for {listed(missing)}: figures are missing."
    elif lacking:
        note = f"{lacking} of {len(index.units)} {noun(index)} {'has' if lacking == 1 else 'have'} no score."
    question = index.definition.question
    dots = f"One dot is one {noun(index)[:-1]}."
    versions = [f"{question} {dots} {note}", f"{question} {note}", note if missing else question]
    return [version.strip() for version in versions]
