"""Types in sentences: what sets each apart, whether they hold, and where one unit is."""

from __future__ import annotations

import pandas as pd

from mpindex.wording import counted, listed, percent

#: Mean silhouettes below these speak of no clear groups, and of weak ones (Kaufman & Rousseeuw 1990).
UNCLEAR, WEAK = 0.25, 0.5
#: A feature sets a type apart if its mean is so many standard deviations from that of all.
APART = 0.5
MANY = 3


def clarity(silhouette: float, resampling: float) -> str:
    """Return whether there are groups at all, and whether other samples have the same ones."""
    if silhouette < UNCLEAR:
        kind = "are cuts through a continuum, not groups"
    elif silhouette < WEAK:
        kind = "are weakly set apart"
    else:
        kind = "are clearly set apart"
    return (
        f"The types {kind} (mean silhouette {silhouette:.2f}); other samples of the states agree with them to"
        f" {resampling:.2f} (adjusted Rand index, 1 the same, 0 chance)."
    )


def by_choices(choices: pd.DataFrame) -> str:
    """Return how far the types hang on choices: the agreement at the median of the other choices, and the lowest.

    Parameters
    ----------
    choices : DataFrame
        choice, agreement (adjusted Rand index), as `by_choice` gives them.
    """
    known = choices.dropna()
    if known.empty:
        return ""
    low = known.iloc[int(known["agreement"].argmin())]
    return (
        f"Under {counted(len(known), 'other choice')}, one at a time, the types agree with these to"
        f" {known['agreement'].median():.2f} at the median, and least, to {low['agreement']:.2f}, under: {low['choice']}."
    )


def description(row: pd.Series, size: int, prototypes: list[str]) -> str:
    """Return what sets a type apart.

    Parameters
    ----------
    row : Series
        By feature, mean in standard deviations from all.
    size : int
        How many units.
    prototypes : list of str
        Names of those nearest its middle.
    """
    strong = row[row.abs() >= APART].sort_values(key=abs, ascending=False).head(MANY)
    apart = [f"{name} {value:+.1f}" for name, value in strong.items()]
    what = listed(apart) + " standard deviations from the mean" if apart else "near the mean in everything"
    return f"Type {row.name}, {counted(size, 'unit')} ({listed(prototypes)}): {what}."


def of_unit(name: str, row: pd.Series, nearest: list[str]) -> str:
    """Return the type of a unit, how often it has it, and who is nearest to it."""
    return (
        f"{name} is of type {row['type']}, in {percent(row['held'])} of the samples; nearest to it in profile:"
        f" {listed(nearest)}."
    )
