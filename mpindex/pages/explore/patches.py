"""Where a change lands in a definition's file: differences of two mappings as paths and values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def differences(
    before: Any, after: Any, path: tuple[str | int, ...] = ()
) -> list[tuple[list[str | int], Any]]:
    """Return what must be set, and where, to turn `before` into `after`.

    A mapping that lost a key is replaced as a whole; so is a list that changed its length.

    >>> differences({"a": 1, "b": {"c": 2, "d": [1, 2]}}, {"a": 1, "b": {"c": 2, "d": [1, 3]}})
    [(['b', 'd', 1], 3)]
    """
    if isinstance(before, Mapping) and isinstance(after, Mapping) and set(before) <= set(after):
        pairs = [(key, before.get(key, _ABSENT), value) for key, value in after.items()]
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        pairs = [(i, *both) for i, both in enumerate(zip(before, after, strict=True))]
    else:
        return [] if type(before) is type(after) and before == after else [(list(path), after)]
    return [change for key, old, new in pairs for change in differences(old, new, (*path, key))]


_ABSENT = object()
