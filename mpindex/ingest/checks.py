"""Everything that is wrong with a table, as one readable list of faults: which cell, which rule, what to do.

The rules are those of `schemas.tidy` and those of the catalogue (no negative size, nothing off a publisher's scale). pandera
finds the rows; the words are ours, since pandera would name row numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from mpindex.catalogue import Indicator
from mpindex.dataset.schemas import broken, is_year, make
from mpindex.errors import Fault
from mpindex.ingest.advice import explain
from mpindex.ingest.cells import WRONG, Style, texts
from mpindex.ingest.headers import plain
from mpindex.ingest.layout import Cells
from mpindex.ingest.missing_marks import is_usual_mark
from mpindex.ingest.units import Identity, of_former
from mpindex.ingest.years import explain_year
from mpindex.typing import Array, Bools, Places

#: Lines that are named of a value that is given many times.
_MOST_LINES = 8
#: A fault with the row and column at which it is told.
Found = Iterator[tuple[tuple[int, int], Fault]]


@dataclass(frozen=True, eq=False)
class Check:
    """A table laid out, with what is known of its units and indicators.

    Attributes
    ----------
    cells : Cells
        What the table holds.
    identities : sequence of Identity
        What each label stands for.
    entries : sequence of Indicator
        What is known of each indicator.
    style : Style
        How numbers are written.
    dimensions : sequence of str
        Columns that may tell rows of one unit and year apart.
    names : sequence of str
        Columns that name units, where there are several.
    """

    cells: Cells
    identities: Sequence[Identity]
    entries: Sequence[Indicator]
    style: Style
    dimensions: Sequence[str] = ()
    names: Sequence[str] = ()

    def faults(self) -> tuple[list[Fault], int]:
        """Everything that is wrong, in the order of the table, and how many of its values are."""
        pairs = broken(self._schema(), self._table())
        if not len(pairs):
            return [], 0
        found: list[tuple[tuple[int, int], Fault]] = []
        for rule, group in pairs.groupby("rule", sort=False):
            found += _TELL[str(rule)](self, self._places[group["row"].to_numpy(dtype=int)])
        found.sort(key=lambda item: item[0])
        return [fault for _, fault in found], pairs["row"].nunique()

    @property
    def _places(self) -> Places:
        """The cells that are checked: numbers, and what should be numbers."""
        return np.flatnonzero(self.cells.numbers | (self.cells.state == WRONG))

    def _table(self) -> pd.DataFrame:
        """The cells as a tidy table; labels that stand for no unit are blank there."""
        places, cells = self._places, self.cells
        units = pd.Categorical([identity.unit for identity in self.identities])
        named = pd.Categorical.from_codes(units.codes[cells.label[places]], dtype=units.dtype)
        ids = pd.Categorical.from_codes(
            cells.indicator[places], categories=pd.Index(list(cells.ids), dtype=object)
        )
        columns = {"unit": named, "indicator": ids, "year": cells.year[places], "value": cells.value[places]}
        return pd.DataFrame(columns)

    def _schema(self) -> object:
        low, high = (
            np.array([entry.low for entry in self.entries]),
            np.array([entry.high for entry in self.entries]),
        )
        closed = np.array([is_closed(entry) for entry in self.entries], dtype=bool)

        def kept(sign: bool) -> Callable[[pd.DataFrame], pd.Series]:
            def holds(table: pd.DataFrame) -> pd.Series:
                code, value = table["indicator"].cat.codes.to_numpy(), table["value"].to_numpy()
                negative = np.isfinite(value) & (value < 0) & (low[code] >= 0)
                outside = (
                    np.isfinite(value)
                    & closed[code]
                    & ((value < low[code]) | (value > high[code]))
                    & ~negative
                )
                return pd.Series(~(negative if sign else outside), index=table.index)

            return holds

        columns = {
            "unit": [("unit", lambda column: column != "")],
            "indicator": [("indicator", lambda column: column != "")],
            "year": [("year", is_year)],
            "value": [
                ("number", lambda column: column.notna()),
                ("finite", lambda column: ~np.isinf(column)),
            ],
        }
        return make(
            "table", columns, rows=[("once", _placed_once), ("sign", kept(True)), ("scale", kept(False))]
        )

    # ------------------------------------------------------------------ where a fault is, in words

    def fault(self, place: int, rule: str, hint: str, **other: object) -> Fault:
        """A fault of one cell: named by the unit's code, or by what was written where it has none."""
        cells = self.cells
        label = cells.labels[cells.label[place]]
        unit = self.identities[cells.label[place]].unit or next((text for text in label if text), "")
        told = {"unit": unit, "indicator": cells.ids[cells.indicator[place]], "year": cells.year_text(place)}
        return Fault(**{**told, "value": cells.text(place), **other}, rule=rule, hint=hint)

    def where(self, place: int) -> tuple[int, int]:
        """Row and column of a cell."""
        return int(self.cells.row[place]), int(self.cells.column[place])


