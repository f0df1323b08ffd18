"""What stands beside each number on a page: its name, unit, year, source and licence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from mpindex.catalogue import Indicator
from mpindex.dataset.dataset import Dataset
from mpindex.engine.plan import Plan
from mpindex.grammar.model import Derived, Leaf
from mpindex.pages.explore.columns import Columns, members
from mpindex.steps.rank import competition


def figures_of(plan: Plan, columns: Columns) -> list[dict[str, Any]]:
    """Return, leaf by leaf, the figures as they were before any scaling, and where they come from.

    Values, years and ranks in the indicator alone go to `columns`.
    """
    ranks = competition((plan.stage("denominated") * plan.direction).T).T
    raw = plan.stage("raw")
    return [
        {
            **_about(leaf, plan),
            "values": columns.add(raw[:, j]),
            "years": columns.add_whole(plan.years[:, j]),
            "ranks": columns.add_whole(ranks[:, j]),
            "standIns": _stand_ins(leaf, plan, np.asarray(plan.stand_ins[:, j])),
        }
        for j, leaf in enumerate(plan.leaves)
    ]


def _about(leaf: Leaf, plan: Plan) -> dict[str, Any]:
    derived = {item.id: item for item in plan.model.derived}
    name = leaf.source
    if name in derived:
        about = {"name": _words(name), "unit": "", "made": _recipe(derived[name])}
    else:
        entry = _entry(name, plan.dataset)
        about = {"name": entry.name or _words(name), "unit": entry.unit, "made": ""}
    if leaf.settings.per is not None:
        about["made"] = f"{about['made']} per {_words(leaf.settings.per.indicator)}".strip()
    sources = [_source(_entry(part, plan.dataset)) for part in _inputs(name, derived)]
    return {
        **about,
        "name": leaf.title or about["name"],
        "sources": list(dict.fromkeys(sources)),
        "less": bool(plan.direction[plan.leaves.index(leaf)] < 0),
    }


def _words(name: str) -> str:
    return name.replace("_", " ")


def _recipe(item: Derived) -> str:
    return f"{item.verb} of {', '.join(_words(name) for name in item.inputs)}"


def _inputs(name: str, derived: Mapping[str, Derived]) -> list[str]:
    """The indicators that a figure is made from, derived ones resolved."""
    if name not in derived:
        return [name]
    return [part for other in derived[name].indicators for part in _inputs(other, derived)]


def _entry(name: str, dataset: Dataset) -> Indicator:
    return dataset.indicator(name) if name in dataset.indicators else Indicator(name)


def _source(entry: Indicator) -> str:
    licence = f" [{entry.licence}]" if entry.licence else ""
    return f"{entry.citation or entry.source or f'{_words(entry.id)}: no source given'}{licence}"


def _stand_ins(leaf: Leaf, plan: Plan, mask: Any) -> dict[int, str]:
    """Which values come from another source than the indicator's own, and from which, where that is known."""
    dataset = plan.dataset
    if not mask.any():
        return {}
    sources = dataset.sources[leaf.source] if leaf.source in dataset.indicators else None
    return {i: "" if sources is None else str(sources.iloc[i]) for i in members(mask)}
