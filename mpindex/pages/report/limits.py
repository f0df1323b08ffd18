"""What is not known: missing and old figures, stand-ins, what the years and the shares cannot say."""

from __future__ import annotations

from collections.abc import Iterable

from mpindex.analysis.where.standing import Standing
from mpindex.analysis.where.where import Where
from mpindex.wording import counted, listed

#: A figure this many years older than the newest is said to be old.
OLD = 5

SHARES = (
    "A share of choices is not a probability that the world is so. It says in how many of a hundred ways in which the maker"
    " of a definition could reasonably have chosen (weights, scaling, missing figures, lines) the answer is the same."
)


def limits(answer: Where, remarks: Iterable[str] = ()) -> list[str]:
    """Return what a reader must know before trusting the page, a sentence each.

    Parameters
    ----------
    answer : Where
        The unit by every definition.
    remarks : iterable of str
        What must be known of the years.
    """
    sentences = [SHARES]
    for standing in answer.standings.values():
        sentences += _of(standing)
    for remark in (*answer.notes, *remarks):
        sentences.append(f"{remark[:1].upper()}{remark[1:].rstrip('.')}.")
    return list(dict.fromkeys(sentences))


def _of(standing: Standing) -> list[str]:
    title, name = standing.index.definition.title, standing.index.dataset.names[standing.unit]
    explained = standing.explained
    sentences = []
    if standing.missing:
        names = [_name(standing, leaf) for leaf in standing.missing]
        sentences.append(f"{title}: {name} has no figure for {listed(names)}.")
    if standing.stand_ins:
        names = [_name(standing, leaf) for leaf in standing.stand_ins]
        sentences.append(f"{title}: another source stands in for {listed(names)}.")
    newest = standing.index.dataset.reference_year
    aged = explained[explained["year"].notna() & (explained["year"] <= newest - OLD)]
    if len(aged):
        names = [f"{_name(standing, str(leaf))} ({row['year']})" for leaf, row in aged.iterrows()]
        sentences.append(
            f"{title}: {counted(len(aged), 'figure')} of {newest - OLD} or before: {listed(names)}."
        )
    return sentences


def _name(standing: Standing, leaf: str) -> str:
    return str(standing.explained.loc[leaf, "name"]) or leaf.replace("_", " ")
