"""Members: who is in the tier of middle powers in each year by one definition, on a basket that stays the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from mpindex.analysis.inputs import world_of
from mpindex.analysis.membership.pools import pools
from mpindex.analysis.membership.result import Members
from mpindex.analysis.membership.spells import moves
from mpindex.analysis.trajectory.trajectory import ENOUGH, trajectory
from mpindex.arguments import named_arguments, option
from mpindex.errors import DefinitionError
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import definition as find_definition
from mpindex.grammar.model import TIERS
from mpindex.typing import DatasetLike, DefinitionLike
from mpindex.wording import listed, percent


@named_arguments
def members(
    definition: DefinitionLike,
    years: int | Iterable[int],
    dataset: DatasetLike = None,
    *,
    unit: str | None = None,
    tier: str = "middle",
    scale: str = "yearly",
    undated: str = "as dated",
    enough: float = ENOUGH,
    parameters: Mapping[str, Any] | None = None,
) -> Members:
    """Ask who is in a tier in each year, who came and who went, how long they stayed, and how far one unit is from it.

    Parameters
    ----------
    definition : str, path, mapping or Definition
        A definition with a tree, and with bands of that tier.
    years : int or list of int
        As in `trajectory`.
    dataset : Dataset, optional
        The bundled world when None.
    unit : str, optional
        Whose distance is told; every indicator of the basket is then one that this unit has in every year.
    tier : {"middle", "great", "minor", "small"}
        Which tier; bands stand for tiers as the definition says.
    scale : {"yearly", "frozen"}
        "yearly": each year is judged by itself, as the definition would have been applied then. "frozen": by what is learned
        from all years pooled; where anchors are quantiles of money, the tier then grows with prices.
    undated : {"as dated", "every year"}
        How an indicator counts of which there are figures of one year alone; as in `trajectory`.
    enough : float
        Share of the units that must have a figure in every year; as in `trajectory`.
    parameters : mapping of str to object, optional
        Of the definition.

    Returns
    -------
    Members
        Members by year, spells, moves with the figures that may have made them, and the pools of expert lists.

    Raises
    ------
    UnknownUnit
        No such unit, with the nearest.
    OptionError
        No such tier, or wrong years.
    DefinitionError
        None of the definition's bands is of the tier.
    DataError
        As in `trajectory`.

    Examples
    --------
    >>> found = members("wood", [2000, 2020], unit="KAZ")
    >>> found.distance("KAZ").to_dict()
    {2000: 34, 2020: 15}
    """
    option("tier", tier, TIERS)
    world, given = world_of(dataset).at(None), find_definition(definition)
    if tier not in map(given.tier, given.bands):
        raise DefinitionError(_no_tier(given, tier))
    path = trajectory(
        unit if unit is not None else world.units[0], given, years, world, basket="set" if unit is None else "drawn",
        scale=scale, undated=undated, enough=enough, parameters=parameters,
    )  # fmt: skip
    inside = path.bands.map(lambda band: isinstance(band, str) and given.tier(band) == tier)
    return Members(
        unit=None if unit is None else path.unit, tier=tier, inside=inside, trajectory=path,
        moves=moves(inside, path.ranks, path.changes), pools=pools(world, inside), dataset=world,
    )  # fmt: skip


def _no_tier(definition: Definition, tier: str) -> str:
    """Say why a definition has nobody in a tier: its bands stand for others, for none, or it may not speak of tiers."""
    if tier in map(definition.height, definition.bands):
        return (
            f"{definition.id} says no tier: the figures here are {percent(definition.original_weight)} of the weight of the"
            " index that it follows"
        )
    bands = f"its bands are {listed(definition.bands)}" if definition.bands else "it has no bands"
    return f"{definition.id} has no band of the tier {tier!r}: {bands}"
