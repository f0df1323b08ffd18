"""The table of contents of the steps: every method by step and name, with its formula and what it promises.

A method is a plain function on arrays. Registering it makes it callable from YAML, lists it in `methods()` and in
the documentation, and submits it to the tests of everything that it declares. What the rest of the library must know
about a method stands in its registration and nowhere else, so that a method of another package has it too.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from mpindex.errors import DefinitionError, OptionError, suggest
from mpindex.steps.by_label import same_labels

if TYPE_CHECKING:
    import pandas as pd

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

#: Facts about a method that other parts of the library build on; each is tested of the methods that have it, and
#: its absence of those that do not.
TRAITS = {
    "nests": "applied level by level it is the same as applied once to all leaves with effective weights",
    "between": "the result lies between the least and the most of what goes in",
    "multiplicative": "children are multiplied: a child of 0 makes the score 0, whatever the others are",
    "proportional": "of amounts of which more is more, the results stand to each other as the amounts do",
    "of_the_year": "results are parts of a total of the same year: what another year adds up to means nothing",
    "along_years": "takes (..., years, units, indicators): a gap is filled from the unit's own other years",
    "looks_ahead": "fills a gap of a year from later years too",
    "by_number": "takes the numbers of the units' groups, (units,), for who is compared with whom, with the same results",
}

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True)
class Method:
    """A registered method: its function, and what `register` was told about it."""

    step: str
    name: str
    function: Callable[..., Any]
    formula: str
    main: str | None
    main_names: tuple[str, ...] = field(repr=False)
    keeps: frozenset[str]
    traits: frozenset[str]
    bounds: tuple[float, float] | None
    bounds_option: str | None
    refuses: Callable[..., Any] | None = field(repr=False)
    example: Mapping[str, Any] = field(repr=False)
    unit_options: frozenset[str] = field(repr=False)

    @property
    def summary(self) -> str:
        """The first line of the function's docstring."""
        return (inspect.getdoc(self.function) or "").split("\n")[0]

    @property
    def source(self) -> str:
        """The publication that the function's docstring names under References; empty where it names none."""
        doc = inspect.getdoc(self.function) or ""
        section = re.search(r"^References\n-+\n(.*?)(?:\n\n|\Z)", doc, re.S | re.M)
        return " ".join(section[1].split()) if section else ""

    @cached_property
    def _options(self) -> dict[str, inspect.Parameter]:
        """Options of the function by name: read when asked for, as a process asks for few of all methods."""
        options = inspect.signature(self.function).parameters.items()
        return {name: option for name, option in options if option.kind is option.KEYWORD_ONLY}

    @cached_property
    def parameters(self) -> frozenset[str]:
        """Options that a YAML file may set."""
        return frozenset(self._options.keys() - CONTEXT)

    @cached_property
    def context(self) -> frozenset[str]:
        """Options that the plan fills in from the data."""
        return frozenset(self._options.keys() & CONTEXT)

    @cached_property
    def required(self) -> frozenset[str]:
        """Options without which the function cannot be called."""
        options = self._options
        return frozenset(key for key in self.parameters if options[key].default is inspect.Parameter.empty)


METHODS: dict[str, dict[str, Method]] = {step: {} for step in STEPS}


