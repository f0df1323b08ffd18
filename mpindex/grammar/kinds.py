"""What the values of options must be: a test each, and the words for it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from typing import Any

#: Numbers beyond this are nobody's weight or bound.
MOST = 1e300

#: What a value must be: a test, and the words for it.
Kind = tuple[Callable[[Any], bool], str]


def as_number(value: Any) -> float | None:
    """Return a finite number of a reasonable size as a float, None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float) or abs(value) > MOST:
        return None
    return float(value) if math.isfinite(value) else None


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def is_names(value: Any) -> bool:
    """Return whether a value is a list of texts, at least one."""
    return isinstance(value, list | tuple) and bool(value) and all(isinstance(item, str) for item in value)


def is_pair(value: Any) -> bool:
    """Return whether a value is a list of two numbers."""
    return (
        isinstance(value, list | tuple)
        and len(value) == 2
        and all(as_number(item) is not None for item in value)
    )


def _bound(value: Any) -> bool:
    if not isinstance(value, Mapping):
        return as_number(value) is not None
    quantile, of = as_number(value.get("quantile")), value.get("of")
    if value.get("youden") is True:
        return set(value) == {"youden", "of"} and (is_names(of) or _is_core(of))
    is_share = quantile is not None and 0 <= quantile <= 1
    return set(value) <= {"quantile", "of"} and is_share and (of is None or is_names(of) or _is_core(of))


def _is_core(value: Any) -> bool:
    """Whether a value says which units of expert lists are meant."""
    tests: dict[str, Callable[[Any], bool]] = {
        "lists": lambda item: isinstance(item, str) or is_names(item),
        "at_least": _whole,
        "leave_out": lambda item: item == [] or is_names(item),
        "not_great_in": lambda item: isinstance(item, str),
    }
    return isinstance(value, Mapping) and all(
        key in tests and tests[key](item) for key, item in value.items()
    )


def _count_or_share(value: Any) -> bool:
    if isinstance(value, str):
        return re.fullmatch(r"\d{1,3}(\.\d+)?%", value) is not None
    return as_number(value) is not None


WHOLE: Kind = (_whole, "a whole number of at least 1")
NUMBER: Kind = (lambda value: as_number(value) is not None, "a number")
FLAG: Kind = (lambda value: isinstance(value, bool), "true or false")
TEXT: Kind = (lambda value: isinstance(value, str), "text")
GROUP: Kind = (
    lambda value: isinstance(value, str) or is_names(value),
    "the name of a group, or a list of units",
)
SHARE: Kind = (lambda value: 0 < (as_number(value) or 0) <= 1, "a number above 0 and at most 1")
CLASSES: Kind = (
    lambda value: (
        _whole(value) or (isinstance(value, list | tuple) and bool(value) and all(map(_whole, value)))
    ),
    "the number of a class, 1 being the top, or a list of such",
)
PAIR: Kind = (is_pair, "a pair of numbers [lowest, highest]")
BOUND: Kind = (
    _bound,
    "a number, {quantile: 0.25, of: {lists: verified, at_least: 3}} or {youden: true, of: ...}",
)
LABEL: Kind = (
    lambda value: isinstance(value, str) or is_names(value) or as_number(value) is not None,
    "a label, a list of labels or a number",
)


def not_nan(value: Any) -> bool:
    """Whether a value, and everything in it, is something: ``.nan`` is no number that a method could use."""
    if isinstance(value, Mapping):
        return all(map(not_nan, value.values()))
    if isinstance(value, list | tuple):
        return all(map(not_nan, value))
    return not (isinstance(value, float) and math.isnan(value))


#: An option of a registered method: its function checks the rest.
OPTION: Kind = (not_nan, "a value, and .nan is none")

#: The option of a registered band rule: its function checks it.
ANY: Kind = (lambda value: True, "anything")
COUNT: Kind = (_count_or_share, "a number of leaves, or a share such as 50%")
