"""Arguments of public functions, checked before anything is computed: what was given, by name, and what would be right."""

from __future__ import annotations

import functools
import inspect
import math
import operator
from collections.abc import Callable, Iterable, Mapping
from typing import Any, ParamSpec, TypeVar

import numpy as np

from mpindex.errors import OptionError, suggest

Given = ParamSpec("Given")
Answer = TypeVar("Answer")


def whole_number(name: str, value: object, *, least: int | None = None) -> int:
    """Return a whole number as an int, or say which argument is none.

    >>> whole_number("draws", 10, least=1)
    10
    >>> whole_number("draws", "many", least=1)
    Traceback (most recent call last):
    mpindex.errors.OptionError: draws is a whole number of at least 1, as in draws=1, not 'many'
    """
    try:
        number = None if isinstance(value, bool | np.bool_) else operator.index(value)  # type: ignore[arg-type]
    except TypeError:
        number = None
    if number is None or (least is not None and number < least):
        smallest = "" if least is None else f" of at least {least}, as in {name}={least}"
        raise OptionError(f"{name} is a whole number{smallest}, not {value!r}")
    return number


def share(name: str, value: object) -> float:
    """Return a share above 0 and at most 1 as a float, or say which argument is none.

    >>> share("enough", 0.5)
    0.5
    """
    if isinstance(value, int | float | np.number) and not isinstance(value, bool) and 0 < value <= 1:
        return float(value)
    raise OptionError(f"{name} is a share above 0 and at most 1, as in {name}=0.5, not {value!r}")


def option(name: str, value: object, options: Iterable[str]) -> str:
    """Return one of the words that an argument takes, or say which it takes.

    >>> option("scale", "frozn", ["frozen", "yearly"])
    Traceback (most recent call last):
    mpindex.errors.OptionError: scale is one of frozen, yearly; not 'frozn'. Did you mean 'frozen'?
    """
    known = list(options)
    if isinstance(value, str) and value in known:
        return value
    raise OptionError(f"{name} is one of {', '.join(known)}; not {value!r}.{suggest(value, known)}")


def seed_number(value: object) -> int:
    """Return a seed as an int of at least 0; a Generator gives one of its own, and moves on.

    >>> seed_number(7)
    7
    """
    if isinstance(value, np.random.Generator):
        return int(value.integers(2**62))
    try:
        return whole_number("seed", value, least=0)
    except OptionError:
        raise OptionError(
            f"seed is a whole number of at least 0, as in seed=1, or a numpy.random.Generator, not {value!r}"
        ) from None


def mapping(name: str, value: object, example: str) -> Mapping[str, Any]:
    """Return a mapping with text as keys, empty for None, or say which argument is none; `example` shows one."""
    if value is None:
        return {}
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return value
    raise OptionError(f"{name} is a mapping by name, as in {name}={example}, not {value!r}")


def names(name: str, value: object, example: str) -> tuple[str, ...]:
    """Return names given as one text or as several, or say which argument is none; `example` shows several."""
    given = [value] if isinstance(value, str) else value
    if isinstance(given, Iterable) and not isinstance(given, Mapping):
        several = tuple(given)
        if all(isinstance(item, str) for item in several):
            return several
    raise OptionError(f"{name} takes names, as in {name}={example}, not {value!r}")


def weight(name: str, value: object) -> float:
    """Return a finite number of at least 0 as a float, or say which argument is none.

    >>> weight("the weight of 'cinc'", 2)
    2.0
    """
    number = isinstance(value, int | float | np.integer | np.floating) and not isinstance(value, bool)
    if number and 0 <= (amount := float(value)) < math.inf:  # type: ignore[arg-type]
        return amount
    raise OptionError(f"{name} is a number of at least 0, not {value!r}")


#: What other libraries call an argument -> what it may be called here.
HABITS = {
    **dict.fromkeys(["of", "country", "countries", "state", "states", "units", "code", "iso3", "for_"], ("unit",)),
    **dict.fromkeys(["definition", "index", "indices", "name", "names", "model"], ("definitions", "definition")),
    "definitions": ("definition",),
    **dict.fromkeys(["data", "df", "frame", "world", "table"], ("dataset",)),
    **dict.fromkeys(["params", "kwargs", "options", "parameter"], ("parameters",)),
    **dict.fromkeys(["n", "n_draws", "n_iter", "iterations", "samples", "n_samples", "replications"], ("draws",)),
    **dict.fromkeys(["random_state", "rng", "random_seed"], ("seed",)),
    **dict.fromkeys(["n_jobs", "workers", "n_workers", "pool", "processes", "parallel", "client"], ("executor",)),
    **dict.fromkeys(["verbose", "progress_bar", "progressbar", "show_progress", "tqdm"], ("progress",)),
    **dict.fromkeys(["file", "filename", "filepath", "output", "out"], ("path",)),
    **dict.fromkeys(["year", "when", "date", "period", "time"], ("year", "years")),
    "years": ("year",),
}  # fmt: skip


def named_arguments(function: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Let a function answer a call that does not fit its arguments with an OptionError that names the right ones.

    Parameters
    ----------
    function : callable
        A public function or method.

    Returns
    -------
    callable
        The same function, with the same signature and docstring.

    Examples
    --------
    >>> @named_arguments
    ... def lottery(unit, *, draws=1, seed=0): ...
    >>> lottery("KAZ", random_state=1)
    Traceback (most recent call last):
    mpindex.errors.OptionError: lottery has no argument 'random_state'; it is seed= here
    """

    @functools.wraps(function)
    def checked(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        signature = _signature(function)
        try:
            signature.bind(*args, **kwargs)
        except TypeError as fault:
            raise OptionError(_misfit(function.__qualname__, signature, args, kwargs, fault)) from None
        return function(*args, **kwargs)

    return checked


#: A signature is read at the first call: it is dear, and of many public functions a process calls few.
_signature = functools.cache(inspect.signature)


def _misfit(
    name: str,
    signature: inspect.Signature,
    args: tuple[object, ...],
    kwargs: Mapping[str, object],
    fault: TypeError,
) -> str:
    """Why a call does not fit a signature, and what would."""
    known = {key: argument for key, argument in signature.parameters.items() if key != "self"}
    unknown = [key for key in kwargs if key not in known]
    if unknown:
        return f"{name} has no argument {unknown[0]!r}{_instead(unknown[0], known)}"
    by_place = [key for key, argument in known.items() if argument.kind is not argument.KEYWORD_ONLY]
    if len(args) - ("self" in signature.parameters) > len(by_place):
        order = ", ".join(by_place) or "none"
        return f"{name} takes by place: {order}; everything else is named, as in {list(known)[-1]}=..."
    return f"{name}: {fault}; it takes {', '.join(known)}"


def _instead(name: str, known: Mapping[str, object]) -> str:
    """What an argument that a function does not have is called, or what the function takes."""
    here = next((other for other in HABITS.get(name.lower(), ()) if other in known), "")
    if here:
        return f"; it is {here}= here"
    near = suggest(name, known)
    own = (
        f" A parameter of the definition is given as parameters={{{name!r}: ...}}."
        if "parameters" in known and not near
        else ""
    )
    return f".{near}{own} It takes {', '.join(known)}"
