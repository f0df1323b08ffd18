"""Choices that change nothing but how indicators are normalised: draws that differ in them run together on one plan.

Where the lines of many indicators are drawn on grids of their own, hardly two draws would share a plan.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from mpindex.engine.plan import Plan
from mpindex.grammar.model import Call, Model, Node, Settings
from mpindex.typing import Array, Ints, Places
from mpindex.uncertainty.choices.choices import Choice
from mpindex.uncertainty.runs.variants import Variants

#: With fewer combinations than this each has a plan of its own, whose draws are one product of matrices.
WORTHWHILE = 256


@dataclass(frozen=True, eq=False)
class Rescaling:
    """A choice that changes the normalised values of some leaves, and nothing else.

    Attributes
    ----------
    name : str
    leaves : Places
        Their numbers.
    columns : Array
        (alternatives, units, leaves), their values by each alternative.
    """

    name: str
    leaves: Places
    columns: Array

    def put(self, x: Array, numbers: NDArray[np.number]) -> None:
        """Put the columns of the alternatives drawn, (draws,), into normalised values (draws, units, leaves)."""
        x[..., self.leaves] = self.columns[numbers.astype(np.intp)]


def rescalings(variants: Variants) -> tuple[Rescaling, ...]:
    """Return the choices that only rescale; none where that is not sure of each of them, or not worth while.

    It is sure where each changes leaves of its own, these tell something whatever is chosen, no weights are found from
    the values, and no other choice touches them.

    Parameters
    ----------
    variants : Variants
        Of all choices.
    """
    base, choices = variants.base, variants.choices
    scaling = [_says_normalise(choice) for choice in choices]
    combinations = math.prod(choice.size for choice, scales in zip(choices, scaling, strict=True) if scales)
    if combinations < WORTHWHILE or any(node.settings.weigh.name != "given" for node in base.nodes):
        return ()
    plans = [_alone(variants, i) for i in range(len(choices))]
    made, changed = [], np.zeros(len(base.leaves), dtype=np.int_)
    for choice, scales, own in zip(choices, scaling, plans, strict=True):
        if not all(_fits(plan, base, scales) for plan in own):
            return ()
        if scales:
            leaves = np.flatnonzero(sum(_changed(plan, base) for plan in own))
            changed[leaves] += 1
            made.append((choice.name, leaves, own))
    if (changed > 1).any():
        return ()
    return tuple(
        Rescaling(name, leaves, np.stack([plan.stage("normalised")[:, leaves] for plan in own]))
        for name, leaves, own in made
    )


def _says_normalise(choice: Choice) -> bool:
    return all("normalise" in path.split(".") for changes in choice.changes for path in changes)


def _alone(variants: Variants, i: int) -> list[Plan]:
    """The plan of each alternative of a choice, all others as they stand."""
    none = [-1] * len(variants.choices)
    return [variants.plan((*none[:i], number, *none[i + 1 :])) for number in range(variants.choices[i].size)]


def _fits(plan: Plan, base: Plan, scales: bool) -> bool:
    """Whether a plan differs from another in scales alone, or not in them."""
    if (plan.dead != base.dead).any():
        return False
    if scales:
        return _unscaled_model(plan.model) == _unscaled_model(base.model)
    return plan.stages.key("normalised") == base.stages.key("normalised")


def _changed(plan: Plan, base: Plan) -> Ints:
    """(leaves,): 1 for those that a plan normalises otherwise than another, else 0."""
    pairs = zip(plan.leaves, base.leaves, strict=True)
    return np.array([one.settings.normalise != other.settings.normalise for one, other in pairs], np.int_)


def _unscaled_model(model: Model) -> Model:
    return replace(model, root=_unscaled(model.root))


def _unscaled(node: Node) -> Node:
    """A node with no word of how anything in it is normalised."""
    children = tuple(
        _unscaled(child) if isinstance(child, Node) else replace(child, settings=_silent(child.settings))
        for child in node.children
    )
    return replace(node, settings=_silent(node.settings), children=children)


def _silent(settings: Settings) -> Settings:
    return replace(settings, normalise=Call("none"))
