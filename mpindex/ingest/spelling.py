"""What the user says of names: whom a spelling means, what is left out, which territories stay."""

from __future__ import annotations

import csv
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike, fspath
from pathlib import Path

from mpindex.catalogue import strict_yaml
from mpindex.errors import DataError, OptionError
from mpindex.units.countries import gazetteer, key
from mpindex.units.territories import TERRITORIES, spellings
from mpindex.units.territories import name as territory

Names = Mapping[str, str | None]


@dataclass(frozen=True)
class Spelling:
    """Names that the user explains.

    Attributes
    ----------
    names : mapping
        The unit of each spelling; None for what is left out.
    also : tuple of str
        Codes, or names, of territories that count as units.
    """

    names: Mapping[str, str | None] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def make(
        cls,
        *,
        names: Names | str | PathLike[str] | None,
        leave_out: Iterable[str],
        also: Iterable[str],
        countries: bool,
    ) -> Spelling:
        """Check the options of `read` and put them together.

        Raises
        ------
        OptionError
            A name is explained by what is no country.
        """
        given = _names_of(names)
        if isinstance(leave_out, str):
            raise OptionError(f"leave_out takes a list of names, as in [{leave_out!r}]")
        units = _units(given, countries=countries, also=list(_listed(also, "also")))
        dropped = {str(name).strip(): None for name in leave_out}
        return cls({**units, **dropped}, _territories(_listed(also, "also")))

    def unit(self, texts: Sequence[str]) -> str | None:
        """The unit that the user gives to one of the texts, or that is a territory to be kept."""
        for text in texts:
            given = self._explained(text)
            if given is not None and given[0] is not None:
                return given[0]
        return next((self.also[key(text)] for text in texts if key(text) in self.also), None)

    def leaves_out(self, texts: Sequence[str]) -> bool:
        """Whether the user leaves out what one of the texts names."""
        return any(given is not None and given[0] is None for given in map(self._explained, texts))

    def _explained(self, text: str) -> tuple[str | None] | None:
        return (self.names[text],) if text in self.names else None


def _listed(items: Iterable[str], option: str) -> Collection[str]:
    if isinstance(items, str):
        raise OptionError(f"{option} takes a list, as in [{items!r}]")
    return list(items)


def _names_of(names: Names | str | PathLike[str] | None) -> Names:
    """The mapping, read from a file where one is named: JSON, YAML, or CSV with a spelling and a unit in each line."""
    if names is None:
        return {}
    if isinstance(names, Mapping):
        return names
    path = Path(fspath(names))
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as fault:
        raise DataError(
            f"{path}: the file of names cannot be read: {getattr(fault, 'strerror', None) or fault}"
        ) from None
    if path.suffix.lower() in (".csv", ".tsv"):
        return _of_csv(text, path)
    try:
        content = json.loads(text) if path.suffix.lower() == ".json" else strict_yaml(text, path.name)
    except json.JSONDecodeError as fault:
        raise DataError(f"{path.name}: line {fault.lineno}: not valid JSON: {fault.msg}") from None
    if isinstance(content, list):
        return {str(name): None for name in content}
    if not isinstance(content, Mapping):
        raise DataError(f"{path.name}: must map spellings to ISO3 codes")
    return content


def _of_csv(text: str, path: Path) -> Names:
    delimiter = "\t" if path.suffix.lower() == ".tsv" else ","
    rows = [
        row for row in csv.reader(text.splitlines(), delimiter=delimiter) if any(cell.strip() for cell in row)
    ]
    wrong = [i for i, row in enumerate(rows, 1) if len(row) != 2]
    if wrong:
        raise DataError(f"{path.name}: line {wrong[0]}: a spelling and a unit are needed, nothing else")
    table = gazetteer()
    if (
        rows
        and table.unit(rows[0][1]) is None
        and rows[0][1].strip().lower() in ("unit", "iso3", "code", "country", "iso")
    ):
        rows = rows[1:]
    return {row[0].strip(): row[1].strip() or None for row in rows}


def _units(names: Names, *, countries: bool, also: Sequence[str]) -> dict[str, str | None]:
    table = gazetteer()
    territories = _territories(also)
    units: dict[str, str | None] = {}
    wrong: list[str] = []
    for name, given in names.items():
        if given is None or given == "":
            units[str(name).strip()] = None
            continue
        unit = table.unit(given) or territories.get(key(str(given))) if countries else str(given)
        if unit is None:
            fault = table.fault(given)
            wrong.append(f"names={{{name!r}: {given!r}}}: {fault.rule}. {fault.hint}")
        units[str(name).strip()] = unit
    if wrong:
        raise OptionError("\n".join(wrong))
    return units


def _territories(also: Iterable[str]) -> dict[str, str]:
    """The unit of each spelling of the territories that stay; what is no territory is its own unit."""
    units: dict[str, str] = {}
    for entry in also:
        code = next((code for code in TERRITORIES if key(str(entry)) in map(key, spellings(code))), None)
        if code is None:
            if gazetteer().unit(entry):
                continue
            units[key(str(entry))] = str(entry)
        else:
            units |= {key(text): code for text in spellings(code)}
    return units


def display_name(unit: str) -> str:
    """The usual name of a state or territory; the code itself where it has none."""
    usual = gazetteer().names.get(unit)
    return usual if usual is not None else territory(unit) if unit in TERRITORIES else unit
