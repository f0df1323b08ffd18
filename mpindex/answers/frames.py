"""Columns that tables of results share: bands and tiers as ordered categories, units by code and name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd


def ordered(labels: Iterable[object], best_first: Sequence[str]) -> pd.Series:
    """Return labels as a column of ordered categories, the best the largest; what is no label of the order is missing.

    Parameters
    ----------
    labels : iterable
        A label for each row.
    best_first : sequence of str
        All labels there are.

    Examples
    --------
    >>> bands = ordered(["middle", None, "great"], ["great", "middle", "minor"])
    >>> bands.max(), list(bands.cat.categories)
    ('great', ['minor', 'middle', 'great'])
    """
    categories = list(dict.fromkeys(best_first))[::-1]
    known = [label if label in categories else None for label in labels]
    return pd.Series(pd.Categorical(known, categories=categories, ordered=True))


def common_order(orders: Iterable[Sequence[str]]) -> list[str]:
    """Return the labels of several definitions in one order, best first, by their mean place from the top.

    Parameters
    ----------
    orders : iterable of sequence of str
        The labels of each definition, best first.

    Examples
    --------
    >>> common_order([["great", "middle", "small"], ["power", "middle", "light"]])
    ['great', 'power', 'middle', 'small', 'light']
    """
    places: dict[str, list[float]] = {}
    for order in orders:
        for place, label in enumerate(order):
            places.setdefault(label, []).append(place / max(len(order) - 1, 1))
    return sorted(places, key=lambda label: sum(places[label]) / len(places[label]))


def with_units(table: pd.DataFrame, names: Mapping[str, str]) -> pd.DataFrame:
    """Return a table whose first column or index is `unit` with plain columns, `name` second.

    Parameters
    ----------
    table : DataFrame
        With `unit` as a column or a level of its index.
    names : mapping of str to str
        Display names by code.
    """
    plain = table if "unit" in table.columns else table.reset_index()
    labels = [names.get(str(unit), str(unit)) for unit in plain["unit"]]
    rest = plain.drop(columns=["unit", "name"], errors="ignore")
    return pd.concat(
        [plain["unit"].rename("unit"), pd.Series(labels, index=plain.index, name="name"), rest], axis=1
    )