def is_closed(entry: Indicator) -> bool:
    """Whether an indicator is a publisher's scale, outside of which nothing can be."""
    return entry.kind in ("index", "status") and bool(np.isfinite(entry.low) and np.isfinite(entry.high))


def _placed_once(table: pd.DataFrame) -> pd.Series:
    year, value = table["year"].to_numpy(), table["value"].to_numpy()
    placed = (table["unit"] != "").to_numpy() & is_year(table["year"]).to_numpy() & ~np.isnan(value)
    if not placed.any():
        return pd.Series(True, index=table.index)
    unit, indicator = (
        table[name].cat.codes.to_numpy(dtype=np.int64)[placed] for name in ("unit", "indicator")
    )
    since = year[placed].astype(np.int64) - int(year[placed].min())
    place = (unit * len(table["indicator"].cat.categories) + indicator) * (int(since.max()) + 1) + since
    once = np.ones(len(table), dtype=bool)
    once[placed] = ~_doubled(place)
    return pd.Series(once, index=table.index)


def _doubled(place: Places) -> Bools:
    """Which numbers stand more than once."""
    if int(place.max()) <= 20 * len(place) + 1000:
        doubled: Bools = np.bincount(place)[place] > 1
        return doubled
    return pd.Series(place).duplicated(keep=False).to_numpy()


def _each(rule: Callable[[Check, int], tuple[str, str]]) -> Callable[[Check, Places], Found]:
    def tell(check: Check, places: Places) -> Found:
        for place in places:
            yield check.where(place), check.fault(place, *rule(check, place))

    return tell


def _finite(check: Check, place: int) -> tuple[str, str]:
    return "must be finite", "leave the cell empty if unknown"


def _sign(check: Check, place: int) -> tuple[str, str]:
    entry, value = check.entries[check.cells.indicator[place]], check.cells.value[place]
    rule = f"must be >= {max(entry.low, 0.0):g}"
    if is_usual_mark(value):
        return rule, f"check the sign; if {value:g} marks a missing value, pass missing=[{value:g}]"
    return rule, "check the sign"


def _scale(check: Check, place: int) -> tuple[str, str]:
    entry, value = check.entries[check.cells.indicator[place]], check.cells.value[place]
    hint = f"that is the whole scale of {entry.id}; check the unit"
    mark = f"; if {value:g} marks a missing value, pass missing=[{value:g}]" if is_usual_mark(value) else ""
    return f"must be {entry.low:g} to {entry.high:g}", hint + mark


