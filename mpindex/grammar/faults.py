"""What all parts of the grammar share: faults with their paths, and checks of keys and values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mpindex.errors import DefinitionError, suggest
from mpindex.grammar.kinds import Kind
from mpindex.grammar.model import thaw
from mpindex.grammar.yamlfile import Path


class Faulty:
    """Reads a mapping, and collects what is wrong with it."""

    def __init__(self, spec: Mapping[str, Any]):
        self.spec = spec
        self.faults: list[tuple[Path, str]] = []

    def fault(self, path: Path, text: str) -> None:
        self.faults.append((path, text))

    def _keys(self, given: Mapping[str, Any], known: tuple[str, ...], path: Path, what: str) -> None:
        for key in given:
            if key not in known:
                self.fault(
                    (*path, key),
                    f"unknown key {key!r} in {what}.{suggest(key, known)} Known: {', '.join(sorted(known))}",
                )

    def _fits(self, given: Mapping[str, Any], kinds: Mapping[str, Kind], path: Path) -> None:
        """Check the values of the keys that have a kind."""
        for key, value in given.items():
            if key in kinds and not kinds[key][0](value):
                self.fault((*path, key), f"{key!r} must be {kinds[key][1]}, not {thaw(value)!r}")

    def _one_of(self, key: str, options: tuple[str, ...]) -> None:
        given = self.spec.get(key)
        if isinstance(given, str) and given not in options:
            self.fault(
                (key,), f"{key} must be one of {', '.join(options)}; not {given!r}.{suggest(given, options)}"
            )


def as_error(faults: list[tuple[Path, str]], where: Any) -> DefinitionError:
    """Make one exception of all faults; `where(path)` gives file and line."""
    return DefinitionError("\n".join(f"{where(path)}: {text}" for path, text in faults))
