"""The catalogue: what each indicator is, whose it is, and on what terms it may be used.

One YAML file for each dimension in `indicators/`; one entry for each indicator.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from mpindex.errors import DataError, suggest
from mpindex.resources import folder

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("size", "rate", "index", "status")
ABSENCES = ("missing", "zero")


@dataclass(frozen=True)
class Indicator:
    """One indicator: its meaning, its range, its freshness and its origin.

    Attributes
    ----------
    id : str
        What definitions and tables call it.
    name, unit : str
        For people.
    direction : int
        +1 if more counts as more, -1 if less does. A definition may say otherwise.
    dimension : str
        The file of the catalogue that it stands in.
    kind : str
        ``size`` grows with the country, ``rate`` does not, ``index`` is a publisher's scale, ``status`` is 0 or 1.
    absence : str
        What no value means: ``missing`` (unknown) or ``zero`` (truly none, as for troop contributors).
    window : int or None
        A value counts if it is at most so many years older than the reference year; None: however old.
    low, high : float
        The plausible range, infinite where open.
    source : str
        Folder of the publisher's files; a value from elsewhere is a stand-in.
    file, series, citation, licence, link, notes : str
        Where the figures come from, and on what terms.
    bundled : bool
        False if the licence leaves the figures to a user's own copy.
    ranking_domain : str
        The domain of a published ranking, else empty.
    """

    id: str
    name: str = ""
    unit: str = ""
    direction: int = 1
    dimension: str = ""
    kind: str = "index"
    absence: str = "missing"
    window: int | None = None
    low: float = -math.inf
    high: float = math.inf
    source: str = ""
    file: str = ""
    series: str = ""
    citation: str = ""
    licence: str = ""
    bundled: bool = False
    ranking_domain: str = ""
    link: str = ""
    notes: str = ""

    @property
    def label(self) -> str:
        """The name, or the id where no name was given."""
        return self.name or self.id


#: The keys of an entry in YAML or in the `indicators=` of `read()`: the fields, with `range: [low, high]`.
KEYS = frozenset(field.name for field in fields(Indicator)) - {"id", "low", "high"} | {"range"}
_TEXTS = KEYS - {"direction", "kind", "absence", "window", "range", "bundled"}


def indicator(id: str, entry: Mapping[str, Any], *, base: Indicator | None = None) -> Indicator:
    """Make an `Indicator` from an entry; keys that it lacks come from `base`.

    Parameters
    ----------
    id : str
        What definitions and tables call it.
    entry : mapping
        Its settings, with the keys of `KEYS`.
    base : Indicator, optional
        What holds where the entry is silent.

    Raises
    ------
    DataError
        Naming every unknown key and every wrong value of the entry at once.

    Examples
    --------
    >>> indicator("hosts", {"direction": -1, "range": [0, None]}).low
    0.0
    """
    faults = list(problems(entry))
    if faults:
        raise DataError("; ".join(f"{id}: {fault}" for fault in faults))
    return _make(id, entry, base)


def problems(entry: Mapping[str, Any]) -> list[str]:
    """Say everything that is wrong with an entry of the catalogue, one sentence each.

    >>> problems({"directon": 1})
    ["unknown key 'directon'. Did you mean 'direction'?"]
    """
    if not isinstance(entry, Mapping):
        return [f"must be a mapping of settings such as direction: 1, not {entry!r}"]
    faults = [f"unknown key {key!r}.{suggest(key, KEYS)}" for key in entry if key not in KEYS]
    faults += [
        f"{key} must be text, not {entry[key]!r}" for key in _TEXTS & entry.keys() if not _is_text(entry[key])
    ]
    if entry.get("direction", 1) not in (1, -1) or entry.get("direction") is True:
        faults.append(f"direction must be 1 (more is more) or -1 (less is more), not {entry['direction']!r}")
    for key, allowed in (("kind", KINDS), ("absence", ABSENCES)):
        if entry.get(key, allowed[0]) not in allowed:
            faults.append(
                f"{key} must be {' or '.join(allowed)}, not {entry[key]!r}.{suggest(entry[key], allowed)}"
            )
    window = entry.get("window")
    if window is not None and (type(window) is not int or window < 0):
        faults.append(f"window must be a whole number of years, or null for any age, not {window!r}")
    if type(entry.get("bundled", False)) is not bool:
        faults.append(f"bundled must be true or false, not {entry['bundled']!r}")
    if entry.get("range") is not None and not _is_range(entry["range"]):
        faults.append(
            f"range must be [low, high] with low < high and null for an open end, not {entry['range']!r}"
        )
    return faults


def _make(id: str, entry: Mapping[str, Any], base: Indicator | None) -> Indicator:
    values = dict(vars(base)) if base else {}
    values.update({key: value for key, value in entry.items() if key != "range" and value is not None})
    if entry.get("range") is not None:
        low, high = entry["range"]
        values["low"] = -math.inf if low is None else float(low)
        values["high"] = math.inf if high is None else float(high)
    return Indicator(**{**values, "id": id})


def _is_text(value: object) -> bool:
    return value is None or isinstance(value, str)


def _is_range(value: object) -> bool:
    if not isinstance(value, (list, tuple)) or len(value) != 2:
        return False
    ends = [end for end in value if end is not None]
    numbers = all(type(end) in (int, float) and not math.isnan(end) for end in ends)
    return numbers and (len(ends) < 2 or ends[0] < ends[1])


@cache
def catalogue() -> Mapping[str, Indicator]:
    """Return the bundled catalogue: every indicator by id, those for a user's own copy included."""
    return read_catalogue(folder("indicators"))


