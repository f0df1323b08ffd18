"""Each definition beside the published index or list that it follows: does it find what its model found?"""

from __future__ import annotations

import warnings
from typing import Any

import pandas as pd

from mpindex.dataset.bundled import load
from mpindex.dataset.dataset import Dataset
from mpindex.dataset.states import states_of
from mpindex.errors import MpindexError, MpindexWarning
from mpindex.grammar.library import definition, every_definition
from mpindex.grammar.model import GREAT_BY_RULE, MIDDLE_OF_PACK, TIERS
from mpindex.index.index import Index

#: From this rank correlation on a ranking is its model's own, and from the second on it follows its model.
SAME, ALIKE = 0.995, 0.8
#: A definition follows a list if it finds this share of those members that it can score: a convention.
FOUND = 2 / 3

FAITHFUL, STYLE, FAILS, RENAMED = "faithful", "style", "fails its model", "under its own name"
NO_RESULT, NOT_BUNDLED = "no published result", "needs figures that are not bundled"

_COLUMNS = (
    "model", "published", "year", "common", "rank_correlation", "members", "members_in", "added", "beside_model",
)  # fmt: skip


def models(dataset: Dataset | None = None) -> pd.DataFrame:
    """Hold every definition that follows a published index or list to its model's own result.

    The figures are those of the model's year, among the states of that year.

    Parameters
    ----------
    dataset : Dataset, optional
        What the definitions are applied to; the bundled data when None.

    Returns
    -------
    DataFrame
        By id of the definition:

        model, published : the index or list, and what of it is at hand: ranking, list, both, or none.
        year : of the figures; missing for the newest.
        common, rank_correlation : states that both rank, and Spearman's correlation of the two orders among them.
        members, members_in, added : states on the list that can be scored, how many of them the definition's middle
            holds, and how many others it holds.
        beside_model : faithful (rank correlation from .995 on; or every member, and nobody else), style (from .8 on;
            two thirds of the members), or fails its model; under its own name, where a definition that does not find
            its model's states bears no other's name; or why nothing can be said.

    Examples
    --------
    >>> table = models()
    >>> table.loc["cinc", "beside_model"]
    'faithful'
    """
    world = load() if dataset is None else dataset
    rows = {item.id: beside_model(item, world) for item in every_definition() if _model(item)}
    return typed(pd.DataFrame.from_dict(rows, orient="index", columns=list(_COLUMNS)).rename_axis("id"))


def beside_model(item: Any, world: Dataset) -> dict[str, Any]:
    """Return what `models` says of one definition; nothing but blanks for one that follows none.

    Parameters
    ----------
    item : Definition
        A definition, or one in Python.
    world : Dataset
        Of all years.
    """
    model = _model(item)
    row: dict[str, Any] = dict.fromkeys(_COLUMNS)
    if not model:
        return {**row, "model": "", "published": "", "beside_model": ""}
    places, members = _places(model, world), _members(model, world)
    kinds = [kind for kind, given in (("ranking", places), ("list", members)) if given]
    row |= {"model": model["model"], "published": " and ".join(kinds) or "none", "year": model.get("year")}
    if not kinds:
        return {**row, "beside_model": NO_RESULT}
    try:
        index = _index(item, world, model.get("year"))
    except MpindexError:
        return {**row, "beside_model": NOT_BUNDLED}
    row |= _order(index, places) if places else {}
    row |= _membership(index, members) if members else {}
    return {**row, "beside_model": _verdict(row, item.fidelity)}


def _model(item: Any) -> dict[str, Any]:
    return dict(getattr(item, "imitates", {}))


def _places(model: dict[str, Any], world: Dataset) -> dict[str, float]:
    """The published places, best first: given one by one, those of a replica, or those of a bundled indicator."""
    if "definition" in model:
        return _places(definition(model["definition"]).imitates, world)
    if "indicator" not in model:
        return dict(model.get("places") or {})
    if model["indicator"] not in world.indicators:
        return {}
    column = world.at(model.get("year")).frame[model["indicator"]].dropna()
    return {str(unit): float(place) for unit, place in column.rank(ascending=False).items()}


def _members(model: dict[str, Any], world: Dataset) -> frozenset[str]:
    """Who is on the list: all, or those that it gives one label."""
    if "list" not in model:
        return frozenset(model.get("members") or ())
    rows = world.at(None).lists
    rows = rows[rows["list"] == model["list"]]
    return frozenset(rows.loc[rows["label"] == model["label"], "unit"] if "label" in model else rows["unit"])


def _index(item: Any, world: Dataset, year: int | None) -> Index:
    """The definition on the figures and the states of the model's year."""
    then = world.at(None) if year is None else states_of(world, year)
    with warnings.catch_warnings():  # a figure that was constant in an early year is no news
        warnings.simplefilter("ignore", MpindexWarning)
        index: Index = item.apply(then)
    return index


def _order(index: Index, places: dict[str, float]) -> dict[str, Any]:
    pair = pd.DataFrame({"ours": index.ranks, "published": pd.Series(places)}).dropna().astype(float)
    return {"common": len(pair), "rank_correlation": pair["ours"].rank().corr(pair["published"].rank())}


def _membership(index: Index, members: frozenset[str]) -> dict[str, Any]:
    """Whom the definition's middle has in common with a list; the height of a band, whatever it is called."""
    heights = {label: index.definition.height(label) for label in index.definition.bands}
    heights[GREAT_BY_RULE] = TIERS[0]
    middle = {unit for unit, label in index.bands.items() if heights.get(label) in (TIERS[1], MIDDLE_OF_PACK)}
    scored = members & set(index.scores.dropna().index)
    return {"members": len(scored), "members_in": len(scored & middle), "added": len(middle - members)}


def _verdict(row: dict[str, Any], fidelity: str) -> str:
    order, members = row["rank_correlation"], row["members"]
    if (order is None or order >= SAME) and (
        members is None or (row["members_in"] == members and not row["added"])
    ):
        return FAITHFUL
    if (order is None or order >= ALIKE) and (members is None or row["members_in"] >= FOUND * members):
        return STYLE
    return RENAMED if fidelity == "own" else FAILS


def typed(table: pd.DataFrame) -> pd.DataFrame:
    """Return a table with the columns of `models` as whole numbers and floats that may be missing."""
    whole = dict.fromkeys(("year", "common", "members", "members_in", "added"), "Int64")
    return table.astype({**whole, "rank_correlation": float})
