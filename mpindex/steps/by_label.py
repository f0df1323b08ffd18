"""Every call of a method: tables and options must name the same things in the same order, and be what it takes."""

from __future__ import annotations

import functools
import inspect
import reprlib
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

import numpy as np

from mpindex.errors import DataError, MpindexError, OptionError

Function = TypeVar("Function", bound=Callable[..., Any])

_LIBRARY = __name__.partition(".")[0] + "."
#: What Python and NumPy raise where an argument is of a kind or shape that nobody foresaw.
_MISUSE = (TypeError, ValueError, LookupError, ArithmeticError, AttributeError)


def same_labels(function: Function) -> Function:
    """Have a method refuse labelled options in another order than its values, and options of another kind or shape.

    What a method of another package raises stays as it is: it may be a fault of the package.

    Parameters
    ----------
    function : callable
        Of values first. Values without labels, and options without, go by place.

    Examples
    --------
    >>> import pandas as pd
    >>> first_of = same_labels(lambda x, w: w.iloc[0])
    >>> first_of(pd.DataFrame({"gdp": [1.0], "area": [2.0]}), pd.Series({"area": 3.0, "gdp": 1.0}))  # doctest: +ELLIPSIS
    Traceback (most recent call last):
    mpindex.errors.DataError: an option is labelled area, gdp and the values gdp, area: put both into one order, ...
    """

    @functools.wraps(function)
    def checked(*args: Any, **options: Any) -> Any:
        if args and hasattr(args[0], "index") and not callable(args[0].index):
            for given in (*args[1:], *options.values()):
                _require_same(args[0], given)
        for name, value in options.items():
            if isinstance(value, complex) or (isinstance(value, float) and value != value):
                raise OptionError(f"{name} is {value}: no number to work with; leave it out, or give one")
        try:
            return function(*args, **options)
        except MpindexError:
            raise
        except _MISUSE as fault:
            if isinstance(fault, ValueError) and "broadcast" in str(fault):
                raise OptionError(_shapes(args, options)) from fault
            if not function.__module__.startswith(_LIBRARY):
                raise
            raise OptionError(_misused(function, args, options)) from fault

    return checked  # type: ignore[return-value]


def _misused(function: Callable[..., Any], args: tuple[Any, ...], options: dict[str, Any]) -> str:
    """Which argument of a call is of another kind than the method takes: what is no number, else whatever was given."""
    try:
        given = inspect.signature(function).bind(*args, **options).arguments
    except TypeError as misfit:
        return f"{function.__name__}: {misfit}"
    odd = [name for name, value in given.items() if not _is_plain(value)]
    named = ", ".join(f"{name}={_described(given[name])}" for name in odd or given)
    return (
        f"{function.__name__} cannot take {named}: not of the kind or shape that it works with; see"
        f" help({function.__module__.partition('.steps.')[2].partition('.')[0]}.{function.__name__})"
    )


def _is_plain(value: Any) -> bool:
    """Whether a value is a number, or an array of numbers with a shape."""
    try:
        return np.asarray(value).dtype.kind in "biuf" and np.isfinite(np.asarray(value, float)).any()
    except _MISUSE:
        return False


def _described(value: Any) -> str:
    shape = getattr(value, "shape", ())
    return f"an array of shape {shape}" if shape else reprlib.repr(value)


def _require_same(x: Any, given: Any) -> None:
    labels = _labels(given)
    if labels is None:
        return
    axes = [axis for axis in (_named(getattr(x, "columns", None)), _named(x.index)) if axis is not None]
    if not axes or labels in axes:
        return
    axis = next((axis for axis in axes if len(axis) == len(labels) or set(axis) & set(labels)), None)
    if axis is not None:
        raise DataError(
            f"an option is labelled {_few(labels)} and the values {_few(axis)}: put both into one order, as in"
            " weights[table.columns]"
        )


def _labels(given: Any) -> list[object] | None:
    """The columns of a table, or the labels of a series; None where it has none."""
    index = getattr(given, "columns", getattr(given, "index", None))
    return None if index is None or callable(index) else _named(index)


def _named(index: Any) -> list[object] | None:
    """Labels as a list; numbers from 0 are places and no labels."""
    labels = None if index is None else list(index)
    return None if labels is None or labels == list(range(len(labels))) else labels


def _few(labels: Iterable[object], most: int = 4) -> str:
    names = [str(label) for label in labels]
    return ", ".join(names[:most]) + (", ..." if len(names) > most else "")


def _shapes(args: tuple[Any, ...], options: dict[str, Any]) -> str:
    given = [("values", args[0])] if args else []
    given += [("an option", each) for each in args[1:]] + list(options.items())
    shapes = [(name, np.shape(each)) for name, each in given if not isinstance(each, (str, dict))]
    listed = "; ".join(f"{name} {shape}" for name, shape in shapes if shape)
    return f"shapes do not fit each other: {listed}. An option is one number, or one for each column"