def _unit(check: Check, places: Places) -> Found:
    """A wrong unit is one fault, however many values it has; a blank one, and a state that ended, one for each year."""
    cells = check.cells
    groups: dict[object, list[int]] = {}
    for place in places:
        label = int(cells.label[place])
        identity = check.identities[label]
        year = float(cells.year[place])
        told = of_former(identity, cells.labels[label], None if np.isnan(year) else year)
        key = (label, told.rule) if any(cells.labels[label]) else int(cells.row[place])
        groups.setdefault(key, []).append(int(place))
    for same in groups.values():
        label = int(cells.label[same[0]])
        year = float(cells.year[same[0]])
        identity = of_former(check.identities[label], cells.labels[label], None if np.isnan(year) else year)
        hint = identity.hint if any(cells.labels[label]) else f"line {cells.line(same[0])}: {identity.hint}"
        many = f" ({len(same)} values)" if len(same) > 1 else ""
        yield check.where(same[0]), check.fault(same[0], identity.rule, f"{hint}{many}".strip())


def _year(check: Check, places: Places) -> Found:
    """The wrong year of a row is one fault."""
    first = {int(check.cells.row[place]): int(place) for place in reversed(places)}
    counts = np.bincount(check.cells.row[places])
    for row, place in sorted(first.items()):
        rule, hint = explain_year(check.cells.year_text(place), float(check.cells.year[place]))
        frequency = next((name for name in check.dimensions if plain(name) in ("freq", "frequency")), None)
        if frequency is not None:
            hint = hint.replace("choose={...}", f"choose={{{frequency!r}: 'A'}}")
        many = f" ({counts[row]} values)" if counts[row] > 1 else ""
        yield check.where(place), check.fault(place, rule, f"{hint}{many}")


def _indicator(check: Check, places: Places) -> Found:
    first = {int(check.cells.row[place]): int(place) for place in reversed(places)}
    for _, place in sorted(first.items()):
        yield (
            check.where(place),
            check.fault(place, "the indicator is blank", f"line {check.cells.line(place)}: name it"),
        )


def _number(check: Check, places: Places) -> Found:
    """A column without any number is one fault."""
    cells = check.cells
    filled = np.bincount(cells.indicator[check._places], minlength=len(cells.ids))
    for code in dict.fromkeys(cells.indicator[places].tolist()):
        same = places[cells.indicator[places] == code]
        if len(same) < 2 or len(same) < filled[code]:
            for place in same:
                yield check.where(place), check.fault(place, *explain(cells.text(place), check.style))
            continue
        rule, hint = explain(cells.text(same[0]), check.style)
        header = str(cells.raw.frame.columns[cells.column[same[0]]])
        cell = cells.raw.frame.iloc[int(cells.row[same[0]]), int(cells.column[same[0]])]
        if rule == "must be a number" and not isinstance(cell, str):
            hint = (
                f"{type(cell).__name__} is no kind of number here; columns={{{header!r}: None}} leaves it out"
            )
        elif rule == "must be a number":
            hint = f"text: pass groups=[{header!r}], or columns={{{header!r}: None}} to leave it out"
        yield check.where(same[0]), check.fault(same[0], rule, hint, unit=f"all {len(same)}", year="")


def listed(names: Sequence[str], many: int) -> str:
    """Return the first of many names in words.

    >>> listed(["3", "4"], 2), listed(["3", "4"], 9)
    ('3, 4', '3, 4 and 7 more')
    """
    rest = f" and {many - len(names)} more" if many > len(names) else ""
    return ", ".join(names) + rest


def _once(check: Check, places: Places) -> Found:
    """A value that is given twice is one fault, which shows both; many that one column tells apart are one in all."""
    cells = check.cells
    units = pd.factorize(np.array([identity.unit for identity in check.identities], dtype=object))[0]
    keys = np.stack(
        [units[cells.label[places]], cells.indicator[places], cells.year[places].astype(np.int64)], axis=1
    )
    group = np.unique(keys, axis=0, return_inverse=True)[1].ravel()
    naming = [name for name in check.names if _names_rows(check, name, places)]
    telling = [name for name in (*naming, *check.dimensions) if _tells_apart(check, name, places, group)]
    if telling:
        yield _doubled_by(check, telling[0], places, group)
        return
    order = np.argsort(group, kind="stable")
    for same in np.split(places[order], np.flatnonzero(np.diff(group[order])) + 1):
        rows = [int(place) for place in sorted(same, key=lambda place: int(cells.row[place]))]
        names = dict.fromkeys(
            next((text for text in cells.labels[cells.label[place]] if text), "") for place in rows
        )
        spelt = f"; spelt {', '.join(names)}" if len(names) > 1 else ""
        lines = listed([str(cells.line(place)) for place in rows[:_MOST_LINES]], len(rows))
        values = " and ".join(dict.fromkeys(cells.text(place) for place in rows[:_MOST_LINES]))
        hint = f"keep one of lines {lines}{spelt}"
        yield check.where(rows[0]), check.fault(rows[0], f"given {len(rows)} times", hint, value=values)


