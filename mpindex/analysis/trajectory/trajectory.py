"""A unit through the years by one definition, on a basket of indicators that stays the same for all that are drawn."""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

import mpindex.analysis.trajectory.words as words
from mpindex.analysis.inputs import world_of
from mpindex.analysis.titles import titles
from mpindex.analysis.trajectory.basket import Availability, availability, dropped_from, later_start, reduced
from mpindex.analysis.trajectory.full_places import FullPlaces
from mpindex.analysis.trajectory.leaps import leaps, on_common_figures
from mpindex.analysis.trajectory.lost_parts import asks_for, lost_names, too_few_marks
from mpindex.analysis.trajectory.result import CommonFigures, Trajectory
from mpindex.analysis.trajectory.years import Years
from mpindex.arguments import mapping, named_arguments, names, option, share, whole_number
from mpindex.dataset.dataset import Dataset
from mpindex.engine.tree import Tree
from mpindex.errors import DefinitionError, OptionError
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import definition as find_definition
from mpindex.typing import DatasetLike, DefinitionLike

SCALES = ("frozen", "yearly")
BASKETS = ("drawn", "set")
UNDATED = ("as dated", "every year")
#: An indicator is in the basket if at least this share of the units has a figure in every year.
ENOUGH = 0.5


@named_arguments
def trajectory(
    unit: str | Sequence[str],
    definition: DefinitionLike,
    years: int | Iterable[int],
    dataset: DatasetLike = None,
    *,
    peers: str | Sequence[str] = (),
    basket: str = "drawn",
    undated: str = "as dated",
    scale: str = "frozen",
    base_year: int | None = None,
    enough: float = ENOUGH,
    parameters: Mapping[str, Any] | None = None,
) -> Trajectory:
    """Follow a unit and its peers through the years, each year from what was known then.

    The basket is constant for all that are drawn: an indicator is in it if at least `enough` of each year's units have a
    figure, and every unit drawn has one in each year in which it was a state. Else a rank would move because a figure
    appeared or grew too old. What is out is named, with the reason; what stays is as heavy beside the rest as it was. So
    moves can be read as history, and the level of a rank is that of a shorter index: `table` has the definition's own
    place beside it. Figures of other units still enter and leave; what
    that does to their own ranks is in `changes` and `notes`, and it moves those drawn by a rank or two.

    A country has no score for a year at whose end it was no state, though publishers carry figures back. A result
    normalised ``then`` is so year by year. Weights found from the data are those of the newest.

    Parameters
    ----------
    unit : str or list of str
        Code or, for countries, a name; of several the first is followed and the others are its peers.
    definition : str, path, mapping or Definition
        A definition with a tree.
    years : int or list of int
        Whole numbers, as in ``range(1995, 2025)``; sorted, each once.
    dataset : Dataset, optional
        The bundled world when None.
    peers : str or list of str
        Units drawn beside it, by code or name.
    basket : {"drawn", "set"}
        "drawn": constant for the units drawn. "set": more of the definition, as nothing is asked of the units drawn;
        each of their figures that enters or leaves is named, with the leap that it makes, and the first and the last
        year are compared on what is known in both.
    undated : {"as dated", "every year"}
        How an indicator counts of which there are figures of one year alone, as of a list without dates: as dated it is
        in no basket but that of the years after it; or the same figures count in every year.
    scale : {"frozen", "yearly"}
        "frozen": outliers are treated and indicators normalised with what is learned once, from `base_year`, or from all
        these years pooled when None, so that scores can be compared between years (a share of a total stays one of the
        year's total). "yearly": from each year itself.
    base_year : int, optional
        The year that a frozen scale is learned from.
    enough : float
        Share of the units, above 0 and at most 1.
    parameters : mapping of str to object, optional
        Of the definition.

    Returns
    -------
    Trajectory
        Scores, ranks, bands and coverage of all units in every year, what entered and left, and the sentence.

    Raises
    ------
    UnknownUnit
        No such unit, with the nearest.
    OptionError
        No year, years that are no whole numbers, no such scale or basket, a share or parameters that are none.
    DataError
        A year is beyond the newest figures, no value reaches a year, or no indicator reaches all of them.
    DefinitionError
        A faulty definition, or one that is not a tree of indicators (a Python one).

    Examples
    --------
    >>> rise = trajectory("KAZ", "wood", [2000, 2020])
    >>> rise.ranks["KAZ"].to_dict()
    {2000: 71.0, 2020: 52.0}
    """
    option("scale", scale, SCALES)
    option("basket", basket, BASKETS)
    option("undated", undated, UNDATED)
    threshold, chosen = share("enough", enough), _years(years)
    base = None if base_year is None else whole_number("base_year", base_year)
    values = mapping("parameters", parameters, "{'region': 'SCO'}")
    world = world_of(dataset).at(None)
    codes = _codes(world, unit, peers)
    given = find_definition(definition)
    if not isinstance(given, Definition):
        raise DefinitionError(f"{given.id!r} is written in Python: it has no tree of indicators to follow")
    timeless = world.undated if undated == "every year" else ()
    worlds = {year: world.redated(timeless, year).at(year) for year in chosen}
    available = availability(given, worlds, values)
    dropped = dropped_from(available, threshold, codes if basket == "drawn" else ())
    few = too_few_marks(given, dropped)
    dropped |= few
    cut = reduced(given, dropped)
    based = None if base is None else world.redated(timeless, base).at(base)
    scored = Years(cut, world, worlds, values, scale, based)
    try:
        frames = scored.frames()
    except DefinitionError as fault:
        raise DefinitionError(f"{fault}\n  {words.alone_note(worlds, scored.possible_alone())}") from None
    weights = _weights(given, values)
    held = sum(weight for name, weight in weights.items() if name not in dropped)
    remarks = _remarks(
        given, world, available, dropped, {**dropped_from(available, threshold), **few}, codes, weights
    )
    return Trajectory(
        unit=codes[0], peers=codes[1:], definition=cut, dataset=world,
        basket=tuple(name for name in available.leaves if name not in dropped), dropped=dropped,
        share=held,
        scale=scale, base_year=base, **frames,
        known=scored.known,
        changes=leaps(scored, frames["ranks"].to_numpy(), [world.units.index(code) for code in codes]),
        full=FullPlaces(given, world, tuple(chosen), values),
        common=_common(scored, frames["ranks"], codes),
        remarks=(
            *remarks, *scored.notes, *words.thin_notes(frames["coverage"][list(codes)].rename(columns=world.names))
        ),
    )  # fmt: skip


