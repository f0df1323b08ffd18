"""What could reasonably vary in a definition that says nothing of it: weights, scaling, one indicator left out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from mpindex.engine.plan import Plan
from mpindex.errors import MpindexError
from mpindex.grammar.definition import Definition
from mpindex.uncertainty.choices.words import method_in_words

#: Each weight may be so much smaller or larger than stated, before they are made to sum to one again.
SPREAD = 0.25
#: Scalings that a maker of an index most often hesitates between (OECD & JRC 2008, step 5; step 7 varies them).
SCALINGS = ("minmax", "zscore", "percentile_rank")


def is_assumed(
    definition: Definition, uncertainty: Mapping[str, Any] | None, chains: Mapping[str, Any] | None
) -> bool:
    """Return whether neither the definition nor the caller says what could vary.

    Parameters
    ----------
    definition : Definition
        An empty `uncertainty: {}` says that nothing could.
    uncertainty, chains : mapping or None
        What the caller gives.
    """
    stated = {"uncertainty", "chains"} & set(definition.spec)
    return uncertainty is None and chains is None and not stated


def assumed(plan: Plan) -> dict[str, Any]:
    """Return choices that could be made otherwise in any index, in the words of a file's `uncertainty`.

    Weights within `SPREAD` where the file gives them, those of `SCALINGS` that give as many units a score where the
    scaling is that of the whole tree, and one indicator left out at a time where there are several.

    Parameters
    ----------
    plan : Plan
        The definition bound to a dataset.
    """
    choices: dict[str, Any] = {}
    given = all(node.settings.weigh.name == "given" for node in plan.nodes)
    if given and any(np.count_nonzero(plan.weights[inside] > 0) > 1 for inside in plan.children):
        choices["weights"] = {"spread": SPREAD}
    scalings = _scalings(plan)
    if len(scalings) > 1:
        choices["normalise"] = scalings
    if np.count_nonzero(~plan.dead[: len(plan.leaves)]) > 1:
        choices["leave_one_out"] = True
    return choices


def in_words(choices: Mapping[str, Any]) -> str:
    """Say what is varied.

    >>> in_words({"weights": {"spread": 0.25}, "normalise": ["minmax", "zscore"], "leave_one_out": True})
    'each weight by up to 25 %, scaling (min-max, z-scores), one indicator left out'
    """
    parts = []
    if "weights" in choices:
        parts.append(f"each weight by up to {SPREAD:.0%}".replace("%", " %"))
    if "normalise" in choices:
        parts.append(f"scaling ({', '.join(map(_called, choices['normalise']))})")
    if "leave_one_out" in choices:
        parts.append("one indicator left out")
    return ", ".join(parts)


def _scalings(plan: Plan) -> list[Any]:
    """The tree's own scaling and the others that work as well; alone where every indicator has one of its own."""
    whole = plan.model.root.settings.normalise
    if not any(leaf.settings.normalise == whole for leaf in plan.leaves):
        return []
    own = plan.definition.spec.get("normalise", "minmax")
    scored = _scored(plan, own)
    return [own, *(name for name in SCALINGS if name != own and _scored(plan, name) == scored)]


def _scored(plan: Plan, scaling: Any) -> int:
    """How many units have a score under a scaling; -1 where it cannot be applied."""
    try:
        changed = plan.definition.with_({"normalise": scaling})
        other = Plan.compile(changed, plan.dataset, plan.parameters, cache=plan.cache)
        scores = other.levels(other.stage("normalised")).score
    except MpindexError:
        return -1
    return int(np.count_nonzero(~np.isnan(scores)))


def _called(scaling: Any) -> str:
    if isinstance(scaling, list):
        return " then ".join(map(_called, scaling))
    return method_in_words(next(iter(scaling)) if isinstance(scaling, Mapping) else str(scaling))
