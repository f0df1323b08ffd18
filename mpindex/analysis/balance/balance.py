"""Balance as policy: where states stand between the great powers by year, and how they moved after a shock."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from mpindex.analysis.balance.parts import parts_by_year
from mpindex.analysis.balance.result import Balance
from mpindex.analysis.balance.shifts import positions, shifts
from mpindex.analysis.inputs import codes_of, world_of
from mpindex.arguments import named_arguments, names, whole_number
from mpindex.errors import DataError
from mpindex.grammar.library import definition as find_definition
from mpindex.typing import DatasetLike

#: The first year in which today's states could balance.
FIRST = 1992
#: Years before and after a shock that are compared.
WINDOW = 3


@named_arguments
def balance(
    unit: str | Sequence[str],
    dataset: DatasetLike = None,
    *,
    since: int = FIRST,
    shocks: int | Iterable[int] = (2014, 2022),
    window: int = WINDOW,
) -> Balance:
    """Ask where states stand between the great powers, year by year, and how they moved after a shock.

    Each figure stands in the year that it describes; nothing is carried from one year to the next. Standing balance, which
    is a level, is told apart from hedging, which is change; and of a change in distance, what the state did itself from
    what the great power did.

    Parameters
    ----------
    unit : str or list of str
        Codes or names.
    dataset : Dataset, optional
        The bundled world when None. Arms count once SIPRI's register is joined from one's own copy.
    since : int, default 1992
        The first year.
    shocks : int or list of int, default (2014, 2022)
        Years after which distances in votes are compared with those before.
    window : int, default 3
        How many years before and after.

    Returns
    -------
    Balance
        Parts by year with places among all states, standing and hedging, the shifts after shocks.

    Raises
    ------
    UnknownUnit
        No such unit, with the nearest.
    OptionError
        Years or a window that are no whole numbers.
    DataError
        The data have none of the figures.

    Examples
    --------
    >>> found = balance(["KAZ", "TUR"])
    >>> found.shifts.query("unit == 'KAZ' and power == 'RUS'")["shock"].tolist()
    [2014, 2022]
    """
    world = world_of(dataset).at(None)
    codes = codes_of(world, names("unit", unit, "['KAZ', 'UZB']"))
    first = whole_number("since", since)
    given = list(shocks) if isinstance(shocks, Iterable) else [shocks]
    years = sorted({whole_number("shocks", year) for year in given})
    span = whole_number("window", window, least=1)
    definition = find_definition("multivector")
    parts = parts_by_year(definition, world, range(first, world.reference_year + 1))
    if not parts:
        raise DataError(
            f"the data have no figure of trade, votes or memberships since {first}: ask of the bundled world"
        )
    points = positions(world)
    moved = [shifts(points, code, years, span) for code in codes]
    return Balance(
        units=tuple(codes), parts=parts, shifts=pd.concat(moved, ignore_index=True), shocks=tuple(years),
        definition=definition, dataset=world,
    )  # fmt: skip
