"""What the bump chart says."""

from __future__ import annotations

import numpy as np

from mpindex.grammar.model import UNCLASSIFIED
from mpindex.plots.bump_chart.field import Field
from mpindex.plots.sheet.units import noun
from mpindex.steps.rank import MIDDLE_THIRD
from mpindex.wording import listed, ordinal, with_article


def titles(field: Field) -> list[str]:
    """Return the finding from the fullest version to the shortest: the span of ranks, and the middle of the pack."""
    name, y, every = (
        with_article(field.names[field.unit]),
        field.place(field.unit),
        list(field.indexes.values()),
    )
    name = f"{name[:1].upper()}{name[1:]}"
    scored = np.flatnonzero(~np.isnan(y))
    if not len(scored):
        return [f"{name} has no score under any of these definitions"]
    ranks = [int(every[i].ranks[field.unit]) for i in scored]
    sizes = {every[i].n for i in scored}
    of = f" of {sizes.pop()} {noun(field.first)}" if len(sizes) == 1 else ""
    span = (
        ordinal(ranks[0])
        if max(ranks) == min(ranks)
        else f"from {ordinal(min(ranks))} to {ordinal(max(ranks))}"
    )
    middle = int(((y >= MIDDLE_THIRD[0]) & (y <= MIDDLE_THIRD[1])).sum())
    if len(every) == 1:
        pack = f", {'in' if middle else 'outside'} the middle third"
    else:
        pack = f"; in the middle third under {middle or 'none'} of {len(every)} definitions"
    return [f"{name} ranks {span}{of}{pack}", f"{name} ranks {span}{of}"]


def subtitles(field: Field) -> list[str]:
    """Return which band each definition gives the unit, and how the figure is read."""
    bands: dict[str, list[str]] = {}
    for title, index in zip(field.titles, field.indexes.values(), strict=True):
        words = field.band_words(index)
        if words == "no score":
            bands.setdefault("without a score", []).append(title)
        elif index.definition.bands:
            bands.setdefault("in no band" if words == "no band" else f"'{words}'", []).append(title)
    verdict = (
        f"It is {listed([f'{band} by {listed(names)}' for band, names in bands.items()])}." if bands else ""
    )
    reading = f"Each column: all {noun(field.first)} from the top down by one definition"
    banded = [index for index in field.indexes.values() if index.definition.bands]
    outside = any(
        index.bands[code] == UNCLASSIFIED for index in banded for code in (field.unit, *field.peers)
    )
    reading += ", its bands shaded" if banded else ""
    reading += "; hollow: in none of its bands." if outside else "."
    return [f"{verdict} {reading}".strip(), reading]
