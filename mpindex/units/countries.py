"""Turns names and codes of countries, in many spellings, into ISO 3166 alpha-3 codes, and back into names."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from typing import TYPE_CHECKING

from mpindex.errors import Fault, OptionError, UnknownUnit, suggest
from mpindex.resources import folder
from mpindex.units.aggregates import aggregate
from mpindex.units.nearest import definition_not_unit, nearest, part_of

if TYPE_CHECKING:
    import pandas as pd

#: The code systems that `codes=` may name. The first two are also understood without it.
SYSTEMS = ("iso3", "iso2", "m49", "cow", "gec", "worldbank_old")

#: Letters that the World Bank and datasets derived from it used in place of today's ISO code.
WORLDBANK_OLD = {
    "ADO": "AND", "KSV": "XKX", "KOS": "XKX", "ROM": "ROU", "TMP": "TLS", "ZAR": "COD",
}  # fmt: skip

#: Letters that Eurostat uses in place of ISO's two.
EUROSTAT = {"EL": "GRC", "UK": "GBR"}

#: Names that two states share, and which of them is taken.
SHARED = {"congo": ("COG", "COD"), "korea": ("KOR", "PRK")}

#: Abbreviations that publishers mix freely with the full word, and words that they leave out as freely.
_FULL_WORD = {"st": "saint", "rep": "republic", "dem": "democratic"}
_SILENT = {"the", "of", "and"}
#: Letters that have no decomposition into a base letter and an accent.
_PLAIN = str.maketrans({"ı": "i", "ø": "o", "ł": "l", "đ": "d", "æ": "ae", "œ": "oe", "ß": "ss"})
_APOSTROPHES = re.compile("['’‘`´ʻʼ]|(?<=\\b[a-z])[.]")  # also the points of U.S.S.R.
_WORD = re.compile(r"[^\W_]+")


def key(name: str) -> str:
    """Return a name without case, accents, punctuation, blanks and the words *the*, *of* and *and*.

    >>> key("Côte d’Ivoire") == key("COTE D'IVOIRE"), key("Gambia, The") == key("the Gambia")
    (True, True)
    """
    return "".join(_FULL_WORD.get(word, word) for word in _words(name) if word not in _SILENT)


def _squeezed(name: str) -> str:
    return "".join(_words(name))


def _words(name: str) -> list[str]:
    text = name.casefold()
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text.translate(_PLAIN))
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _WORD.findall(_APOSTROPHES.sub("", text.replace("&", " and ")))


@dataclass(frozen=True)
class Gazetteer:
    """The tables of names and codes, and the lookup in them.

    Each table is a list of rows as read from the CSV file of that name in `data/`: `countries`, `aliases`
    (alias, unit), `former` (code, name, end_year, successors) and `others` (name, kind, note).
    """

    countries: Sequence[Mapping[str, str]]
    aliases: Sequence[Mapping[str, str]]
    former: Sequence[Mapping[str, str]]
    others: Sequence[Mapping[str, str]]

    @cached_property
    def names(self) -> dict[str, str]:
        """Display name of each unit, in the order of ISO3."""
        return {row["unit"]: row["name"] for row in self.countries}

    @cached_property
    def spellings(self) -> dict[str, str]:
        """Unit of each spelling that is written out in the tables (for suggestions)."""
        known = {row["alias"]: row["unit"] for row in self.aliases}
        for row in self.countries:
            known[row["official_name"]] = known[row["name"]] = row["unit"]
        return known

    @cached_property
    def by_key(self) -> dict[str, str]:
        """Unit of each normalised spelling; also of names with their blanks removed (RepublicofMoldova)."""
        run_together = {_squeezed(spelling): unit for spelling, unit in self.spellings.items()}
        return run_together | {key(spelling): unit for spelling, unit in self.spellings.items()}

    @cached_property
    def not_states(self) -> dict[str, tuple[str, str]]:
        """Rule and hint for each normalised name or code of a former state, a territory or an aggregate."""
        known = {}
        for row in self.others:
            other = (f"not one of the {len(self.countries)} states", _other(row))
            known[_squeezed(row["name"])] = known[key(row["name"])] = other
        for row in self.former:
            ended = (f"a state that ended in {row['end_year']}", f"Successors: {row['successors']}.")
            known[key(row["name"])] = known[key(row["code"])] = ended
        return known

    def system(self, codes: str) -> dict[str, str]:
        """Unit of each code of one system: numbers without leading zeros, letters as capitals."""
        if codes not in SYSTEMS:
            raise OptionError(
                f"unknown code system {codes!r}; known: {', '.join(SYSTEMS)}.{suggest(codes, SYSTEMS)}"
            )
        return self._systems[codes]

    @cached_property
    def _systems(self) -> dict[str, dict[str, str]]:
        systems = {"iso3": {row["unit"]: row["unit"] for row in self.countries}}
        for column in ("iso2", "m49", "cow", "gec"):
            systems[column] = {row[column]: row["unit"] for row in self.countries if row[column]}
        systems["worldbank_old"] = systems["iso3"] | WORLDBANK_OLD
        return systems

    def unit(self, entry: object, *, codes: str | None = None) -> str | None:
        """Return the unit that a name or code stands for, or None. `codes` restricts it to one system."""
        text = _text(entry)
        if codes is not None:
            return self.system(codes).get(_code(text))
        code = text.upper()
        unit = self._systems["iso3"].get(code) or self._systems["iso2"].get(code) or EUROSTAT.get(code)
        return unit or (self.by_key.get(key(text)) if text else None)

    def other(self, entry: object) -> tuple[str, str] | None:
        """Rule and hint for what is known to be no state: former, a territory, an aggregate; None for what is unknown."""
        text = _text(entry)
        known = self.not_states.get(key(text)) if text else None
        if known is not None or not text or self.unit(text):
            return known
        whose = aggregate(text)
        return (f"not one of the {len(self.countries)} states", f"{text}: {whose}.") if whose else None

    def fault(self, entry: object, *, codes: str | None = None) -> Fault:
        """Say why an entry stands for no unit, and what to write instead."""
        text = _text(entry)
        if not text:
            return Fault(unit=repr(entry), rule="empty", hint="Name the country, or leave the row out.")
        if codes in (None, "iso3", "iso2", "worldbank_old"):
            known = self.other(text)
            if known:
                return Fault(unit=text, rule=known[0], hint=known[1])
        swapped = definition_not_unit(entry)
        if swapped:
            return Fault(unit=text, rule="no known country", hint=swapped)
        if codes is not None:
            return Fault(unit=text, rule=f"not a code of {codes}", hint=self._name_not_code(text))
        if _code(text).lstrip("-").isdigit():
            return Fault(
                unit=text, rule="a number, and number systems collide", hint="Name one: codes='m49' or 'cow'."
            )
        return Fault(unit=text, rule="no known country", hint=self._hint(text))

    def _hint(self, text: str) -> str:
        if text.upper() in WORLDBANK_OLD:
            unit = WORLDBANK_OLD[text.upper()]
            return f"An old World Bank code ({unit})? Pass codes='worldbank_old'."
        whole = part_of(text)
        if whole:
            return f"A part of {self.names[whole]} ({whole})."
        spelling = nearest(text, self.spellings)
        if spelling:
            unit = self.spellings[spelling]
            return f"Did you mean {self.names[unit]!r} ({unit})?"
        return "Use the ISO3 code."

    def _name_not_code(self, text: str) -> str:
        unit = self.unit(text)
        return f"It reads as {self.names[unit]}: leave codes= out." if unit else ""

    def resolve(self, entries: Iterable[object], *, codes: str | None = None) -> list[str]:
        """Return the unit of every entry; raise one error that lists every entry without one."""
        items = [entries] if isinstance(entries, str) else list(entries)
        units = [self.unit(item, codes=codes) for item in items]
        _raise_unknown([item for item, unit in zip(items, units, strict=True) if unit is None], self, codes)
        return [unit for unit in units if unit is not None]

    def states_only(self, entries: Iterable[object], *, codes: str | None = None) -> list[str | None]:
        """Like `resolve`, with None for former states, territories and aggregates."""
        items = [entries] if isinstance(entries, str) else list(entries)
        units = [self.unit(item, codes=codes) for item in items]
        missing = [item for item, unit in zip(items, units, strict=True) if unit is None]
        _raise_unknown([item for item in missing if self.other(item) is None], self, codes)
        return units


@cache
def gazetteer() -> Gazetteer:
    """Return the bundled tables, read once."""
    tables = ("countries", "aliases", "former_states", "not_states")
    return Gazetteer(*(_rows(f"{table}.csv") for table in tables))


def resolve(names: Iterable[object], *, codes: str | None = None) -> list[str]:
    """Return the ISO3 code of each country.

    Parameters
    ----------
    names : iterable
        Names in any usual spelling, ISO3 or ISO2 codes, in any case and mixed freely.
    codes : str, optional
        Read every entry as a code of this system and nothing else: ``"iso3"``, ``"iso2"``, ``"m49"`` (the
        same as ISO's numbers), ``"cow"`` (Correlates of War), ``"gec"`` (the Factbook's letters, once FIPS
        10-4) or ``"worldbank_old"`` (ISO3 and the World Bank's former ROM, ZAR, TMP, ADO, KSV).
        Numbers are refused without it: 43 COW numbers are the ISO number of another state.

    Raises
    ------
    UnknownUnit
        Some entries are no country. `.faults` has one row for each of them: a spelling with its nearest
        known one, a former state with its end and successors, a territory or an aggregate named as such, a
        missing entry.
    OptionError
        `codes` is no system.

    Examples
    --------
    >>> resolve(["Türkiye", "Korea, Rep.", "NA", "kz"])
    ['TUR', 'KOR', 'NAM', 'KAZ']
    >>> resolve([705, 710], codes="cow")
    ['KAZ', 'CHN']
    """
    return gazetteer().resolve(names, codes=codes)


def states_only(names: Iterable[object], *, codes: str | None = None) -> list[str | None]:
    """Return the ISO3 code of each state, None for what is knowingly not one; what is unknown still raises.

    Parameters
    ----------
    names : iterable
        As for `resolve`.
    codes : str, optional
        As for `resolve`.

    Examples
    --------
    >>> states_only(["Kazakhstan", "World", "Hong Kong SAR, China", "USSR"])
    ['KAZ', None, None, None]
    """
    return gazetteer().states_only(names, codes=codes)


def find(name: str) -> str:
    """Return the ISO3 code of one country, named or coded as for `resolve`.

    Parameters
    ----------
    name : str
        A name in any usual spelling, or a code.

    Examples
    --------
    >>> find("Republic of Kazakhstan")
    'KAZ'
    """
    return resolve([name])[0]


def name(iso3: str) -> str:
    """Return the display name of a country.

    Parameters
    ----------
    iso3 : str
        Its ISO 3166 code of three letters.

    Raises
    ------
    UnknownUnit
        It is the code of no state.

    Examples
    --------
    >>> name("CIV")
    "Côte d'Ivoire"
    """
    known = gazetteer().names
    if iso3 not in known:
        raise UnknownUnit(f"{iso3!r} is not the ISO3 code of a state.{suggest(iso3, known)}")
    return known[iso3]


def countries() -> pd.DataFrame:
    """Return the table of the 195 states by ISO3: codes, names, M49 regions, UN membership, note."""
    import pandas as pd

    return pd.DataFrame(gazetteer().countries).set_index("unit")


def _rows(table: str) -> list[dict[str, str]]:
    return list(csv.DictReader(folder("data").joinpath(table).read_text(encoding="utf-8").splitlines()))


def _text(entry: object) -> str:
    """Return an entry as stripped text, empty if it is missing (None, NaN, NaT, pandas.NA)."""
    if entry is None or type(entry).__name__ in ("NAType", "NaTType") or entry != entry:
        return ""
    return str(entry).strip()


def _code(text: str) -> str:
    """Return a code in the form of the tables: ``"4"`` for 4, 4.0 and "004"; capitals for letters."""
    number = text.removesuffix(".0")
    return str(int(number)) if number.isascii() and number.isdigit() else text.upper()


def _other(row: Mapping[str, str]) -> str:
    return f"{row['name']}: {row['kind']}" + (f", {row['note']}." if row["note"] else ".")


def _raise_unknown(entries: list[object], table: Gazetteer, codes: str | None) -> None:
    if not entries:
        return
    counts = Counter(map(_text, entries))
    firsts = {_text(entry): entry for entry in reversed(entries)}
    faults = [table.fault(firsts[text], codes=codes) for text in counts]
    number = "1 entry is" if len(faults) == 1 else f"{len(faults)} different entries are"
    raise UnknownUnit(f"{number} not a country", faults)
