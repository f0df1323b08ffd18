"""What verbs can be given: flags, how they are checked, and the argument of the face that each becomes."""

from __future__ import annotations

import argparse
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mpindex.errors import MpindexError


@dataclass(frozen=True)
class Argument:
    """One argument of the command line.

    Attributes
    ----------
    flags : tuple of str
        As argparse takes them; one without dashes is given by its place.
    keyword : str
        The argument of the face's functions that it becomes; empty for one that the command line itself uses.
    settings : mapping
        Further settings of `add_argument`.
    always : bool
        Whether the face is told None where nothing was given, rather than left to its own default.
    """

    flags: tuple[str, ...]
    keyword: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    always: bool = False

    @property
    def dest(self) -> str:
        """The name under which its value stands among the options."""
        return str(self.settings.get("dest", self.flags[-1].lstrip("-").replace("-", "_")))

    def value(self, options: argparse.Namespace) -> Any:
        """Return what was given, one thing for a list of one; None where nothing was."""
        given = getattr(options, self.dest)
        if isinstance(given, list) and self.settings.get("type") != setting:
            return None if not given else given[0] if len(given) == 1 else given
        return dict(given) or None if isinstance(given, list) else given


def count(text: str) -> int:
    """Read a whole number of at least 1."""
    if not text.isascii() or not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"must be a whole number of at least 1, not {text!r}")
    return int(text)


