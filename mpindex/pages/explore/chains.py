"""Chains written out: every alternative says all that any of them changes, so that they mean the same in a changed file.

An alternative that leaves a setting alone means the definition's own. Once a reader has saved a definition with another
alternative in it, that would be the reader's.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mpindex.grammar.model import SETTINGS
from mpindex.grammar.parser import TOP
from mpindex.grammar.patching import element_path, plain
from mpindex.pages.explore.controls import aspects

#: What the grammar takes for a setting that stands nowhere.
DEFAULTS = {
    "normalise": "minmax",
    "aggregate": "arithmetic",
    "missing": "exclude",
    "impute": "none",
    "treat": "none",
}


def written_out(spec: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of a definition's mapping in which the alternatives of every chain are complete, weights apart.

    >>> spec = {"tree": {"a": 1}, "chains": {"c": [{"label": "x", "set": {}}, {"label": "y", "set": {"normalise": "rank"}}]}}
    >>> written_out(spec)["chains"]["c"][0]
    {'label': 'x', 'set': {'normalise': 'minmax'}}
    """
    result: dict[str, Any] = plain(spec)
    for alternatives in (result.get("chains") or {}).values():
        paths = dict.fromkeys(path for each in alternatives for path in each["set"] if aspects(path))
        own = {path: value for path in paths if (value := setting(spec, path)) is not None}
        for each in alternatives:
            each["set"] = {**own, **each["set"]}
    return result


def setting(spec: Mapping[str, Any], path: str) -> Any:
    """Return what a definition has at a path, what cascades to it from above, or None where it has neither."""
    steps = _steps(spec, path)
    value = _at(spec, steps)
    while value is None and steps[-1] in SETTINGS and len(steps) > 1:
        steps = (*steps[:-2], steps[-1])
        value = _at(spec, steps)
    return DEFAULTS.get(str(steps[-1])) if value is None else value


def _steps(spec: Mapping[str, Any], path: str) -> tuple[str | int, ...]:
    """Split a dotted path; it may start with an id of the tree, which may have dots in it."""
    parts = path.split(".")
    if parts[0] not in TOP:
        for cut in range(len(parts) - 1, 0, -1):
            place = element_path(spec, ".".join(parts[:cut]))
            if place is not None:
                return (*place, *parts[cut:])
    return tuple(int(part) if part.isdecimal() else part for part in parts)


def _at(spec: Any, steps: tuple[str | int, ...]) -> Any:
    for step in steps:
        try:
            spec = spec[step]
        except (KeyError, IndexError, TypeError):
            return None
    return spec
