"""Profiles: a row of figures for each unit, on one scale, by which units are alike."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd

from mpindex.analysis.inputs import applied, definitions_by_label, several, values_of
from mpindex.analysis.titles import titles
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DataError, OptionError, suggest
from mpindex.grammar.definition import Definition

FEWEST_UNITS = 5


def profiles(
    given: Any, world: Dataset, features: Sequence[str] | None, parameters: Any
) -> tuple[pd.DataFrame, list[Definition]]:
    """Return units x features of the units that have all, and the definitions that they come from.

    Parameters
    ----------
    given : definition, list of definitions or DataFrame
        Of several definitions their scores; of one its dimensions, or indicators where it has none; or a table.
    world : Dataset
        What definitions are applied to.
    features : list of str, optional
        Only these of the columns; of one definition any elements of its tree.
    parameters : mapping
        Of the definitions.

    Raises
    ------
    OptionError
        No such feature, or fewer than two.
    DataError
        Fewer than five units have all of them.
    """
    table, definitions = _table(given, world, parameters, features)
    columns = [str(name) for name in table.columns] if features is None else list(features)
    for name in columns:
        if name not in table:
            raise OptionError(
                f"features: there is no {name!r}.{suggest(name, table.columns)}"
                f" There are: {', '.join(map(str, table.columns))}"
            )
    if len(columns) < 2:
        raise OptionError(f"features: types need at least two figures a unit, not {len(columns)}")
    full = table[columns].apply(pd.to_numeric, errors="coerce").dropna()
    full = full.loc[:, full.max() > full.min()]
    if len(full) < FEWEST_UNITS:
        raise DataError(f"{len(full)} units have all of {', '.join(columns)}; at least {FEWEST_UNITS} must")
    return full, definitions


def _table(
    given: Any, world: Dataset, parameters: Any, features: Sequence[str] | None
) -> tuple[pd.DataFrame, list[Definition]]:
    if isinstance(given, pd.DataFrame):
        return given, []
    labelled = definitions_by_label(several(given))
    values = values_of(parameters, labelled.values())
    indexes = {name: applied(definition, world, values) for name, definition in labelled.items()}
    if len(indexes) > 1:
        scores = {name: index.scores * index.sign for name, index in indexes.items()}
        return pd.DataFrame(scores), list(labelled.values())
    (index,) = indexes.values()
    tree = pd.concat([index.levels, index.normalised], axis=1).drop(columns=index.definition.id)
    if features is not None:
        return tree, list(labelled.values())
    dimensions = [child.id for child in index.definition.model.root.children if child.id in tree]
    return tree[dimensions], list(labelled.values())


def standardised(table: pd.DataFrame) -> pd.DataFrame:
    """Return columns less their mean, over their standard deviation (n - 1)."""
    return (table - table.mean()) / table.std()


def feature_titles(
    columns: Iterable[object], definitions: Sequence[Definition], world: Dataset
) -> dict[str, str]:
    """Return by name what features are called: definitions and elements of one by title, columns of a table as they are.

    Parameters
    ----------
    columns : iterable of str
        Names of the features.
    definitions : sequence of Definition
        Those that the features come from; none for a table.
    world : Dataset
        Whose indicators have names.
    """
    many = {definition.id: definition.title for definition in definitions}
    named = many if len(many) != 1 else titles(definitions[0], world)
    return {str(name): named.get(str(name), str(name)) for name in columns}