def seed(text: str) -> int:
    """Read a whole number of at least 0."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"must be a whole number of at least 0, not {text!r}")
    return int(text)


def years(text: str) -> list[int]:
    """Read years: one, several with commas, or from:to with both ends.

    >>> years("1995:1998"), years("2000,2010"), years("2020")
    ([1995, 1996, 1997, 1998], [2000, 2010], [2020])
    """
    first, between, last = text.replace("-", ":").partition(":")
    parts = [first, last] if between else text.split(",")
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise argparse.ArgumentTypeError(f"must be years as in 1995:2024 or 2000,2010,2020, not {text!r}")
    numbers = [int(part) for part in parts]
    return list(range(numbers[0], numbers[1] + 1)) if between else numbers


def setting(text: str) -> tuple[str, Any]:
    """Read NAME=VALUE, the value as YAML has it.

    >>> setting("region=SCO"), setting("decay=2")
    (('region', 'SCO'), ('decay', 2))
    """
    name, equals, value = text.partition("=")
    if not name or not equals:
        raise argparse.ArgumentTypeError(f"must be NAME=VALUE, as in region=SCO, not {text!r}")
    from mpindex.grammar.yamlfile import parse

    try:
        return name, parse(f"value: {value}", "--set")[0]["value"]
    except MpindexError as fault:
        raise argparse.ArgumentTypeError(f"{text!r}: {fault}") from None


_UNIT = "a code (KAZ), or a country's name in any usual spelling"
_DEFINITION = "an id (see mpindex definitions) or a YAML file"

#: Name -> argument. Verbs about units take them by place and definitions by -d; verbs about definitions the other way.
ARGUMENTS: dict[str, Argument] = {
    "unit": Argument(("unit",), "unit", {"metavar": "UNIT", "help": _UNIT}),
    "units": Argument(("unit",), "unit", {"metavar": "UNIT", "nargs": "+", "help": f"{_UNIT}; or several"}),
    "one": Argument(
        ("--unit",), "", {"metavar": "UNIT", "help": "one unit's shares of draws by band, with their errors"}
    ),
    "of": Argument(("--unit",), "unit", {"metavar": "UNIT", "help": "the unit that is looked at"}),
    "definition": Argument(("definition",), "definition", {"metavar": "DEFINITION", "help": _DEFINITION}),
    "definitions": Argument(
        ("definition",), "definitions", {"metavar": "DEFINITION", "nargs": "+", "help": "ids or YAML files"}
    ),
    "by": Argument(
        ("-d", "--definition"), "definition",
        {"metavar": "DEFINITION", "default": "capability", "help": f"{_DEFINITION} (default: capability)"},
    ),
    "by_several": Argument(
        ("-d", "--definition"), "definitions",
        {"metavar": "DEFINITION", "action": "append",
         "help": "ask this one instead of the headline definitions; give it again to ask several"},
    ),
    "by_ranking": Argument(
        ("-d", "--definition"), "definition",
        {"metavar": "DEFINITION", "default": "rankings", "help": f"{_DEFINITION} (default: rankings)"},
    ),
    "parameters": Argument(
        ("--set",), "parameters",
        {"action": "append", "default": [], "type": setting, "metavar": "NAME=VALUE",
         "help": "a parameter of the definition, as in region=SCO; give it again to set several"},
    ),
    "draws": Argument(("--draws",), "draws", {"type": count, "metavar": "N", "help": "how many draws"}),
    "seed": Argument(
        ("--seed",), "seed",
        {"type": seed, "default": 0, "metavar": "S", "help": "the same seed, the same result (default: 0)"},
    ),
    "years": Argument(
        ("--span",), "years",
        {"type": years, "default": years("1995:2024"), "metavar": "YEARS",
         "help": "as in 1995:2024 or 2000,2010,2020 (default: 1995:2024)"},
    ),
    "peers": Argument(
        ("--peer",), "peers", {"action": "append", "metavar": "UNIT", "help": "draw this one beside; give it again"}
    ),
    "band": Argument(("--band",), "band", {"metavar": "BAND", "help": "the band that is claimed (default: its own)"}),
    "top": Argument(("--top",), "", {"type": count, "metavar": "N", "help": "only the first N"}),
    "bands": Argument(("--bands",), "", {"action": "store_true", "help": "list the bands and who is in them"}),
    "brief": Argument(("--brief",), "", {"action": "store_true", "help": "the paragraph alone"}),
    "models": Argument(
        ("--models",), "",
        {"action": "store_true",
         "help": "each beside the published index or list that it follows: rank correlation, members in common"},
    ),
    "outcome": Argument(
        ("outcome",), "outcome", {"metavar": "OUTCOME", "help": "id of a definition or expert list; ~ID its absence"}
    ),
    "conditions": Argument(
        ("--condition",), "conditions",
        {"action": "append", "metavar": "ID", "help": "an element of the tree; give it again (default: all below the root)"},
    ),
    "k": Argument(("--types",), "k", {"type": count, "metavar": "K", "help": "how many types (default: by BIC)"}),
    "grouping": Argument(
        ("--method",), "method", {"choices": ("ward", "kmeans", "mixture"), "help": "how units are grouped (default: ward)"}
    ),
    "tier": Argument(
        ("--tier",), "tier", {"choices": ("great", "middle", "minor", "small"), "help": "whose members (default: middle)"}
    ),
    "words": Argument(("words",), "words", {"metavar": "WORD", "nargs": "+", "help": "what is looked for"}),
    "filter": Argument(("words",), "", {"metavar": "WORD", "nargs": "*", "help": "only those that fit these words"}),
    "kind": Argument(
        ("--kind",), "kind",
        {"metavar": "KIND", "choices": ("indicator", "definition", "grouping", "method"),
         "help": "indicator, definition, grouping or method"},
    ),
    "asked": Argument(
        ("--unit",), "unit",
        {"metavar": "UNIT", "help": "what each says of it; all are applied, which takes seconds"}, always=True,
    ),
    "service": Argument(("service",), "service", {"metavar": "SERVICE", "help": "world_bank, our_world_in_data, undp"}),
    "series": Argument(
        ("indicators",), "indicators", {"metavar": "INDICATOR", "nargs": "+", "help": "ids, or names of the service"}
    ),
    "since": Argument(("--since",), "since", {"type": int, "metavar": "YEAR", "help": "the first year"}),
    "until": Argument(("--until",), "until", {"type": int, "metavar": "YEAR", "help": "the last year"}),
    "states": Argument(("unit",), "source", {"metavar": "UNIT", "nargs": "*", "help": f"{_UNIT} (default: all ten)"}),
    "bound": Argument(("unit",), "unit", {"metavar": "UNIT", "nargs": "*", "help": f"{_UNIT} (default: all)"}),
    "page": Argument(("-o", "--output"), "path", {"type": Path, "metavar": "FILE", "help": "where to write it"}),
    "folder": Argument(
        ("output",), "path",
        {"type": Path, "metavar": "DIR", "help": "a new or an empty folder, or one that holds a site"},
    ),
    "title": Argument(("--title",), "title", {"metavar": "TEXT", "help": "of the site"}),
    "processes": Argument(
        ("--processes",), "executor",
        {"type": count, "default": os.cpu_count() or 1, "metavar": "N",
         "help": "how many write pages (default: as many as there are processors)"},
    ),
    "file": Argument(
        ("file",), "",
        {"metavar": "FILE",
         "help": "a table (CSV, Excel, Parquet, Stata, JSON ..., also a URL) or a definition (.yaml)"},
    ),
}  # fmt: skip
