"""An index in sentences: who is first and who is in which band; where one unit stands and what puts it there."""

from __future__ import annotations

import pandas as pd

from mpindex.index.explain import explain
from mpindex.index.frame import band_order
from mpindex.index.result import Result
from mpindex.wording import listed, ordinal, percent

#: So many units, and indicators on each side, are named.
MANY = 3


def of_all(result: Result) -> str:
    """Return an index in words: how many have a score, who is first, how many are in each band.

    Parameters
    ----------
    result : Result
        The index.
    """
    title = result.definition.title
    if not result.n:
        return f"{title} gives no unit a score."
    first = [
        result.dataset.names.get(str(unit), str(unit)) for unit in result.ranks.dropna().nsmallest(MANY).index
    ]
    head = f"{title}: {result.n} of {result.dataset.counted(len(result.units))} have a score; first {_are(first)}."
    bands = result.bands.value_counts()
    counts = [
        f"{bands[label]} {label} ({percent(bands[label] / result.n)})"
        for label in band_order(result)
        if label in bands
    ]
    return f"{head} Bands: {', '.join(counts)}." if len(result.banding.bands) else head


def of_unit(result: Result, unit: str) -> str:
    """Return where a unit stands in words: its rank and band, who else gets the same, what lifts it and holds it back.

    Parameters
    ----------
    result : Result
        The index.
    unit : str
        Code or, for countries, name.
    """
    place = result.row(unit)
    code = result.units[place]
    name, title = result.dataset.names.get(code, code), result.definition.title
    if pd.isna(result.scores.iloc[place]):
        return f"{name} has no score by {title}."
    same, n = result.base_rate(code)
    head = f"{name} ranks {ordinal(int(result.ranks.iloc[place]))} of {n} by {title}"
    if len(result.banding.bands):
        head += (
            f": {result.bands.iloc[place]}, as {percent(same / n)} of all ({result.dataset.counted(same)})"
        )
    explained = explain(result, code)
    effect = explained["effect"] * result.sign
    lifts, drags = explained["name"][effect > 0][:MANY], explained["name"][effect < 0][::-1][:MANY]
    sides = [f"lifted most by {listed(list(lifts))}"] if len(lifts) else []
    sides += [f"held back most by {listed(list(drags))}"] if len(drags) else []
    return f"{head}. It is {' and '.join(sides)}." if sides else f"{head}."


def _are(names: list[str]) -> str:
    return f"{'is' if len(names) == 1 else 'are'} {listed(names)}"
