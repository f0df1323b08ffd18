"""Changes a definition's mapping by path: what `with_`, `extends` and the `uncertainty` section have in common."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import Any

import numpy as np

from mpindex.errors import DefinitionError, suggest
from mpindex.grammar import SETTINGS, TOP, VERBS
from mpindex.grammar.yamlfile import MOST_DEPTH, TOO_DEEP, Path


def plain(value: Any, depth: int = 0) -> Any:
    """Return a value as YAML would give it: dicts with text keys, lists, Python numbers; nothing shared.

    Deeper than a file may be, as where a mapping holds itself, is an error.

    Examples
    --------
    >>> plain({"weights": np.array([1, 2]), 3: (np.float64(0.5), True)})
    {'weights': [1, 2], '3': [0.5, True]}
    """
    if depth > MOST_DEPTH:
        raise DefinitionError(f"mapping: {TOO_DEEP}")
    if isinstance(value, Mapping):
        return {str(key): plain(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item, depth + 1) for item in value]
    if isinstance(value, np.generic | np.ndarray):
        return plain(value.tolist(), depth)
    return copy.deepcopy(value)


#: Other spellings of keys, taken wherever a key may stand.
SPELLINGS = {"normalize": "normalise"}


def spelt(value: Any) -> Any:
    """Return a value with every key of its mappings as the grammar spells it; a key that is there twice stays.

    Examples
    --------
    >>> spelt({"normalize": "rank", "tree": {"a": {"normalize": "share"}}})
    {'normalise': 'rank', 'tree': {'a': {'normalise': 'share'}}}
    """
    if isinstance(value, Mapping):
        return {_spelt_key(key, value): spelt(item) for key, item in value.items()}
    return [spelt(item) for item in value] if isinstance(value, list) else value


def spelt_path(path: Path) -> Path:
    """Return a path with its keys as the grammar spells them."""
    return tuple(SPELLINGS.get(str(step), step) for step in path)


def _spelt_key(key: Any, among: Mapping[Any, Any]) -> Any:
    """A key, or a dotted path, in the grammar's spelling."""
    if not isinstance(key, str):
        return key
    name = ".".join(SPELLINGS.get(part, part) for part in key.split("."))
    return key if name in among else name


