"""Reads a YAML file into plain values, remembering the line of each, and refusing what nobody writes on purpose.

YAML's own surprises are switched off: ``no`` stays text (it is Norway), ``12:30`` stays text, ``1e5`` is a number,
and duplicate keys, aliases, tags, numbers beyond every float and huge files are errors.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import Any

import yaml

from mpindex.errors import DefinitionError

MOST_BYTES = 200_000
MOST_DEPTH = 30
TOO_DEEP = f"nested deeper than {MOST_DEPTH} levels"
MOST_DIGITS = 18  # a longer whole number is read as a float: Python refuses some, and no weight needs one

Path = tuple[str | int, ...]

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INT = re.compile(r"[-+]?(0|[1-9][0-9_]*)\Z")
_FLOAT = re.compile(r"[-+]?([0-9][0-9_]*\.?[0-9_]*|\.[0-9]+)([eE][-+]?[0-9]+)?\Z")
_WORDS = {"true": True, "false": False, "null": None, "~": None, "": None}
_INFINITE = {".inf": math.inf, "+.inf": math.inf, "-.inf": -math.inf, ".nan": math.nan}


def parse(text: str, name: str) -> tuple[Any, dict[Path, int]]:
    """Return the one document in `text`, and the line of every key and list item by its path.

    Parameters
    ----------
    text : str
    name : str
        The file, for messages.

    Raises
    ------
    DefinitionError
        With file and line: broken YAML, several documents, duplicate keys, keys that are not text,
        aliases, tags, numbers beyond 1e308, more than 200 kB, nesting deeper than 30.

    Examples
    --------
    >>> parse("a: 1\\nb: {c: no}", "x.yaml")
    ({'a': 1, 'b': {'c': 'no'}}, {('a',): 1, ('b',): 2, ('b', 'c'): 2})
    """
    if len(text) > MOST_BYTES:
        raise DefinitionError(f"{name}: {len(text):,} characters; a definition has at most {MOST_BYTES:,}")
    try:
        _refuse_extremes(text, name)
        loader = _LOADER(text)
        try:
            document = loader.get_single_node()
        finally:
            loader.dispose()
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        where = f":{mark.line + 1}" if mark else ""
        if "nesting depth" in (fault.problem or ""):  # the parser's own limit came before ours
            raise DefinitionError(f"{name}{where}: {TOO_DEEP}") from None
        why = ", ".join(part for part in (fault.context, fault.problem) if part)
        raise DefinitionError(f"{name}{where}: not valid YAML: {why}") from None
    except yaml.YAMLError as fault:
        raise DefinitionError(f"{name}: not valid YAML: {fault}") from None
    if document is None:
        raise DefinitionError(f"{name}: the file is empty")
    lines: dict[Path, int] = {}
    faults: list[str] = []
    value = _Reader(name, lines, faults).value(document, ())
    if faults:
        raise DefinitionError("\n".join(faults))
    return value, lines


def _refuse_extremes(text: str, name: str) -> None:
    """Refuse tags, and nesting so deep that the C composer overflows its stack (30,000 levels)."""
    depth = 0
    for event in yaml.parse(text, Loader=_LOADER):
        tag = getattr(event, "tag", None)
        if tag is not None:
            line = event.start_mark.line + 1 if event.start_mark else 1
            short = tag.replace("tag:yaml.org,2002:", "!!")
            raise DefinitionError(
                f"{name}:{line}: tags ({short:.40}) are not allowed; quotes make a text of a number"
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MOST_DEPTH:
                line = event.start_mark.line + 1 if event.start_mark else 1
                raise DefinitionError(f"{name}:{line}: {TOO_DEEP}")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1


class _Reader:
    """Turns composed nodes into values; collects lines and faults on the way."""

    def __init__(self, name: str, lines: dict[Path, int], faults: list[str]):
        self.name, self.lines, self.faults = name, lines, faults
        self.seen: set[int] = set()

    def value(self, node: yaml.Node, path: Path) -> Any:
        line = node.start_mark.line + 1
        if id(node) in self.seen:
            return self._fault(line, "aliases (&name, *name) are not allowed; write the value out")
        self.seen.add(id(node))

        if isinstance(node, yaml.MappingNode):
            return dict(self._items(node, path))
        if isinstance(node, yaml.SequenceNode):
            items = []
            for i, child in enumerate(node.value):
                self.lines[(*path, i)] = child.start_mark.line + 1
                items.append(self.value(child, (*path, i)))
            return items
        scalar = _scalar(node)
        if isinstance(scalar, float) and math.isinf(scalar) and str(node.value).lower() not in _INFINITE:
            return self._fault(line, f"{node.value!s:.20} is too large a number; for no limit write .inf")
        return scalar

    def _items(self, node: yaml.MappingNode, path: Path) -> Iterator[tuple[str, Any]]:
        first: dict[str, int] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                self._fault(line, "a key must be plain text")
                continue
            key = str(key_node.value)
            if key in first:
                self._fault(line, f"duplicate key {key!r} (first on line {first[key]})")
                continue
            first[key] = line
            self.lines[(*path, key)] = line
            yield key, self.value(value_node, (*path, key))

    def _fault(self, line: int, text: str) -> None:
        self.faults.append(f"{self.name}:{line}: {text}")


def _scalar(node: yaml.Node) -> Any:
    text = str(node.value)
    if getattr(node, "style", None) in ("'", '"', "|", ">"):
        return text
    if text.lower() in _WORDS:
        return _WORDS[text.lower()]
    if text.lower() in _INFINITE:
        return _INFINITE[text.lower()]
    if _INT.match(text) and len(text.lstrip("+-")) <= MOST_DIGITS:
        return int(text.replace("_", ""))
    if _INT.match(text) or _FLOAT.match(text):
        return float(text.replace("_", ""))
    return text


class _Dumper(yaml.SafeDumper):
    """Writes what `parse` reads back: no aliases, and quotes around text that would be read as a number."""

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _text(dumper: _Dumper, text: str) -> yaml.Node:
    style = None if isinstance(_scalar(yaml.ScalarNode("", text)), str) else "'"
    # line breaks of other alphabets survive in double quotes only
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style if text.isprintable() else '"')


def _list(dumper: _Dumper, items: list[Any]) -> yaml.Node:
    """A few numbers or words stand on one line, as people write them: ``goalposts: [1, 5]``."""
    short = (
        all(not isinstance(item, dict | list) for item in items)
        and sum(len(str(item)) + 2 for item in items) < 80
    )
    return dumper.represent_sequence("tag:yaml.org,2002:seq", items, flow_style=short)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)


def dump(value: Any) -> str:
    """Return plain values as YAML text, keys in their order.

    Examples
    --------
    >>> dump({"id": "x", "tree": {"gdp": 1}, "notes": "1e5", "rank": [1, 5]})
    "id: x\\ntree:\\n  gdp: 1\\nnotes: '1e5'\\nrank: [1, 5]\\n"
    """
    return str(yaml.dump(value, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=100))
