"""The table of contents of the steps: every method by step and name, with what it promises.

A method is a plain function on arrays. Registering it makes it callable from YAML, lists it in the
documentation, and submits it to the invariant tests of everything it declares to keep.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from mpindex.errors import DefinitionError, suggest

STEPS = ("derive", "denominate", "impute", "screen", "treat", "normalise", "weigh", "aggregate", "band")

#: Parameters that the plan fills in from the data; a YAML file cannot set them.
CONTEXT = frozenset({"direction", "reference", "members", "blocks"})

#: What a method or definition may promise; `mpindex.testing` checks each promise.
INVARIANTS = {
    "permutation": "the order of the units does not matter",
    "scale": "multiplying an indicator by a positive number changes nothing",
    "translation": "adding a number to an indicator changes nothing",
    "monotonicity": "more of an indicator that counts as more never lowers a unit",
    "strict_monotonicity": "more of an indicator that counts as more raises a unit",
    "weight_scaling": "multiplying every weight by the same number changes nothing",
    "dominance": "a unit at least as good everywhere scores at least as high",
    "bounds": "results stay within the stated bounds",
    "idempotence": "a mean of equal numbers is that number; doing it twice is doing it once",
    "ties": "equal units get equal results",
    "irrelevant_units": "leaving one unit out does not change the order of the others",
    "observed": "values that were there are not changed",
    "missing_indicator": "an indicator that no unit has a figure of changes nothing",
    "lipschitz": "a small change of a weight is a small change of every score",
}


@dataclass(frozen=True)
class Method:
    """A registered method: its function, its main argument in YAML, and the invariants it keeps."""

    step: str
    name: str
    function: Callable[..., Any]
    main: str | None
    keeps: frozenset[str]
    bounds: tuple[float, float] | None
    parameters: frozenset[str] = field(repr=False)
    context: frozenset[str] = field(repr=False)

    @property
    def summary(self) -> str:
        """The first line of the function's docstring."""
        return (inspect.getdoc(self.function) or "").split("\n")[0]


METHODS: dict[str, dict[str, Method]] = {step: {} for step in STEPS}


def register(
    step: str,
    name: str,
    *,
    main: str | None = None,
    keeps: Iterable[str] = (),
    bounds: tuple[float, float] | None = None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register a function as method `name` of `step`.

    Parameters
    ----------
    main : the keyword that the value in ``{name: value}`` sets, as in ``goalposts: [20, 85]``.
    keeps : names from `INVARIANTS` that the method promises; each is tested.
    bounds : the range of the results, for methods that promise ``"bounds"``.

    A name that is taken is an error, unless by the same function of the same module: a cell of a notebook may be changed
    and run again.
    """
    if step not in METHODS:
        raise DefinitionError(
            f"there is no step {step!r}.{suggest(step, METHODS)} Steps: {', '.join(METHODS)}"
        )
    unknown = set(keeps) - set(INVARIANTS)
    if unknown:
        raise DefinitionError(
            f"{step} method {name!r} declares unknown invariants: {', '.join(sorted(unknown))}"
        )

    def add(function: Callable[..., Any]) -> Callable[..., Any]:
        if name in METHODS[step] and _origin(METHODS[step][name].function) != _origin(function):
            raise DefinitionError(f"{step} method {name!r} is registered already")
        keyword = {
            p.name for p in inspect.signature(function).parameters.values() if p.kind is p.KEYWORD_ONLY
        }
        METHODS[step][name] = Method(
            step,
            name,
            function,
            main,
            frozenset(keeps),
            bounds,
            frozenset(keyword - CONTEXT),
            frozenset(keyword & CONTEXT),
        )
        return function

    return add


def _origin(function: Callable[..., Any]) -> tuple[str, str]:
    """Where a function is written: a cell that is run again, or a module loaded again, brings a new one from there."""
    return function.__module__, function.__qualname__


@cache
def load_plugins() -> tuple[str, ...]:
    """Import the modules that other packages name in the entry-point group `mpindex.methods`; return their names.

    Importing such a module registers its methods. It is done once, when a name is met that is no method of the
    library: that reads the metadata of every installed package, which no other call should wait for.

    Raises
    ------
    DefinitionError
        A module cannot be imported, or registers a method that is there already; it names the package.
    """
    from importlib.metadata import entry_points

    points = sorted(entry_points(group="mpindex.methods"), key=lambda point: (point.name, point.value))
    for point in points:
        try:
            point.load()
        except Exception as fault:
            package = point.dist.name if point.dist is not None else "unknown"
            raise DefinitionError(
                f"the package {package!r} offers methods in {point.value!r}, which cannot be imported:"
                f" {type(fault).__name__}: {fault}"
            ) from fault
    return tuple(point.value for point in points)


def find(step: str, name: str | None) -> Method | None:
    """Return a method of the library or of an installed package by name, or None.

    >>> find("aggregate", "arithmetic").step
    'aggregate'
    """
    if name is None:
        return None
    if name not in METHODS[step]:
        load_plugins()
    return METHODS[step].get(name)


def method(step: str, name: str) -> Method:
    """Look a method up; an unknown name is an error that suggests the nearest."""
    found = find(step, name)
    if found is None:
        raise DefinitionError(
            f"unknown {step} method {name!r}.{suggest(name, METHODS[step])} Known: {', '.join(sorted(METHODS[step]))}"
        )
    return found