def patched(spec: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a copy of a definition's mapping with every change made.

    Parameters
    ----------
    spec : mapping
    changes : mapping
        Dotted paths and their values (``"bands.0.great.score.min": 0.04``). A path may start with the id of an element
        of the tree (``"economy.normalise"``, ``"gdp.weight"``). ``"weights"`` takes a mapping of ids to weights.

    Raises
    ------
    DefinitionError
        Nothing can be changed at a path; with the nearest that can.

    Examples
    --------
    >>> patched({"tree": {"a": 1, "b": {"of": {"c": 2}}}}, {"weights": {"c": 5}, "a.normalise": "rank"})
    {'tree': {'a': {'weight': 1, 'normalise': 'rank'}, 'b': {'of': {'c': 5}}}}
    """
    result = copy.deepcopy(dict(spec))
    for path, value in {_spelt_key(path, changes): value for path, value in changes.items()}.items():
        if path == "weights" and hasattr(value, "items"):  # a Series too
            for name, weight in value.items():
                _set(result, (*_find(result, str(name)), "weight"), plain(weight))
        else:
            _set(result, _steps(result, path), spelt(plain(value)))
    return result


def merged(base: Mapping[str, Any], over: Mapping[str, Any]) -> dict[str, Any]:
    """Lay `over` on `base`: mappings merge key by key, null removes a key, all else replaces.

    Two things are more than their keys. A method or a verb with its options is replaced as a whole. In the tree a
    number is a weight: laid on a mapping it changes the weight, and a mapping laid on it keeps it.

    Parameters
    ----------
    base, over : mapping

    Examples
    --------
    >>> merged({"tree": {"a": 1, "b": {"of": {"c": 2}}}}, {"tree": {"a": {"normalise": "rank"}, "b": 3}})
    {'tree': {'a': {'weight': 1, 'normalise': 'rank'}, 'b': {'of': {'c': 2}, 'weight': 3}}}
    """
    return _merged(base, over, tree=False)


def _merged(base: Mapping[str, Any], over: Mapping[str, Any], *, tree: bool) -> dict[str, Any]:
    result = dict(base)
    for key, value in over.items():
        old = result.get(key)
        if value is None:
            result.pop(key, None)
        elif tree:
            result[key] = _merged_element(old, value)
        elif isinstance(value, Mapping) and isinstance(old, Mapping) and not _is_one_thing(key, value):
            result[key] = _merged(old, value, tree=key in ("tree", "of"))
        else:
            result[key] = copy.deepcopy(value)
    return result


def _merged_element(old: Any, value: Any) -> Any:
    if isinstance(value, Mapping) and old is not None:
        return _merged(old if isinstance(old, Mapping) else {"weight": old}, value, tree=False)
    if isinstance(old, Mapping):
        return {**old, "weight": value}
    return copy.deepcopy(value)


def _is_one_thing(key: str, value: Mapping[str, Any]) -> bool:
    """Whether a mapping is one thing, a method or a verb with its options."""
    return key in SETTINGS or key in ("then", "screen") or bool(set(value) & set(VERBS))


def element_path(spec: Mapping[str, Any], name: str) -> Path | None:
    """Return the path of the element `name` in the tree, or None."""
    return _search(spec.get("tree", {}), name, ("tree",))


def _search(tree: Any, name: str, path: Path) -> Path | None:
    if not isinstance(tree, Mapping):
        return None
    for key, value in tree.items():
        if key == name:
            return (*path, key)
        if isinstance(value, Mapping) and "of" in value:
            below = _search(value["of"], name, (*path, key, "of"))
            if below:
                return below
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
    path = element_path(spec, name)
    if path is None:
        ids = element_ids(spec)
        raise DefinitionError(
            f"{_name(spec)}: there is no {name!r} in the tree.{suggest(name, ids)} It has: {', '.join(ids)}"
        )
    return path


def _steps(spec: Mapping[str, Any], path: Any) -> Path:
    """Split a dotted path; ids with dots in them are tried whole first."""
    if not isinstance(path, str):
        raise DefinitionError(
            f"{_name(spec)}: a path is text such as 'bands.0.great.score.min', not {path!r}"
        )
    parts = path.split(".")
    if parts[0] in TOP and path != "weights":
        return tuple(int(part) if part.isdecimal() else part for part in parts)
    for cut in range(len(parts), 0, -1):
        element = element_path(spec, ".".join(parts[:cut]))
        if element is not None:
            return (*element, *(parts[cut:] or ["weight"]))
    names = [*TOP, *element_ids(spec)]
    hint = " It takes a mapping of ids to weights" if path == "weights" else suggest(parts[0], names)
    raise DefinitionError(f"{_name(spec)}: nothing can be changed at {path!r}.{hint}")


def _set(spec: dict[str, Any], path: Path, value: Any) -> None:
    """Put a value at a path, making the mappings on the way that may be made."""
    here: Any = spec
    for i, step in enumerate(path[:-1]):
        _exists(spec, here, path[: i + 1])
        inside = here.get(step) if isinstance(here, dict) else here[step]
        if not isinstance(inside, dict | list):
            inside = {"weight": inside} if path[0] == "tree" and inside is not None else {}
            here[step] = inside
        here = inside
    _exists(spec, here, path)
    if path[-1] == "weight" and path[0] == "tree" and set(here) <= {"weight"}:
        _set(spec, path[:-1], value)  # a leaf that is nothing but its weight stays a number
    else:
        here[path[-1]] = value


def _exists(spec: Mapping[str, Any], here: Any, path: Path) -> None:
    """Refuse to invent what can only be a slip: an item of a list, a label of a band, a parameter."""
    step = path[-1]
    if isinstance(here, list):
        if isinstance(step, int) and step < len(here):
            return
        places = f"{_dotted(path[:-1])!r} has the places 0 to {len(here) - 1}"
        raise DefinitionError(f"{_name(spec)}: there is nothing at {_dotted(path)!r}; {places}")
    closed = path[0] == "parameters" or (path[0] == "bands" and len(path) == 3)
    if closed and len(path) > 1 and step not in here:
        known = f"{suggest(step, here)} There is: {', '.join(here) or 'nothing'}"
        raise DefinitionError(f"{_name(spec)}: there is nothing at {_dotted(path)!r}.{known}")


def _dotted(path: Path) -> str:
    return ".".join(map(str, path))


def _name(spec: Mapping[str, Any]) -> str:
    return str(spec.get("id", "definition"))
