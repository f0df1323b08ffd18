"""The list of all definitions, and what each says of a state."""

from __future__ import annotations

from typing import Any

import pandas as pd

from mpindex.analysis.inputs import world_of
from mpindex.analysis.listing.models import beside_model, typed
from mpindex.arguments import named_arguments
from mpindex.dataset.dataset import Dataset
from mpindex.errors import MpindexError
from mpindex.grammar.library import every_definition
from mpindex.typing import DatasetLike


@named_arguments
def definitions(unit: str | None = "KAZ", dataset: DatasetLike = None) -> pd.DataFrame:
    """List all definitions, those of other packages among them, and what each says of a unit.

    Parameters
    ----------
    unit : str or None
        The unit, by code or name, that they are asked about. All of them are applied, which takes seconds;
        ``unit=None`` applies none, and is quick.
    dataset : Dataset, optional
        What they are applied to; the bundled world when None.

    Returns
    -------
    DataFrame
        By id: title, family, fidelity, original_weight (share of the published index's weight that is there),
        question, indicators (how many), needs (figures that are not bundled), source.
        Beside the published index or list that it follows: model, published, year, common, rank_correlation, members,
        members_in, added and beside_model, as `mpindex.analysis.listing.models.models` tells them.
        Of the unit rank, n (units with a score), band, base_rate (share of the n in the same band), coverage, and
        remark: why a definition could not be applied, or that the unit is outside its scope.

    Examples
    --------
    >>> definitions(unit=None).loc["elcano", "needs"][:28]
    'energy, primary_goods, manuf'
    """
    items = every_definition()
    rows = [_about(item) for item in items]
    if unit is None:
        return pd.DataFrame(rows).set_index("id")
    world = world_of(dataset)
    code = world.find(unit)
    answers = [_answer(item, world, code) for item in items]
    beside = [beside_model(item, world) for item in items]
    table = pd.DataFrame(
        [{**row, **held, **answer} for row, held, answer in zip(rows, beside, answers, strict=True)]
    )
    return typed(table.set_index("id").astype({"rank": "Int64", "n": "Int64"}))


def _about(item: Any) -> dict[str, Any]:
    """What a definition says of itself; one in Python may not say what it needs."""
    return {
        "id": item.id,
        "title": item.title,
        "family": item.family,
        "fidelity": item.fidelity,
        "original_weight": getattr(item, "original_weight", 1.0),
        "question": item.question,
        "indicators": len(item.indicators),
        "needs": ", ".join(getattr(item, "needs", ())),
        "source": "; ".join(item.sources),
    }


def _answer(item: Any, dataset: Dataset, unit: str) -> dict[str, Any]:
    """What a definition says of a unit."""
    answer = {"rank": None, "n": None, "band": None, "base_rate": float("nan"), "coverage": float("nan")}
    try:
        index = item.apply(dataset)
    except MpindexError as fault:
        return {**answer, "remark": str(fault).splitlines()[0]}
    row, (same, n) = index.table.loc[unit], index.base_rate(unit)
    answer |= {"n": n, "coverage": float(row["coverage"])}
    if index.scores.isna()[unit]:
        return {**answer, "remark": f"{unit} has no score"}
    if len(index.banding.bands):
        answer["base_rate"] = same / n
    return {**answer, "rank": int(row["rank"]), "band": row.get("band"), "remark": ""}
