"""Set relations: what is necessary for an outcome, what is enough for it, and the shortest formulas that say so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from mpindex.analysis.inputs import world_of
from mpindex.analysis.sets.memberships import conditions_of, outcome_of
from mpindex.analysis.sets.result import SetRelations
from mpindex.analysis.sets.solutions import solutions
from mpindex.analysis.sets.truth_table import truth_table
from mpindex.arguments import mapping, named_arguments, share, whole_number
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DataError, OptionError
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import definition as find_definition
from mpindex.typing import DatasetLike, DefinitionLike

#: More conditions make more combinations than there are states, and minutes of work.
MOST_CONDITIONS = 10
FEWEST_UNITS = 3


@named_arguments
def set_relations(
    definition: DefinitionLike | pd.DataFrame,
    outcome: DefinitionLike | pd.Series,
    dataset: DatasetLike = None,
    *,
    conditions: Sequence[str] | None = None,
    frequency: int = 1,
    consistency: float = 0.8,
    pri: float = 0.0,
    parameters: Mapping[str, Any] | None = None,
) -> SetRelations:
    """Ask what is necessary for an outcome and what is enough for it, over all units that are known.

    Parameters
    ----------
    definition : str, path, mapping, Definition or DataFrame
        Whose dimensions and indicators are the conditions; or a table of units x conditions, memberships from 0 to 1.
    outcome : str, mapping, Definition or Series
        The id of an expert list; ``{"lists": "verified", "at_least": 3}``; a definition (its score where that is a
        membership, else whether it puts a unit into the middle tier); or memberships by unit. A ``~`` before an id asks
        for its absence.
    dataset : Dataset, optional
        The bundled world when None.
    conditions : list of str, optional
        Ids in the definition's tree, or columns of the table, at most 10; those right below the root, or all columns,
        when None.
    frequency : int, default 1
        So many cases at least make a combination observed.
    consistency : float, default 0.8
        What a combination must reach to count as leading to the outcome.
    pri : float, default 0.0
        What its proportional reduction in inconsistency must reach, from 0 to 1.
    parameters : mapping of str to object, optional
        Of the definition.

    Returns
    -------
    SetRelations
        Every condition as necessary and as enough, the truth table, the solutions, and the sentences.

    Raises
    ------
    OptionError
        Conditions that are no sets, too many or unknown, an outcome that is none, or wrong cuts.
    DataError
        Fewer than three units have all memberships, or some lie outside 0 to 1.

    References
    ----------
    Ragin (2008), Redesigning Social Inquiry; Schneider & Wagemann (2012), Set-Theoretic Methods for the Social Sciences.

    Examples
    --------
    >>> memberships = pd.DataFrame({"rich": [0.9, 0.8, 0.2], "large": [0.9, 0.1, 0.8], "known": [0.8, 0.2, 0.3]})
    >>> found = set_relations(memberships[["rich", "large"]], memberships["known"])
    >>> found.solutions.loc[0, "term"], round(float(found.solutions.loc[0, "consistency"]), 2)
    ('rich*large', 0.92)
    """
    least, cut = whole_number("frequency", frequency, least=1), share("consistency", consistency)
    lowest = _from_zero("pri", pri)
    world = world_of(dataset)
    values = mapping("parameters", parameters, "{'region': 'SCO'}")
    sets, source = _conditions(definition, conditions, world, values)
    name, members = outcome_of(outcome, world)
    if len(sets.columns) > MOST_CONDITIONS:
        raise OptionError(
            f"conditions: {len(sets.columns)} make {2 ** len(sets.columns):,} combinations; take at most"
            f" {MOST_CONDITIONS}, as in conditions={list(sets.columns[:3])}"
        )
    sets, members = _known(sets, members)
    arrays = {str(column): sets[column].to_numpy(dtype=float) for column in sets}
    units, y = [str(unit) for unit in sets.index], members.to_numpy(dtype=float)
    table = truth_table(arrays, y, units, frequency=least, consistency=cut, pri=lowest)
    return SetRelations(
        outcome=name, sets=sets, memberships=members, truth_table=table,
        solutions=solutions(table, arrays, y, units),
        cuts={"frequency": least, "consistency": cut, "pri": lowest}, definition=source, dataset=world,
    )  # fmt: skip


def _conditions(
    given: Any, names: Sequence[str] | None, world: Dataset, values: Mapping[str, Any]
) -> tuple[pd.DataFrame, Definition | None]:
    chosen = None if names is None else [names] if isinstance(names, str) else list(names)
    if isinstance(given, pd.DataFrame):
        lacking = [name for name in chosen or () if name not in given]
        if lacking:
            raise OptionError(f"conditions: the table has no column {', '.join(map(repr, lacking))}")
        return given if chosen is None else given[chosen], None
    definition = find_definition(given)
    if not isinstance(definition, Definition):
        raise OptionError(f"definition: {definition.id!r} is written in Python: it has no tree of conditions")
    return conditions_of(definition.apply(world, parameters=values), chosen), definition


def _known(sets: pd.DataFrame, members: pd.Series) -> tuple[pd.DataFrame, pd.Series]:
    """The units that have every membership, each from 0 to 1."""
    numbers = sets.apply(pd.to_numeric, errors="coerce")
    both = numbers.join(members.rename("\0outcome"), how="inner").dropna()
    if len(both) < FEWEST_UNITS:
        raise DataError(
            f"{len(both)} units have all of {', '.join(map(str, sets.columns))} and the outcome; at least"
            f" {FEWEST_UNITS} must. Are both by the same codes?"
        )
    wrong = [str(name).strip("\0") for name in both if not both[name].between(0, 1).all()]
    if wrong:
        raise DataError(f"memberships lie from 0 to 1; not so in {', '.join(wrong)}: calibrate them first")
    return both[list(sets.columns)], both["\0outcome"].rename(members.name)


def _from_zero(name: str, value: object) -> float:
    if isinstance(value, int | float | np.number) and not isinstance(value, bool) and 0 <= value <= 1:
        return float(value)
    raise OptionError(f"{name} is a number from 0 to 1, as in {name}=0.5, not {value!r}")
