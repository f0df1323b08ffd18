"""Puts values for a definition's own parameters in the places where ``$name`` stands."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mpindex.errors import DefinitionError, suggest
from mpindex.grammar.faults import as_error
from mpindex.grammar.patching import plain
from mpindex.grammar.yamlfile import Path

#: Keys whose text is for people: a dollar sign in them is a dollar sign.
PROSE = ("id", "title", "question", "notes", "sources")


def with_parameters(
    spec: Mapping[str, Any],
    defaults: Mapping[str, Any],
    given: Mapping[str, Any],
    where: Callable[[Path], str],
) -> dict[str, Any]:
    """Return the mapping of a definition without `parameters:`, every ``$name`` replaced.

    Parameters
    ----------
    spec : mapping
        The definition.
    defaults : mapping
        The parameters that it has.
    given : mapping
        Values for some of them.
    where : callable
        ``file:line`` of a path.

    Raises
    ------
    DefinitionError
        A parameter that the definition does not have.

    Examples
    --------
    >>> with_parameters({"id": "x", "tree": {"gdp": "$w"}}, {"w": 1}, {"w": 2}, str)
    {'id': 'x', 'tree': {'gdp': 2}}
    """
    for name in given:
        if name not in defaults:
            raise DefinitionError(
                f"{spec['id']} has no parameter {name!r}.{suggest(name, defaults)}"
                f" It has: {', '.join(defaults) or 'none'}"
            )
    values = {**defaults, **plain(given)}
    unknown: list[tuple[Path, str]] = []

    def put(value: Any, path: Path) -> Any:
        if isinstance(value, str) and value.startswith("$") and path[0] not in PROSE:
            if value[1:] not in values:
                unknown.append((path, f"unknown parameter {value!r}.{suggest(value[1:], values)}"))
                return value
            return values[value[1:]]
        if isinstance(value, Mapping):
            return {key: put(item, (*path, key)) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [put(item, (*path, i)) for i, item in enumerate(value)]
        return value

    result = {key: put(value, (key,)) for key, value in spec.items() if key != "parameters"}
    if unknown:
        raise as_error(unknown, where)
    return result
