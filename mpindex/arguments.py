"""Arguments of public functions, checked before anything is computed: what was given, by name, and what would be right."""

from __future__ import annotations

import math
import operator
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from mpindex.errors import OptionError, suggest


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