def _codes(world: Dataset, unit: str | Sequence[str], peers: str | Sequence[str]) -> tuple[str, ...]:
    """The codes of all that are drawn, the unit first, each once."""
    first = names("unit", unit, "['KAZ', 'UZB']")
    if not first:
        raise OptionError("unit: none is given; name one, as in trajectory('KAZ', ...)")
    return tuple(
        dict.fromkeys(world.find(code) for code in (*first, *names("peers", peers, "['UZB', 'TUR']")))
    )


def _weights(definition: Definition, parameters: Mapping[str, Any]) -> dict[str, float]:
    """The share of each indicator in the weight of the whole definition, as the file gives it."""
    tree = Tree(definition.bind(parameters))
    effective = tree.effective(tree.given_weights)
    return {leaf.id: float(effective[i]) for i, leaf in enumerate(tree.leaves)}


def _remarks(
    given: Definition,
    world: Dataset,
    available: Availability,
    dropped: Mapping[str, str],
    scarce: Mapping[str, str],
    codes: Sequence[str],
    weights: Mapping[str, float],
) -> list[str]:
    """What must be known of the basket: how much it is, what is out for the units drawn alone, and bands that are lost."""
    named = titles(given, world)
    for_drawn = {name: weights[name] for name in dropped if name not in scarce}
    start = later_start(available, codes, list(for_drawn)) if for_drawn else None
    return [
        *words.basket_notes(
            {named[name]: why for name, why in dropped.items()},
            {named[name]: weight for name, weight in for_drawn.items()},
            sum(weight for name, weight in weights.items() if name not in dropped),
            start,
        ),
        *words.band_notes(
            [named[name] for name in asks_for(given.spec.get("bands"), lost_names(given, dropped))]
        ),
    ]


def _common(scored: Years, ranks: pd.DataFrame, codes: Sequence[str]) -> dict[str, CommonFigures]:
    """By unit drawn: its ranks in its first and last year on what it has in both, where it has not the same in both."""
    common = {}
    for code in codes:
        ranked = np.flatnonzero(ranks[code].notna())
        if not len(ranked):
            continue
        pair = on_common_figures(scored, list(ranks).index(code), int(ranked[0]), int(ranked[-1]))
        if pair is not None:
            first, last = (None if np.isnan(rank) else int(rank) for rank in pair[1])
            common[code] = CommonFigures(tuple(pair[0]), first, last)
    return common


def _years(years: object) -> list[int]:
    """Years given as one or many, sorted, each once."""
    given = [years] if isinstance(years, int) else years
    try:
        if isinstance(given, str) or not isinstance(given, Iterable):
            raise TypeError
        given = tuple(given)
        if any(isinstance(year, bool) for year in given):
            raise TypeError
        chosen = sorted({operator.index(year) for year in given})
    except TypeError:
        raise OptionError(f"years are whole numbers, as in years=range(1995, 2025); not {years!r}") from None
    if not chosen:
        raise OptionError("years: no year is given; name some, as in years=range(1995, 2025)")
    return chosen