def register(
    step: str,
    name: str,
    *,
    formula: str = "",
    main: str | None = None,
    main_names: tuple[str, ...] = (),
    keeps: Iterable[str] = (),
    traits: Iterable[str] = (),
    bounds: tuple[float, float] | None = None,
    bounds_option: str | None = None,
    refuses: Callable[..., Any] | None = None,
    example: Mapping[str, Any] | None = None,
    unit_options: Iterable[str] = (),
) -> Callable[[Function], Function]:
    """Register a function as method `name` of `step`.

    A name that is taken is an error, unless by the same function of the same module: a cell of a notebook may be
    changed and run again.

    Parameters
    ----------
    step : str
        One of `STEPS`.
    name : str
        What a YAML file calls the method.
    formula : str
        What it computes, in one line, for the table of contents.
    main : str, optional
        The option that the value in ``{name: value}`` sets, as in ``goalposts: [20, 85]``.
    main_names : tuple of str
        What a file may call the items of the main option, in order, as in ``calibrate: {out: 1, cross: 2, in: 3}``.
    keeps : iterable of str
        Names from `INVARIANTS` that the method promises; each is tested.
    traits : iterable of str
        Names from `TRAITS` that are true of the method; each is tested.
    bounds : tuple of float, optional
        The range of the results, for methods that promise ``"bounds"``.
    bounds_option : str, optional
        The option, a list of numbers, between the least and the most of which the results lie where it is set.
    refuses : callable, optional
        ``refuses(x, **options)`` masks the cells that the method cannot take, so that a caller who knows names can
        say which; the method itself raises DataError with positions.
    example : mapping, optional
        Options with which the method can be tried on three columns of amounts, where it has any without default.
    unit_options : iterable of str
        Options that name units: a file gives their names, the method gets the numbers of their rows.

    Returns
    -------
    callable
        A decorator that registers a function, and returns it with its labels checked (`by_label.same_labels`).

    Raises
    ------
    OptionError
        There is no such step, invariant or trait, or the name is taken.

    Examples
    --------
    >>> METHODS["aggregate"]["arithmetic"].formula
    'sum(w x) / sum(w)'
    """
    if step not in METHODS:
        raise OptionError(f"there is no step {step!r}.{suggest(step, METHODS)} Steps: {', '.join(METHODS)}")
    _require_known(step, name, keeps, INVARIANTS, "invariants")
    _require_known(step, name, traits, TRAITS, "traits")

    def add(plain: Function) -> Function:
        function = same_labels(plain)
        if name in METHODS[step] and _origin(METHODS[step][name].function) != _origin(function):
            raise OptionError(f"{step} method {name!r} is registered already")
        METHODS[step][name] = Method(
            step=step,
            name=name,
            function=function,
            formula=formula,
            main=main,
            main_names=main_names,
            keeps=frozenset(keeps),
            traits=frozenset(traits),
            bounds=bounds,
            bounds_option=bounds_option,
            refuses=refuses,
            example=dict(example or {}),
            unit_options=frozenset(unit_options),
        )
        return function

    return add


def _require_known(step: str, name: str, given: Iterable[str], known: Iterable[str], kind: str) -> None:
    unknown = sorted(set(given) - set(known))
    if unknown:
        names, near = ", ".join(unknown), suggest(unknown[0], known)
        raise OptionError(f"{step} method {name!r} declares unknown {kind}: {names}.{near}")


def _origin(function: Callable[..., Any]) -> tuple[str, str]:
    """Where a function is written: a cell that is run again, or a module loaded again, brings a new one from there."""
    return function.__module__, function.__qualname__


@cache
def load_plugins() -> tuple[str, ...]:
    """Import the modules that other packages name in the entry-point group `mpindex.methods`.

    Importing such a module registers its methods. It is done once, when a name is met that is no method of the
    library: that reads the metadata of every installed package, which no other call should wait for.

    Returns
    -------
    tuple of str
        The names of the modules.

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

    Parameters
    ----------
    step : str
        One of `STEPS`.
    name : str or None
        The name of a method.

    Returns
    -------
    Method or None
        None where there is no such method.

    Examples
    --------
    >>> find("aggregate", "arithmetic").step
    'aggregate'
    """
    if name is None:
        return None
    if name not in METHODS[step]:
        load_plugins()
    return METHODS[step].get(name)


def method(step: str, name: str) -> Method:
    """Look a method up; an unknown name is an error that suggests the nearest.

    Parameters
    ----------
    step : str
        One of `STEPS`.
    name : str
        The name of a method.

    Returns
    -------
    Method
        The method.

    Raises
    ------
    DefinitionError
        There is no method of this name.
    """
    known = find(step, name)
    if known is None:
        raise DefinitionError(
            f"unknown {step} method {name!r}.{suggest(name, METHODS[step])} Known: {', '.join(sorted(METHODS[step]))}"
        )
    return known


def methods(step: str | None = None) -> pd.DataFrame:
    """List the methods of every step, those of installed packages included: the handbook's table of contents.

    Parameters
    ----------
    step : str, optional
        One of `STEPS`; every step when None.

    Returns
    -------
    DataFrame
        By step and method: formula, options (that a YAML file may set), keeps (what is promised and tested), source.

    Raises
    ------
    OptionError
        There is no such step.

    Examples
    --------
    >>> methods("normalise").loc[("normalise", "minmax"), "formula"]
    'low + (high - low) (x - min) / (max - min)'
    """
    import pandas as pd

    if step is not None and step not in METHODS:
        raise OptionError(f"there is no step {step!r}.{suggest(step, METHODS)} Steps: {', '.join(METHODS)}")
    load_plugins()
    rows = [
        (
            each.step,
            each.name,
            each.formula,
            ", ".join(sorted(each.parameters)),
            ", ".join(sorted(each.keeps)),
            each.source,
        )
        for name in (STEPS if step is None else (step,))
        for each in METHODS[name].values()
    ]
    columns = ["step", "method", "formula", "options", "keeps", "source"]
    return pd.DataFrame(rows, columns=columns).set_index(["step", "method"])
