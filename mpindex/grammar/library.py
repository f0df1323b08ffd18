"""The library of definitions: found by id, by path or from a mapping, those of other packages among them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path as FilePath
from typing import TYPE_CHECKING, Any

from mpindex.catalogue import catalogue
from mpindex.errors import DefinitionError, OptionError, suggest
from mpindex.grammar.definition import Definition
from mpindex.grammar.patching import element_ids, element_path, merged, patched, plain, spelt, spelt_path
from mpindex.grammar.yamlfile import MOST_BYTES, Path, parse
from mpindex.resources import folder
from mpindex.typing import DefinitionLike
from mpindex.units.countries import gazetteer

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

#: The definitions that are shown first.
HEADLINES = ("capability", "behavioural", "regional", "rankings")


def definition(given: DefinitionLike) -> Definition:
    """Return a definition by id, by path to a YAML file, or from a mapping.

    Parameters
    ----------
    given : str, path, mapping or Definition
        The id of a bundled definition or of one that another package offers; a path that ends in .yaml; the content of
        such a file; or a definition, which is returned as it is.

    Returns
    -------
    Definition
        Checked, with `extends:` resolved.

    Raises
    ------
    DefinitionError
        Every fault of the file at once, with file, line and the nearest spelling.
    OptionError
        `given` is none of these.

    Examples
    --------
    >>> definition("wood").question
    'Is the state one of the 31 largest economies below the six largest of the world?'
    """
    if isinstance(given, Mapping):
        return _from_spec(plain(given), {}, "mapping", ())
    if not isinstance(given, str | os.PathLike):
        if hasattr(given, "id") and hasattr(given, "apply"):
            return given
        what = type(given).__name__
        last = "; the dataset comes last, as in dataset=world" if what == "Dataset" else ""
        raise OptionError(f"a definition is an id, a path to a YAML file or a mapping, not {what}{last}")
    text = os.fspath(given)
    if text.endswith((".yaml", ".yml")) or os.sep in text:
        return _from_file(FilePath(text), ())
    # Entry points are looked for last: that reads the metadata of every installed package.
    registered = None if text in bundled_ids() else plugins().get(text)
    return registered if registered is not None else bundled(text)


def bundled_ids() -> list[str]:
    """Return the ids of the definitions in weights/, the headline ones first."""
    ids = sorted(item.name[:-5] for item in folder("weights").iterdir() if item.name.endswith(".yaml"))
    return [name for name in HEADLINES if name in ids] + [name for name in ids if name not in HEADLINES]


def every_definition() -> list[Definition]:
    """Return all definitions that can be found by id, those of other packages last."""
    return [bundled(name) for name in bundled_ids()] + list(plugins().values())


def plugins() -> dict[str, Any]:
    """Return the definitions that other packages offer through the entry-point group `mpindex.definitions`, by id.

    Raises
    ------
    DefinitionError
        One cannot be imported, is no definition, or has an id that is taken; it names the package.
    """
    from importlib.metadata import entry_points

    registered: dict[str, Any] = {}
    for point in entry_points(group="mpindex.definitions"):
        item = _loaded(point)
        if item.id in registered or item.id in bundled_ids():
            raise DefinitionError(
                f"the package entry point {point.value!r} offers {item.id!r}, an id that is taken already"
            )
        registered[item.id] = item
    return registered


def _loaded(point: EntryPoint) -> Any:
    """What an entry point offers: a definition in Python, or anything that `definition` takes."""
    try:
        item = point.load()
        item = item() if isinstance(item, type) else item
    except Exception as fault:
        package = point.dist.name if point.dist is not None else "unknown"
        raise DefinitionError(
            f"the package {package!r} offers a definition in {point.value!r}, which cannot be imported:"
            f" {type(fault).__name__}: {fault}"
        ) from fault
    return item if hasattr(item, "apply") else definition(item)


_BUNDLED: dict[str, Definition] = {}


def bundled(name: str, above: tuple[str, ...] = ()) -> Definition:
    """Return a definition in weights/ by id, read once; `above` are those that extend it."""
    if name not in _BUNDLED:
        file = folder("weights").joinpath(f"{name}.yaml")
        if not file.is_file():
            known = bundled_ids()
            raise DefinitionError(
                f"unknown definition {name!r}.{_another_kind(name) or suggest(name, known)} Known: {', '.join(known)};"
                " or give a path that ends in .yaml"
            )
        _BUNDLED[name] = _from_text(file.read_text(encoding="utf-8"), f"weights/{name}.yaml", above)
    return _BUNDLED[name]


def _from_file(path: FilePath, above: tuple[str, ...]) -> Definition:
    if not path.is_file():
        raise DefinitionError(f"there is no file {path}")
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise DefinitionError(f"{path}: {size:,} bytes; a definition has at most {MOST_BYTES:,}")
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError:
        raise DefinitionError(f"{path}: not UTF-8 text; save the file as UTF-8") from None
    except OSError as fault:
        raise DefinitionError(f"{path}: cannot be read: {fault.strerror}") from None
    return _from_text(text, str(path), above)


def _from_text(text: str, name: str, above: tuple[str, ...]) -> Definition:
    spec, lines = parse(text, name)
    if not isinstance(spec, dict):
        raise DefinitionError(
            f"{name}:1: a definition is a mapping of keys (id, question, tree, ...), not a {type(spec).__name__}"
        )
    return _from_spec(spec, {path: (name, line) for path, line in lines.items()}, name, above)


def _from_spec(
    spec: dict[str, Any], lines: dict[Path, tuple[str, int]], name: str, above: tuple[str, ...]
) -> Definition:
    spec, lines = spelt(spec), {spelt_path(path): place for path, place in lines.items()}
    if spec.get("extends") is None:
        return Definition(spec, lines, name)
    base = _base(spec["extends"], name, above, lines)
    changes = {key: value for key, value in spec.items() if key not in ("extends", "weights")}
    result = merged(base.spec, {"id": f"{base.id}-changed", "fidelity": "own", **changes})
    weights = _known_weights(spec.get("weights") or {}, result, lines, name)
    moved = {
        path: lines[("weights", key)]
        for key in weights
        if ("weights", key) in lines and (path := element_path(result, key)) is not None
    }
    moved |= {(*path, "weight"): line for path, line in moved.items()}
    return Definition(patched(result, {"weights": weights}), {**base.lines, **lines, **moved}, name)


def _known_weights(
    weights: Any, spec: Mapping[str, Any], lines: Mapping[Path, tuple[str, int]], name: str
) -> Mapping[str, Any]:
    """Return the changed weights if every id is in the tree that they change."""
    if not isinstance(weights, Mapping):
        raise DefinitionError(
            f"{_line(('weights',), lines, name)}: weights must be a mapping of ids to numbers, not {weights!r}"
        )
    known = element_ids(spec)
    faults = [
        f"{_line(('weights', key), lines, name)}: {key!r} is not in the tree.{suggest(key, known)}"
        for key in weights
        if key not in known
    ]
    if faults:
        raise DefinitionError("\n".join(faults))
    return weights


def _base(given: Any, name: str, above: tuple[str, ...], lines: Mapping[Path, tuple[str, int]]) -> Definition:
    """Return the definition that `name` extends; `above` are those that led here, to end a circle."""
    where = _line(("extends",), lines, name)
    if not isinstance(given, str):
        raise DefinitionError(f"{where}: extends takes the id or the path of one definition, not {given!r}")
    itself = _identity(name)
    if itself in above:
        cycle = " -> ".join((*above[above.index(itself) :], itself))
        raise DefinitionError(f"{where}: a cycle of extends: {cycle}")
    if given.endswith((".yaml", ".yml")):
        path = FilePath(name).parent / given
        if not path.is_file():
            raise DefinitionError(f"{where}: there is no file {path}")
        return _from_file(path, (*above, itself))
    if given not in bundled_ids():
        raise DefinitionError(f"{where}: unknown definition {given!r}.{suggest(given, bundled_ids())}")
    return bundled(given, (*above, itself))


def _another_kind(name: str) -> str:
    """What a name is that is no definition: a state or an indicator; empty if it is neither."""
    unit = gazetteer().unit(name)
    if unit is not None:
        return f" {name!r} is a unit ({gazetteer().names[unit]}): the unit comes first, as in where({name!r}, 'capability')."
    if name in catalogue():
        mapping = f"{{'id': 'mine', 'tree': {{{name!r}: 1}}}}"
        return f" {name!r} is an indicator; definition({mapping}) makes a definition of it."
    return ""


def _identity(name: str) -> str:
    """One name for one file, however its path is written."""
    return str(FilePath(name).resolve()) if FilePath(name).is_file() else name


def _line(path: Path, lines: Mapping[Path, tuple[str, int]], name: str) -> str:
    return ":".join(map(str, lines[path])) if path in lines else name
