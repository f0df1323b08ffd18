"""How far types hold: on other samples of states, and under other choices of method, scale, features and definition."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from mpindex.analysis.types.agreement import matched, rand_index
from mpindex.analysis.types.grouping import METHODS, group
from mpindex.analysis.types.profiles import profiles, standardised
from mpindex.analysis.types.ward import numbered
from mpindex.dataset.dataset import Dataset
from mpindex.errors import MpindexError
from mpindex.grammar.definition import Definition
from mpindex.typing import Array, Places

#: Share of the units in a sample.
PART = 0.8
#: Choices under `uncertainty:` that are no list of alternatives for one path.
ASIDE = ("weights", "leave_one_out", "missing")


def resampled(
    x: Array, labels: Places, k: int, method: str, draws: int, rng: np.random.Generator
) -> tuple[Array, Array]:
    """Group samples of four fifths of the units anew.

    Returns
    -------
    tuple of array
        (draws,) adjusted Rand index with the types of all; (units,) share of the samples with a unit in which its type is
        the same.
    """
    alike, same, seen = np.empty(draws), np.zeros(len(x)), np.zeros(len(x))
    size = max(k + 1, round(PART * len(x)))
    for i in range(draws):
        part = np.sort(rng.choice(len(x), size, replace=False))
        found = group(x[part], k, method, rng)
        alike[i] = rand_index(found, numbered(labels[part]))
        seen[part] += 1
        same[part] += matched(found, labels[part]) == labels[part]
    return alike, same / np.where(seen > 0, seen, np.nan)


def by_choice(
    table: pd.DataFrame,
    labels: pd.Series,
    k: int,
    method: str,
    rng: np.random.Generator,
    others: Iterator[tuple[str, pd.DataFrame]],
    titles: Mapping[str, str],
) -> pd.DataFrame:
    """Return how alike the types are under each other choice: choice, agreement (adjusted Rand index), units.

    Parameters
    ----------
    table : DataFrame
        Units x features, as they are.
    labels : Series
        By unit, from 0.
    k, method, rng
        As in `group`.
    others : iterator of (str, DataFrame)
        Tables of other choices, with what they are called; those that are the same table say nothing and are left out.
    titles : mapping of str to str
        What features are called.
    """
    rows = [_row(f"method: {other}", table, labels, k, other, rng) for other in METHODS if other != method]
    rows.append(_row("scale: ranks", table.rank(), labels, k, method, rng))
    if table.shape[1] > 2:
        rows += [
            _row(f"without {titles.get(str(name), name)}", table.drop(columns=name), labels, k, method, rng)
            for name in table
        ]
    rows += [_row(what, other, labels, k, method, rng) for what, other in others if not other.equals(table)]
    return pd.DataFrame(rows, columns=["choice", "agreement", "units"])


def _row(
    what: str, table: pd.DataFrame, labels: pd.Series, k: int, method: str, rng: np.random.Generator
) -> list[Any]:
    common = table.index.intersection(labels.index)
    if len(common) <= k or table.shape[1] < 2:
        return [what, np.nan, len(common)]
    found = group(standardised(table.loc[common]).to_numpy(), k, method, rng)
    return [what, rand_index(numbered(found), numbered(labels[common].to_numpy())), len(common)]


def alternatives(
    definitions: Sequence[Definition], world: Dataset, features: Sequence[str] | None, parameters: Any
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the profiles under each alternative that a definition names itself, one at a time."""
    for i, definition in enumerate(definitions):
        for what, changes in _changes(getattr(definition, "spec", {})):
            try:
                changed = [*definitions[:i], definition.with_(changes), *definitions[i + 1 :]]
                given = changed if len(changed) > 1 else changed[0]
                yield f"{definition.title}: {what}", profiles(given, world, features, parameters)[0]
            except MpindexError:  # an alternative that changes the tree has no such profile
                continue


def _changes(spec: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What a definition says could have been chosen otherwise, bands apart: they do not move a profile."""
    for name, choices in (spec.get("chains") or {}).items():
        for choice in choices:
            changes = {path: value for path, value in choice["set"].items() if not path.startswith("bands")}
            if changes:
                yield f"{name}, {choice['label']}", changes
    for path, given in (spec.get("uncertainty") or {}).items():
        if path in ASIDE or path.startswith("bands") or not isinstance(given, list):
            continue
        for value in given:
            yield f"{path}, {value}", {path: value}
