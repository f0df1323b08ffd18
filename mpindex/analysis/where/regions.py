"""The regional verdict under every rule for the region, and in every grouping of the unit: the choice often decides."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import pandas as pd

from mpindex.analysis.where.standing import Standing
from mpindex.engine.groups import WITHOUT_GREAT
from mpindex.errors import MpindexWarning
from mpindex.units.relations import groupings_of

#: The parameter of a regional definition that says who is in whose region.
PARAMETER = "region"
COLUMNS = ("kind", "share", "rank", "n", "lead", "band", "power", "lenient")


def regions(standing: Standing) -> pd.DataFrame:
    """Return a unit's regional verdict by region, the definition's own region first.

    Parameters
    ----------
    standing : Standing
        The unit by a definition with a parameter `region`.

    Returns
    -------
    DataFrame
        By name of the region: kind (rule: another rule for the neighbourhood, from the definition's `uncertainty`; or
        grouping), share (the score), rank among n, lead, band, power (whether it is in the first band) and lenient
        (whether it would be by the lowest lines that `uncertainty` allows). Under a rule ranks are of all units; in a
        grouping they are taken below the great powers, except those of a great power. Empty where the definition has
        no such parameter.
    """
    index = standing.index
    own = index.parameters.get(PARAMETER)
    if own is None:
        return pd.DataFrame(columns=list(COLUMNS))
    kinds = {str(own): "rule", **{str(name): "rule" for name in _alternatives(standing)}}
    suffix = WITHOUT_GREAT if str(own).endswith(WITHOUT_GREAT) else ""
    groups = groupings_of(standing.unit, index.dataset.groups, index.dataset.reference_year)
    for name in ["world", *groups]:
        kinds.setdefault(f"{name}{suffix}", "grouping")
    rows = {}
    for name, kind in kinds.items():
        there = standing if name == own else _in_region(standing, name)
        if there.n > 1 and there.scored:
            rows[name] = {"kind": kind, **_row(there, among_all=kind == "rule")}
    return pd.DataFrame.from_dict(rows, orient="index", columns=list(COLUMNS)).rename_axis("region")


def _alternatives(standing: Standing) -> list[Any]:
    """The rules for the region that the definition's maker could have chosen."""
    given = (standing.index.definition.spec.get("uncertainty") or {}).get(f"parameters.{PARAMETER}")
    return list(given) if isinstance(given, list) else []


def _in_region(standing: Standing, region: str) -> Standing:
    """The unit by the same definition in another region."""
    with warnings.catch_warnings():  # in a small grouping a figure can be alike for all: no news of the state
        warnings.simplefilter("ignore", MpindexWarning)
        index = standing.index.definition.apply(standing.index.dataset, parameters={PARAMETER: region})
    return Standing(index, standing.unit)


def _row(standing: Standing, *, among_all: bool) -> dict[str, Any]:
    index, lead = standing.index, standing.reported("lead")
    scores, great, place = index.array[:, -1] * index.sign, index.banding.great, index.row(standing.unit)
    peers = scores[(~great | great[place] | among_all) & ~np.isnan(scores)]
    lines = lowest_lines(standing)
    power = standing.band in index.definition.bands[:1]
    lenient = not great[place] and all(
        value >= lines[name] for name, value in (("score", standing.score), ("lead", lead)) if name in lines
    )
    return {
        "share": standing.score,
        "rank": int((peers > scores[place]).sum()) + 1,
        "n": len(peers),
        "lead": lead,
        "band": standing.band,
        "power": power,
        "lenient": power or lenient,
    }


def own_lines(standing: Standing) -> dict[str, float]:
    """Return the lower bounds of the first band by the quantity that they bind."""
    return {quantity: bound for quantity, bound, _ in _bounds(standing)}


def lowest_lines(standing: Standing) -> dict[str, float]:
    """Return the lowest bound of each quantity of the first band that the definition's `uncertainty` allows."""
    varied = standing.index.definition.spec.get("uncertainty") or {}
    lines = {}
    for quantity, bound, path in _bounds(standing):
        given = varied.get(path)
        ends = given.get("uniform") if isinstance(given, dict) else None
        lines[quantity] = float(ends[0]) if ends else bound
    return lines


def _bounds(standing: Standing) -> list[tuple[str, float, str]]:
    """Quantity, bound and path of each number that the first band asks for at least."""
    bands = standing.index.plan.model.bands
    return [
        (condition.quantity, float(bound), ".".join(map(str, (*condition.path, key))))
        for condition in (bands[0].conditions if bands else ())
        for key, bound in condition.test
        if key == "min" and isinstance(bound, int | float)
    ]
