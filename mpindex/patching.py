"""Changes a definition's mapping by path: what `with_`, `extends` and the `uncertainty` section have in common."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

from mpindex.errors import DefinitionError, suggest
from mpindex.yamlfile import Path


def patched(spec: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of `spec` with every change made.

    A change is a dotted path and its value (``"bands.0.great.score.min": 0.04``). A path may start with the id of
    an element of the tree (``"economy.normalise"``, ``"gdp.weight"``). ``"weights"`` takes a mapping of ids to weights.

    >>> patched({"tree": {"a": 1, "b": {"of": {"c": 2}}}}, {"weights": {"c": 5}, "a.normalise": "rank"})
    {'tree': {'a': {'weight': 1, 'normalise': 'rank'}, 'b': {'of': {'c': 5}}}}
    """
    result = copy.deepcopy(dict(spec))
    for path, value in changes.items():
        if path == "weights" and isinstance(value, Mapping) and not {"concentration", "spread"} & set(value):
            for name, weight in value.items():
                _set(result, (*_find(result, name), "weight"), weight)
        else:
            _set(result, _steps(result, path), copy.deepcopy(value))
    return result


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Lay `over` on `base`: mappings merge key by key, null removes a key, all else replaces."""
    result = dict(base)
    for key, value in over.items():
        if value is None:
            result.pop(key, None)
        elif isinstance(value, Mapping) and isinstance(result.get(key), Mapping) and not _is_call(key):
            result[key] = merged(result[key], value)
        elif isinstance(value, Mapping) and "of" in value and key in result:
            result[key] = value
        else:
            result[key] = copy.deepcopy(value)
    return result


def element_path(spec: Mapping[str, Any], name: str) -> Path | None:
    """Return the path of the element `name` in the tree, or None."""
    return _search(spec.get("tree", {}), name, ("tree",))


def _is_call(key: str) -> bool:
    return key in ("normalise", "treat", "impute", "aggregate", "weigh", "missing", "learn", "per", "then")


def _search(tree: Any, name: str, path: Path) -> Path | None:
    if not isinstance(tree, Mapping):
        return None
    for key, value in tree.items():
        if key == name:
            return (*path, key)
        if isinstance(value, Mapping) and "of" in value:
            found = _search(value["of"], name, (*path, key, "of"))
            if found:
                return found
    return None


def element_ids(spec: Mapping[str, Any]) -> list[str]:
    """Return the ids of all dimensions and indicators of the tree."""
    return _ids(spec.get("tree", {}))


def _ids(tree: Any) -> list[str]:
    ids: list[str] = []
    for key, value in tree.items() if isinstance(tree, Mapping) else ():
        ids.append(str(key))
        if isinstance(value, Mapping) and "of" in value:
            ids += _ids(value["of"])
    return ids


def _find(spec: Mapping[str, Any], name: str) -> Path:
    found = element_path(spec, name)
    if found is None:
        ids = _ids(spec.get("tree", {}))
        raise DefinitionError(
            f"{spec.get('id', 'definition')}: there is no {name!r} in the tree.{suggest(name, ids)} It has: {', '.join(ids)}"
        )
    return found


def _steps(spec: Mapping[str, Any], path: str) -> Path:
    """Split a dotted path; ids with dots in them are tried whole first."""
    parts = path.split(".")
    if parts[0] in spec or parts[0] in _TOP:
        return tuple(int(part) if part.isdigit() else part for part in parts)
    for cut in range(len(parts), 0, -1):
        name = ".".join(parts[:cut])
        found = element_path(spec, name)
        if found is not None:
            rest = parts[cut:] or ["weight"]
            return (*found, *rest)
    names = [*_TOP, *_ids(spec.get("tree", {}))]
    raise DefinitionError(
        f"{spec.get('id', 'definition')}: nothing can be changed at {path!r}.{suggest(parts[0], names)}"
    )


def _set(spec: dict[str, Any], path: Path, value: Any) -> None:
    here: Any = spec
    for i, step in enumerate(path[:-1]):
        if isinstance(here, list):
            if not isinstance(step, int) or step >= len(here):
                raise DefinitionError(
                    f"{spec.get('id', 'definition')}: there is nothing at {'.'.join(map(str, path[: i + 1]))}"
                )
            inside = here[step]
        else:
            inside = here.get(step)
        if not isinstance(inside, dict | list):
            inside = {} if inside is None or i == 0 else {"weight": inside}
            here[step] = inside
        here = inside
    last = path[-1]
    if last == "weight" and len(path) > 1 and not isinstance(here, list):
        if set(here) <= {"weight"}:
            _set_plain(spec, path[:-1], value)
            return
    here[last] = value


def _set_plain(spec: dict[str, Any], path: Path, value: Any) -> None:
    here: Any = spec
    for step in path[:-1]:
        here = here[step]
    here[path[-1]] = value


_TOP = (
    "per",
    "impute",
    "treat",
    "normalise",
    "learn",
    "direction",
    "aggregate",
    "missing",
    "weigh",
    "parameters",
    "bands",
    "then",
    "screen",
    "derive",
    "tree",
    "id",
    "title",
)
