"""What every verb of `derive` asks of its arguments, before anything is computed."""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import numpy as np

from mpindex.arguments import whole_number
from mpindex.errors import DataError, OptionError
from mpindex.steps.columns import LARGEST, BadValues, numbers
from mpindex.typing import Array, Bools

Verb = TypeVar("Verb", bound=Callable[..., Any])

_RULE = f"must be finite and at most {LARGEST:g}"
_HINT = "leave the cell empty, or use larger units"


def on_columns(verb: Verb) -> Verb:
    """Have a verb take its arguments as floats and groups of units as booleans, or say which it cannot take.

    Parameters
    ----------
    verb : callable
        Its arguments are columns, but for those that `KINDS` names.

    Examples
    --------
    >>> on_columns(lambda x: x + 1)([1, 2])
    array([2., 3.])
    >>> on_columns(lambda x: x + 1)([1, np.inf])
    Traceback (most recent call last):
    mpindex.steps.columns.BadValues: 1 of 2 values cannot be used
      unit   indicator  year  value  rule                               hint
      row 1  column 0         inf    must be finite and at most 1e+300  leave the cell empty, or use larger units
    """

    @functools.wraps(verb)
    def checked(*args: Any, **options: Any) -> Any:
        signature = _signature(verb)
        given = signature.bind(*args, **options)
        for name, value in given.arguments.items():
            if signature.parameters[name].kind is inspect.Parameter.VAR_POSITIONAL:
                given.arguments[name] = tuple(column(each, name) for each in value)
            elif value is not None:
                given.arguments[name] = KINDS.get(name, column)(value, name)
        return verb(*given.args, **given.kwargs)

    return checked  # type: ignore[return-value]


#: Read at the first call: most processes call few verbs.
_signature = functools.cache(inspect.signature)


def column(values: object, name: str) -> Array:
    """Return (..., units) as floats; what is no partner, -inf, passes.

    >>> column(3.0, "x")
    Traceback (most recent call last):
    mpindex.errors.DataError: x must have an axis of units, as in np.array([1.0, 2.0]); got one number
    """
    array = numbers(values, name)
    if not array.ndim:
        raise DataError(f"{name} must have an axis of units, as in np.array([1.0, 2.0]); got one number")
    if (np.min(array, initial=0.0, where=~np.isneginf(array)) >= -LARGEST) and (
        np.max(array, initial=0.0) <= LARGEST
    ):
        return array
    bad = (np.abs(array) > LARGEST) & ~np.isneginf(array)
    if not bad.any():  # a missing value makes both comparisons false
        return array
    if array.ndim == 1:
        raise BadValues(array[:, None], bad[:, None], _RULE, _HINT)
    places = ", ".join(str(tuple(int(i) for i in place)) for place in np.argwhere(bad)[:5])
    raise DataError(f"{name} {_RULE}; {bad.sum()} of {bad.size} cells is not, at {places} (from 0); {_HINT}")


def who(groups: object, name: str) -> Bools:
    """Return who is meant, (units,) or (units, units), as booleans; numbers are 0 and 1."""
    array = np.asarray(groups)
    if array.dtype.kind not in "bui" or not array.ndim or not np.isin(array, (0, 1)).all():
        raise OptionError(f"{name} is an array of true and false for the units, not {_short(groups)}")
    if name in ("members", "rivals", "partners") and (array.ndim != 2 or array.shape[0] != array.shape[1]):
        raise OptionError(f"{name} is (units, units), who belongs with whom; got shape {array.shape}")
    return array.astype(bool)


def calendar(years: object, name: str) -> Array:
    """Return the years of the columns, whole numbers, at least one."""
    array = np.asarray(years)
    if array.dtype.kind not in "ui" or array.ndim != 1 or not len(array):
        raise OptionError(f"{name} is the year of each column, whole numbers, not {_short(years)}")
    return array


def years_back(value: object, name: str) -> int:
    """Return how many years, at least one."""
    return whole_number(name, value, least=1)


def finite(value: object, name: str) -> float:
    """Return a finite number."""
    if (
        isinstance(value, (int, float, np.integer, np.floating))
        and not isinstance(value, bool)
        and -LARGEST <= value <= LARGEST
    ):
        return float(value)
    raise OptionError(f"{name} is a finite number, at most {LARGEST:g} in size, not {_short(value)}")


def flag(value: object, name: str) -> bool:
    """Return true or false."""
    if isinstance(value, (bool, np.bool_)):
        return bool(value)
    raise OptionError(f"{name} is true or false, not {_short(value)}")


def _short(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


#: What an argument of this name must be; every other is a column.
KINDS: Mapping[str, Callable[[Any, str], Any]] = {
    **dict.fromkeys(("members", "rivals", "partners", "outsiders"), who),
    "calendar": calendar,
    "years": years_back,
    **dict.fromkeys(("factor", "decay"), finite),
    **dict.fromkeys(("log", "relative"), flag),
}