def read_catalogue(where: Traversable) -> Mapping[str, Indicator]:
    """Read every ``*.yaml`` of a folder; the file's name is the dimension.

    Raises
    ------
    DataError
        All faults of all files at once: broken YAML, unknown keys, wrong values, an id used twice.
    """
    entries: dict[str, Indicator] = {}
    faults: list[str] = []
    for file in sorted((f for f in where.iterdir() if f.name.endswith(".yaml")), key=lambda f: f.name):
        for id, entry in _entries(file, faults):
            faults += [f"{file.name}: {id}: {fault}" for fault in problems(entry)]
            if id in entries:
                faults.append(f"{file.name}: {id}: is in {entries[id].dimension}.yaml already")
            elif not faults:
                entries[id] = _make(id, {"dimension": file.name.removesuffix(".yaml"), **entry}, None)
    if faults:
        raise DataError("\n".join(["the catalogue is wrong:", *faults]))
    return MappingProxyType(entries)


def _entries(file: Traversable, faults: list[str]) -> Iterable[tuple[str, Any]]:
    try:
        entries = strict_yaml(file.read_bytes(), file.name, most_depth=None)
    except DataError as fault:
        faults.append(str(fault))
        return ()
    if not isinstance(entries, dict):
        faults.append(f"{file.name}: must map ids of indicators to their entries")
        return ()
    return ((str(id), entry) for id, entry in entries.items())


def strict_yaml(text: str | bytes, name: str, *, most_depth: int | None = 30) -> Any:
    """Return what a YAML text says; a key that stands twice is an error.

    Parameters
    ----------
    text : str or bytes
        One YAML document.
    name : str
        Of the file, for messages.
    most_depth : int or None
        How deep it may be nested; None does not ask, for texts that are our own.

    Raises
    ------
    DataError
        With the line: broken YAML, or a key that stands twice.

    Examples
    --------
    >>> strict_yaml("gdp: {direction: 1}", "mine.yaml")
    {'gdp': {'direction': 1}}
    """
    import yaml

    try:
        if most_depth is not None:
            _refuse_depth(text, name, most_depth)
        return yaml.load(text, Loader=_loader())
    except yaml.MarkedYAMLError as fault:
        mark = fault.problem_mark or fault.context_mark
        where = f":{mark.line + 1}" if mark else ""
        why = ", ".join(part for part in (fault.context, fault.problem) if part)
        raise DataError(f"{name}{where}: not valid YAML: {why}") from None
    except DataError:
        raise
    except (yaml.YAMLError, ValueError) as fault:
        raise DataError(f"{name}: not valid YAML: {fault}") from None
    except RecursionError:
        raise DataError(f"{name}: not valid YAML: nested too deeply") from None


def _refuse_depth(text: str | bytes, name: str, most: int) -> None:
    """Refuse deep nesting before anything recursive sees it."""
    import yaml

    depth = 0
    for event in yaml.parse(text, Loader=_loader()):
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > most:
            line = event.start_mark.line + 1 if event.start_mark else 1
            raise DataError(f"{name}:{line}: not valid YAML: nested deeper than {most} levels")


@cache
def _loader() -> Any:
    """The fast YAML loader, made to refuse a key that stands twice (YAML keeps the last in silence)."""
    import yaml

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        def construct_object(self, node: Any, deep: bool = False) -> Any:
            if node.tag == "tag:yaml.org,2002:str" and isinstance(node.value, str):
                return node.value  # four nodes of five: nothing to construct
            return super().construct_object(node, deep=deep)

        def construct_mapping(self, node: Any, deep: bool = False) -> Any:
            keys: set[object] = set()
            for key, _ in node.value:
                if key.value in keys:
                    problem = f"the key {key.value!r} stands twice"
                    raise yaml.constructor.ConstructorError(None, None, problem, key.start_mark)
                keys.add(key.value if isinstance(key.value, str) else id(key))
            return super().construct_mapping(node, deep=deep)

    return Loader


def indicators() -> pd.DataFrame:
    """Return the catalogue as a table, one row for each indicator, indexed by id.

    Columns are the fields of `Indicator`; `bundled` says whether the figures come with the library.
    """
    import pandas as pd

    rows = [vars(entry) for entry in catalogue().values()]
    return pd.DataFrame(rows, columns=[field.name for field in fields(Indicator)]).set_index("id")
