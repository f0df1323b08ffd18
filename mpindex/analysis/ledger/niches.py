"""Niche diplomacy as a number: how much of what a state does is in one field, against how much of what all do is there."""

from __future__ import annotations

from collections.abc import Mapping
from math import comb

import pandas as pd

from mpindex.errors import OptionError
from mpindex.wording import percent


def acts_by_topic(rows: pd.DataFrame) -> pd.DataFrame:
    """Return units x topics: how many initiatives, or commitments, each has that were not reversed.

    Parameters
    ----------
    rows : DataFrame
        Of a ledger; those without a topic do not count.

    Raises
    ------
    OptionError
        They are of one unit alone.
    """
    if rows["unit"].nunique() < 2:
        raise OptionError(
            "a niche is one among others: ask of ledger(), or of a ledger of two states or more"
        )
    named = rows[(rows["topic"] != "") & (rows["fate"] != "reversed")]
    return named.pivot_table("initiative", "unit", "topic", aggfunc="nunique", fill_value=0).astype(int)


def niches(counts: pd.DataFrame) -> pd.DataFrame:
    """Return location quotients of units by field, each with its counts and how often chance would give as much.

    The quotient is the field's share of what a unit does over its share of what all of them do: 1 is as all, 2 twice as
    much (Haig 1926, of trades in a city). Of few acts a quotient is large for little: `by_chance` is the chance that so many
    acts, drawn without return from those of all, hold at least as many of the field.

    Parameters
    ----------
    counts : DataFrame
        Units x fields: how many acts, whole numbers.

    Returns
    -------
    DataFrame
        unit, field, acts (of the unit in the field), of (of the unit in all), share, share_of_all, quotient, by_chance; a
        row for each unit with acts and each field, the highest quotient of a unit first.

    Examples
    --------
    >>> niches(pd.DataFrame({"talks": [3, 1], "arms": [1, 3]}, index=["A", "B"]))["quotient"].tolist()
    [1.5, 0.5, 1.5, 0.5]
    """
    fields, total = counts.sum(), int(counts.to_numpy().sum())
    rows = []
    for unit, row in counts.iterrows():
        own = int(row.sum())
        for field in counts.columns[(fields > 0).to_numpy()] if own else ():
            acts, among = int(row[field]), int(fields[field])
            share, overall = acts / own, among / total
            chance = at_least(acts, own, among, total)
            rows.append([unit, field, acts, own, share, overall, share / overall, chance])
    columns = ["unit", "field", "acts", "of", "share", "share_of_all", "quotient", "by_chance"]
    table = pd.DataFrame(rows, columns=columns)
    return table.sort_values(["unit", "quotient"], ascending=[True, False], kind="stable", ignore_index=True)


def at_least(acts: int, drawn: int, among: int, total: int) -> float:
    """Return the chance that so many drawn without return from all hold at least so many of one kind (hypergeometric).

    >>> round(at_least(2, 2, 2, 4), 4)  # 1 of the 6 pairs
    0.1667
    """
    ways = sum(comb(among, k) * comb(total - among, drawn - k) for k in range(acts, min(among, drawn) + 1))
    return ways / comb(total, drawn)


def sentences(table: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """Say where each unit's niche is.

    Parameters
    ----------
    table : DataFrame
        As `niches` gives it.
    names : mapping of str to str
        Display names of units.
    """
    return [_sentence(names.get(str(unit), str(unit)), rows) for unit, rows in table.groupby("unit")]


def _sentence(name: str, rows: pd.DataFrame) -> str:
    """The field with the highest quotient; one act is no niche."""
    chosen = rows[(rows["quotient"] > 1) & (rows["acts"] > 1)]
    if chosen.empty:
        return f"{name} has no niche: in no field has it two acts and more than the share of all."
    row = chosen.iloc[0]
    return (
        f"{name}'s niche is {row['field']}: {row['acts']} of {row['of']}, {row['quotient']:.1f} times the share of all;"
        f" chance would give as much in {percent(row['by_chance'])} of cases."
    )