def _tells_apart(check: Check, name: str, places: Places, group: Places) -> bool:
    """Whether the rows of one place all differ in a column."""
    members = pd.factorize(texts(check.cells.raw.frame[name])[check.cells.row[places]])[0]
    return len(set(zip(group.tolist(), members.tolist(), strict=True))) == len(places)


#: What statisticians call the whole of a dimension.
_WHOLES = ("T", "_T", "TOTAL", "BTSX", "SEX_BTSX", "A", "ALL", "BOTH SEXES", "Y_GE15", "YTOTAL")


def _names_rows(check: Check, name: str, places: Places) -> bool:
    """Whether a column has another word in every row, and most values are given twice without it: the units' own names."""
    members = texts(check.cells.raw.frame[name])
    return (
        2 * len(places) >= len(check.cells.value)
        and len(set(members)) == len(members)
        and not any(member[:1].isdigit() for member in members)
    )


def _doubled_by(check: Check, name: str, places: Places, group: Places) -> tuple[tuple[int, int], Fault]:
    cells = check.cells
    members = list(dict.fromkeys(texts(cells.raw.frame[name])[cells.row[places]]))
    whole = next((member for member in members if member.upper() in _WHOLES), members[0])
    shown = ", ".join(members[:6]) + (f" ... ({len(members)} in all)" if len(members) > 6 else "")
    place = int(places[0])
    same = places[group == group[0]]
    values = " and ".join(dict.fromkeys(cells.text(int(other)) for other in same[:4]))
    counts = f"columns={{{name!r}: 'unit'}} counts each as a unit"
    remedy = counts if name in check.names else f"choose={{{name!r}: {whole!r}}} keeps one of them"
    hint = f"the rows differ in {name} ({shown}): {remedy}"
    rule = f"given {len(same)} times"
    many = f" ({len(places)} values)" if len(places) > len(same) else ""
    return check.where(place), check.fault(place, rule, hint + many, value=values)


_TELL: Mapping[str, Callable[[Check, Places], Found]] = {
    "unit": _unit, "indicator": _indicator, "year": _year, "number": _number, "finite": _each(_finite), "once": _once,
    "sign": _each(_sign), "scale": _each(_scale),
}  # fmt: skip


def unlikely(cells: Cells, units: Sequence[str], entries: Sequence[Indicator]) -> list[str]:
    """Say which values are outside of the plausible range, though possible: a sentence for each indicator."""
    low: Array = np.array([entry.low for entry in entries])[cells.indicator]
    high: Array = np.array([entry.high for entry in entries])[cells.indicator]
    closed: Bools = np.array([is_closed(entry) for entry in entries], dtype=bool)[cells.indicator]
    outside = np.flatnonzero(cells.numbers & ~closed & ((cells.value < low) | (cells.value > high)))
    notes = []
    for code in dict.fromkeys(cells.indicator[outside].tolist()):
        places = outside[cells.indicator[outside] == code]
        first = places[:5]
        some = ", ".join(f"{units[cells.label[i]]} {cells.year_text(i)} ({cells.text(i)})" for i in first)
        more = f" and {len(places) - 5} more" if len(places) > 5 else ""
        entry = entries[code]
        notes.append(f"{entry.id}: outside the plausible {entry.low:g} to {entry.high:g}: {some}{more}")
    return notes
