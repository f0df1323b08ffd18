"""What happens when each indicator or dimension is left out: its weight set to 0, everything else equal."""

from __future__ import annotations

import numpy as np

from mpindex.engine.plan import Plan
from mpindex.typing import Array


def without(plan: Plan) -> Array:
    """Scores of every unit with each element but the root left out in turn, (elements - 1, units).

    The weights of its siblings are rescaled. The only one that counts in its dimension takes the dimension out with
    it. NaN throughout where nothing would be left, and for what counts nothing anyway the scores as they are.

    Parameters
    ----------
    plan : Plan
        The plan of an index.

    Returns
    -------
    array
        (elements - 1, units).
    """
    x = plan.stage("normalised")
    return np.stack([plan.aggregate(x, weights)[:, -1] for weights in _weights(plan)])


def _weights(plan: Plan) -> Array:
    """(elements - 1, elements): the weights in use, with one element's set to 0 in each row."""
    many = np.repeat(plan.weights[None], len(plan.elements) - 1, axis=0)
    for element in range(len(many)):
        here = element
        many[element, here] = 0.0
        while (
            plan.parent[here] >= 0
            and not many[element][plan.children[plan.parent[here] - len(plan.leaves)]].any()
        ):
            here = plan.parent[here]
            if plan.parent[here] < 0:
                break
            many[element, here] = 0.0
            lowest = plan.children[here - len(plan.leaves)]
            many[element, lowest] = plan.weights[
                lowest
            ]  # still computed, so that it does not count as missing
    return many
