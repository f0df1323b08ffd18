"""What all parts of the grammar share: faults with their paths, and checks of keys and values."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from mpindex.errors import DefinitionError, suggest
from mpindex.grammar.kinds import Kind
from mpindex.grammar.model import thaw
from mpindex.grammar.yamlfile import Path
from mpindex.wording import CONTROL


class FaultCollector:
    """Reads a mapping, and collects what is wrong with it.

    Parameters
    ----------
    spec : mapping
        A definition, parameters put in.
    """

    def __init__(self, spec: Mapping[str, Any]):
        self.spec = spec
        self.faults: list[tuple[Path, str]] = []

    def fault(self, path: Path, text: str) -> None:
        """Note a fault at a path."""
        self.faults.append((path, text))

    def _require_known(self, given: Mapping[str, Any], known: tuple[str, ...], path: Path, what: str) -> None:
        for key in given:
            if key not in known:
                self.fault(
                    (*path, key),
                    f"unknown key {key!r} in {what}.{suggest(key, known)} Known: {', '.join(sorted(known))}",
                )

    def _require_kinds(self, given: Mapping[str, Any], kinds: Mapping[str, Kind], path: Path) -> None:
        """Check the values of the keys that have a kind."""
        for key, value in given.items():
            if key in kinds and not kinds[key][0](value):
                self.fault((*path, key), f"{key!r} must be {kinds[key][1]}, not {thaw(value)!r}")

    def _require_printable(self, given: Any, path: Path) -> None:
        """Refuse control characters in every key and text: a terminal takes them for commands, a workbook not at all."""
        if isinstance(given, str):
            character = CONTROL.search(given)
            if character is not None:
                self.fault(
                    path, f"the control character {character[0]!r} stands in {given!r:.60}; take it out"
                )
        elif isinstance(given, Mapping):
            for key, value in given.items():
                self._require_printable(key, (*path, key))
                self._require_printable(value, (*path, key))
        elif isinstance(given, list | tuple):
            for i, item in enumerate(given):
                self._require_printable(item, (*path, i))

    def _require_one_of(self, key: str, options: tuple[str, ...]) -> None:
        given = self.spec.get(key)
        if isinstance(given, str) and given not in options:
            self.fault(
                (key,), f"{key} must be one of {', '.join(options)}; not {given!r}.{suggest(given, options)}"
            )


def as_error(faults: list[tuple[Path, str]], where: Callable[[Path], str]) -> DefinitionError:
    """Make one exception of all faults, a line each; `where` gives file and line of a path."""
    return DefinitionError("\n".join(f"{where(path)}: {text}" for path, text in faults))
