"""Bands as data for a page: every condition in one of four forms, with what it needs of the data put in.

number   a quantity within bounds: score, rank, position, share, coverage, a node, or a fixed column
leaves   so many of the unit's indicators within a range
cut      a class of the whole distribution of scores
fixed    known beforehand whoever chooses what: the band that another definition gives
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from mpindex.engine.plan import Plan
from mpindex.errors import OptionError
from mpindex.grammar.bands import QUANTITIES, is_cut
from mpindex.grammar.model import GREAT_BY_RULE, TIERS, Condition, thaw
from mpindex.pages.explore.columns import Columns, members
from mpindex.typing import Bools

#: Band methods that the page recomputes itself (static/cuts.js), by the name in a condition.
CUTS = {
    "breaks": "natural_breaks",
    "natural_breaks": "natural_breaks",
    "head_tail": "head_tail",
    "gap": "largest_gap",
    "largest_gap": "largest_gap",
    "quantiles": "quantiles",
    "cumulative_share": "cumulative_share",
    "rank_window": "rank_window",
}
#: What a condition calls an option of a band method otherwise than the method does.
RENAMED = {("gap", "from"): "first", ("gap", "to"): "last"}


def bands_of(plan: Plan, columns: Columns) -> list[dict[str, Any]]:
    """Return the bands in order, each with its label and conditions. Fixed columns of numbers go to `columns`.

    A great power is in no band below the great powers: before each such band stands one of the same conditions that takes
    the great powers, labelled `great by rule`.

    Raises
    ------
    OptionError
        A band rule that a page cannot recompute.
    """
    great = {"form": "fixed", "units": members(plan.banding.great)}
    bands = []
    for band, tier in zip(plan.model.bands, plan.banding.tiers, strict=True):
        conditions = [_condition(condition, plan, columns) for condition in band.conditions]
        if great["units"] and tier in TIERS[1:]:
            bands.append({"label": GREAT_BY_RULE, "conditions": [*conditions, great]})
        bands.append({"label": band.label, "conditions": conditions})
    return bands


def _condition(condition: Condition, plan: Plan, columns: Columns) -> dict[str, Any]:
    name, test = condition.quantity, {key: thaw(value) for key, value in condition.test}
    if name == "leaves":
        return {"form": "leaves", "within": test["within"], **_least(test["at_least"])}
    if is_cut(name, test):
        return _cut(name, test, plan)
    if name in QUANTITIES:
        return _number(condition, test, plan, {"quantity": name})
    nodes = {node.id: i for i, node in enumerate(plan.nodes)}
    if name in nodes:
        return _number(condition, test, plan, {"node": nodes[name]})
    source = {leaf.id: leaf.source for leaf in plan.leaves}.get(name, name)
    if plan.derivation.knows(source):
        return _number(condition, test, plan, {"column": columns.add(plan.derivation.column(source).values)})
    return {"form": "fixed", "units": members(_other(name, test, plan))}


def _least(given: Any) -> dict[str, Any]:
    """How many leaves at least: a number, or a share of those with data."""
    if isinstance(given, str) and given.endswith("%"):
        return {"share": float(given[:-1]) / 100}
    return {"number": given}


def _number(
    condition: Condition, test: Mapping[str, Any], plan: Plan, quantity: Mapping[str, Any]
) -> dict[str, Any]:
    path = ".".join(map(str, condition.path))
    tests = [[key, _bound(condition, bound, plan)] for key, bound in test.items()]
    return {"form": "number", **quantity, "tests": tests, "path": path}


def _bound(condition: Condition, bound: Any, plan: Plan) -> Any:
    """A number, a quantile of the values of some units, or the line that best tells them from others."""
    if isinstance(bound, int | float):
        return float(bound)
    if isinstance(bound, Mapping):
        mask = plan.banding.reference_sets.members(bound.get("of"))
        if "youden" in bound:
            inside, outside = plan.banding.conditions.sides(mask)
            return {"youden": members(inside), "others": members(outside)}
        return {"quantile": float(bound["quantile"]), "of": members(mask)}
    raise OptionError(f"the explore page cannot recompute the condition {condition.quantity}: {bound!r}")


def _other(name: str, test: Mapping[str, Any], plan: Plan) -> Bools:
    """(units,): whether another definition gives a unit the band asked for."""
    bands = plan.banding.others.bands(name)
    met = np.ones(len(bands), dtype=bool)
    for key, wanted in test.items():
        met &= np.isin(bands, wanted if isinstance(wanted, list) else [wanted]) == (key == "is")
    return met


def _cut(name: str, test: Mapping[str, Any], plan: Plan) -> dict[str, Any]:
    if name not in CUTS:
        raise OptionError(
            f"the explore page cannot recompute the band rule {name!r}; it knows {', '.join(CUTS)}"
        )
    wanted = test.get("class", 1)
    options = {
        RENAMED.get((name, key), key): value for key, value in test.items() if key not in ("class", "among")
    }
    return {
        "form": "cut",
        "rule": CUTS[name],
        "options": {"log": False, **options} if name == "gap" else options,
        "classes": wanted if isinstance(wanted, list) else [wanted],
        "groups": _groups(test["among"], plan) if "among" in test else None,
    }


def _groups(among: Any, plan: Plan) -> list[dict[str, list[int]]]:
    """Each comparison group once: who is in it, and whose group it is."""
    inside = plan.derivation.members(among)
    groups = np.unique(inside[inside.diagonal()], axis=0)
    return [{"members": members(group), "owners": members((inside == group).all(axis=1))} for group in groups]
