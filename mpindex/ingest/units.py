"""Says what unit each row is of: a country by codes and names, as the user names it, left out, or wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mpindex.errors import OptionError
from mpindex.ingest.spelling import Spelling
from mpindex.units.countries import SHARED, gazetteer, key
from mpindex.units.nearest import part_of

KINDS = ("countries", "free")
UNKNOWN = ("error", "leave_out")

#: What a row says of its unit: a text for each column that names it, with the system of its numbers.
Label = tuple[str, ...]


@dataclass(frozen=True)
class Identity:
    """What a label stands for.

    Attributes
    ----------
    unit : str
        Its code; empty where it stands for none.
    rule, hint : str
        What is wrong with it, and what to do; empty where nothing is.
    foreign : bool
        Whether it is known to be no state: an aggregate, a territory, a former state.
    dropped : bool
        Whether the user leaves it out.
    by_name : bool
        Whether its name was taken, since its code is not known.
    """

    unit: str = ""
    rule: str = ""
    hint: str = ""
    foreign: bool = False
    dropped: bool = False
    by_name: bool = False


@dataclass(frozen=True)
class Reader:
    """Turns labels into units.

    Attributes
    ----------
    countries : bool
        Whether the units are countries.
    systems : tuple of str or None
        The system of codes of each column that names the unit.
    spelling : Spelling
        What the user says of names.
    headers : tuple of str
        The columns, for messages.
    """

    countries: bool
    systems: tuple[str | None, ...] = (None,)
    spelling: Spelling = field(default_factory=Spelling)
    headers: tuple[str, ...] = ("unit",)

    def identity(self, label: Label) -> Identity:
        """What a label stands for."""
        present = [text for text in label if text]
        if not present:
            return Identity(rule="the unit is blank", hint="name the unit")
        if self.spelling.leaves_out(present):
            return Identity(dropped=True)
        named = self.spelling.unit(present)
        if named is not None:
            return Identity(named)
        if not self.countries:
            return Identity(present[0])
        return self._country(label, present)

    def _country(self, label: Label, present: Sequence[str]) -> Identity:
        table = gazetteer()
        units = [(i, table.unit(text, codes=self.systems[i])) for i, text in enumerate(label) if text]
        known = [(i, unit) for i, unit in units if unit]
        if not known:
            return self._unknown(label, present)
        different = self._different(label, [(i, str(unit)) for i, unit in known])
        if different is not None:
            return different
        place, unit = next((pair for pair in known if key(label[pair[0]]) not in SHARED), known[0])
        first = next(i for i, text in enumerate(label) if text)
        return Identity(str(unit), by_name=place != first and key(label[first]) not in SHARED)

    def _different(self, label: Label, known: Sequence[tuple[int, str]]) -> Identity | None:
        """Two columns that name two countries; a name that two states share goes with either."""
        first = known[0]
        for place, unit in known[1:]:
            either = {*SHARED.get(key(label[first[0]]), ()), *SHARED.get(key(label[place]), ())}
            if unit != first[1] and not {unit, first[1]} <= either:
                names = gazetteer().names
                rule = f"two countries in one row: {first[1]} and {unit}"
                hint = (
                    f"{self.headers[first[0]]} says {label[first[0]]} ({names[first[1]]}), "
                    f"{self.headers[place]} says {label[place]} ({names[unit]}); correct one, or leave the column out"
                )
                return Identity(rule=rule, hint=hint)
        return None

    def _unknown(self, label: Label, present: Sequence[str]) -> Identity:
        table = gazetteer()
        foreign = next(
            (other for text in reversed(present) if (other := table.other(text)) is not None), None
        )
        place = next(i for i, text in enumerate(label) if text)
        fault = table.fault(label[place], codes=self.systems[place])
        if foreign is not None:
            hint = f"{foreign[1]} (states_only=True leaves it out)"
            return Identity(rule=foreign[0], hint=hint, foreign=True)
        hint = f"{fault.hint} Or name it: names={{{present[0]!r}: 'ISO3'}}, or leave_out=[{present[0]!r}]"
        return Identity(rule=fault.rule, hint=hint.strip())


def are_countries(
    labels: Iterable[Label], *, units: str | None, codes: str | None, spelling: Spelling
) -> bool:
    """Say whether units are countries: as asked, or if at least half of the distinct labels name one.

    Aggregates count with the countries, where there is at least one country.
    """
    if units not in (None, *KINDS):
        raise OptionError(f"units must be 'countries' or 'free', not {units!r}")
    if units == "free" and codes is not None:
        raise OptionError(
            "codes= names a system of country codes, but units='free' says that the units are no countries"
        )
    if units is not None or codes is not None:
        return units != "free"
    table = gazetteer()
    known = foreign = aggregates = others = 0
    for label in labels:
        texts = [text for text in label if text]
        if not texts:
            continue
        if (
            any(table.unit(text) or part_of(text) for text in texts)
            or spelling.unit(texts) is not None
            or spelling.leaves_out(texts)
        ):
            known += 1
        elif any(table.not_states.get(key(text)) for text in texts):
            foreign += 1
        elif any(table.other(text) for text in texts):
            aggregates += 1
        else:
            others += 1
    alike = known + foreign + (aggregates if known else 0)
    return alike > 0 and 2 * alike >= known + foreign + aggregates + others


def former(label: Label) -> Mapping[str, str] | None:
    """The row of a state that ended, if the label names one."""
    names = {key(text) for text in label if text}
    for row in reversed(gazetteer().former):
        if key(row["name"]) in names or key(row["code"]) in names:
            return row
    return None


def of_former(identity: Identity, label: Label, year: float | None) -> Identity:
    """Say of a state that ended when it did, and that its own years are refused too."""
    row = former(label) if identity.foreign and not identity.unit else None
    if row is None:
        return identity
    end, successors = int(row["end_year"]), f"its successors: {row['successors']}"
    if year is not None and year > end:
        hint = f"{row['name']} ended in {end}; {successors} (states_only=True leaves it out)"
        return replace(identity, rule=f"not a country in {year:.0f}", hint=hint)
    hint = f"only today's states are kept; give the figures of {successors} (states_only=True leaves it out)"
    return replace(identity, rule=f"a state that ended in {end}", hint=hint)
