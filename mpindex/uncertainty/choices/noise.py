"""Errors of measurement as a factor: the publishers' standard errors, or what the user says of an indicator."""

from __future__ import annotations

import math
from collections.abc import Mapping
from numbers import Real
from typing import Any

import numpy as np

from mpindex.engine.plan import Plan
from mpindex.errors import DefinitionError, UnknownIndicator, suggest
from mpindex.typing import Array
from mpindex.uncertainty.choices.choices import Noise


def noise(given: object, plan: Plan) -> Noise | None:
    """Return the errors of the raw figures of a plan as a factor; None where no figure has one.

    Parameters
    ----------
    given : True or mapping
        True: the publishers' standard errors, where there are some. Or a mapping of indicator to ``{sd: ...}``
        (absolute) or ``{cv: ...}`` (a share of the value).
    plan : Plan
        The definition bound to a dataset.

    Returns
    -------
    Noise or None
        With standard deviations (units, leaves).

    Raises
    ------
    DefinitionError
        An indicator that is not in the tree, or an error that is no number of at least 0.
    """
    by_indicator = given if isinstance(given, Mapping) else {}
    if given is not True and not by_indicator:
        raise DefinitionError(
            f"noise is true (the publishers' standard errors) or {{indicator: {{cv: 0.05}}}}, not {given!r}"
        )
    raw = plan.stage("raw")
    sd = np.zeros(raw.shape)
    names = [leaf.source for leaf in plan.leaves]
    for key in by_indicator:
        if key not in names:
            raise DefinitionError(
                f"noise for {key!r}, which is no indicator of the tree.{suggest(key, names)}"
            )
    for j, name in enumerate(names):
        if name in by_indicator:
            absolute, relative = _amounts(name, by_indicator[name])
            sd[:, j] = absolute + relative * np.abs(np.nan_to_num(raw[:, j]))
        elif given is True:
            sd[:, j] = _published_error(plan, name)
    return Noise(sd) if sd.any() else None


def _amounts(name: str, given: Any) -> tuple[float, float]:
    """The absolute error and the share of the value that a user gives for an indicator."""
    if not isinstance(given, Mapping) or not set(given) <= {"sd", "cv"}:
        raise DefinitionError(
            f"noise of {name!r} is {{sd: number}} or {{cv: share of the value}}, not {given!r}"
        )
    for key, value in given.items():
        if not isinstance(value, Real) or not math.isfinite(value) or value < 0:
            raise DefinitionError(f"noise of {name!r}: {key} is a number of at least 0, not {value!r}")
    return float(given.get("sd", 0.0)), float(given.get("cv", 0.0))


def _published_error(plan: Plan, name: str) -> Array:
    """(units,): the publisher's standard error of each value, zero where there is none."""
    try:
        return np.nan_to_num(plan.dataset.values([f"{name}_se"])[:, 0])
    except UnknownIndicator:
        return np.zeros(len(plan.dataset.units))
