"""Bands that nobody can be in: an empty range, a per cent where a fraction is meant, a band behind one that takes all."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mpindex.grammar.bands import is_cut
from mpindex.grammar.kinds import as_number
from mpindex.grammar.model import Band, Condition, thaw
from mpindex.grammar.yamlfile import Path

#: Quantities that are parts of 1 and that people write in per cent.
FRACTIONS = ("position", "coverage", "share")
#: The largest gap parts two classes.
_TWO_SIDES = 2
_FULL = 100
_BOUNDS = ("min", "max", "above", "below")


@dataclass(frozen=True)
class Span:
    """What a condition lets a number be: from `low` to `high`, which are in it unless `above` or `below`."""

    low: float
    high: float
    above: bool = False
    below: bool = False

    @property
    def empty(self) -> bool:
        """Whether no number is in it."""
        return self.low > self.high or (self.low == self.high and (self.above or self.below))

    def holds(self, other: Span) -> bool:
        """Return whether all of another span is in it."""
        starts = self.low < other.low or (self.low == other.low and (other.above or not self.above))
        ends = self.high > other.high or (self.high == other.high and (other.below or not self.below))
        return starts and ends


#: All that a quantity can be.
ALL = Span(-math.inf, math.inf)
RANGES = {
    "rank": Span(1.0, math.inf),
    "position": Span(0, 1, above=True),
    "coverage": Span(0, 1),
    "share": Span(-math.inf, 1),
}


def span_of(condition: Condition) -> Span | None:
    """Return the numbers that a condition lets through, or None where they depend on the data.

    Examples
    --------
    >>> span_of(Condition("rank", (("min", 1), ("max", 5)), ()))
    Span(low=1.0, high=5.0, above=False, below=False)
    """
    bounds = {key: as_number(value) for key, value in condition.test}
    numbers = {key: number for key, number in bounds.items() if number is not None}
    if not numbers or set(bounds) - set(_BOUNDS) or len(numbers) < len(bounds):
        return None
    natural = RANGES.get(condition.quantity, ALL)
    least = max(natural.low, numbers.get("min", -math.inf), numbers.get("above", -math.inf))
    most = min(natural.high, numbers.get("max", math.inf), numbers.get("below", math.inf))
    above = numbers.get("above") == least or (natural.above and natural.low == least)
    return Span(least, most, above, numbers.get("below") == most)


def unreachable(bands: Sequence[Band], leaves: int) -> list[tuple[Path, str]]:
    """Return a fault for each condition that nobody can meet, and for each band behind one that takes all of it.

    Parameters
    ----------
    bands : sequence of Band
        In order, first match wins.
    leaves : int
        How many indicators the tree has.
    """
    faults: list[tuple[Path, str]] = []
    for i, band in enumerate(bands):
        empty = [(item.path, why) for item in band.conditions if (why := _empty(item, leaves))]
        before = next((other for other in bands[:i] if _takes(other, band)), None)
        if not empty and before is not None:
            empty = [(("bands", i, band.label), _behind(band.label, before))]
        faults += empty
    return faults


def _behind(label: str, before: Band) -> str:
    takes = "all that is left" if not before.conditions else "whoever would be in it"
    return f"band {label!r} cannot be reached: {before.label!r} stands before it and takes {takes}"


def _takes(earlier: Band, later: Band) -> bool:
    """Whether whoever meets a later band's conditions meets those of an earlier one."""
    return all(_implied(condition, later.conditions) for condition in earlier.conditions)


def _implied(condition: Condition, by: Sequence[Condition]) -> bool:
    span = span_of(condition)
    if span is not None and span.holds(RANGES.get(condition.quantity, ALL)):
        return True
    for other in by:
        if other.quantity != condition.quantity:
            continue
        theirs = span_of(other)
        if other.test == condition.test or (span is not None and theirs is not None and span.holds(theirs)):
            return True
    return False


def _empty(condition: Condition, leaves: int) -> str:
    """Why nobody meets a condition; empty where somebody may."""
    test = {key: thaw(value) for key, value in condition.test}
    if condition.quantity == "leaves":
        return _few_leaves(test, leaves)
    if is_cut(condition.quantity, test):
        return _no_class(condition.quantity, test)
    return _no_number(condition.quantity, test, span_of(condition))


def _no_number(name: str, test: dict[str, Any], span: Span | None) -> str:
    numbers = {key: number for key in _BOUNDS if (number := as_number(test.get(key))) is not None}
    high = [(key, number) for key, number in numbers.items() if number > 1]
    if name in FRACTIONS and high:
        key, number = high[0]
        return f"{name!r} is a part of 1: for {number:g} % write {key}: {number / 100:g}"
    if span is None or not span.empty:
        return ""
    if name == "rank" and 0 < numbers.get("max", 1) < 1:
        share = numbers["max"]
        return f"no rank is below 1; for the first {share:.0%} of all write  position: {{max: {share:g}}}"
    if "min" in numbers and "max" in numbers and numbers["min"] > numbers["max"]:
        least, most = numbers["max"], numbers["min"]
        return f"nobody can be in {name!r} [{most:g}, {least:g}]: the lowest comes first, as in [{least:g}, {most:g}]"
    least = RANGES.get(name, ALL).low
    natural = "" if math.isinf(least) else f"; {name} begins at {least:g}"
    asked = ", ".join(f"{key}: {number:g}" for key, number in numbers.items())
    return f"nobody can meet {name}: {{{asked}}}{natural}"


def _few_leaves(test: dict[str, Any], leaves: int) -> str:
    low, high = test["within"]
    if low > high:
        return f"nobody can be within [{low:g}, {high:g}]: the lowest comes first, as in [{high:g}, {low:g}]"
    least = test["at_least"]
    if isinstance(least, str):
        return f"at_least: {least} is more than all indicators" if float(least[:-1]) > _FULL else ""
    if 0 < least < 1:
        return f"at_least: {least:g} is a number of indicators; for that share of them write {least:.0%}"
    if least > leaves:
        return f"at_least: {least:g} is more than all indicators of the tree, of which there are {leaves}"
    return ""


def _no_class(name: str, test: dict[str, Any]) -> str:
    first, last = test.get("from", 1), test.get("to")
    if isinstance(last, int) and isinstance(first, int) and first > last:
        return f"{name!r} looks at no rank from {first} to {last}: the lower rank comes first"
    wanted = test.get("class", 1) if isinstance(test.get("class", 1), list) else [test.get("class", 1)]
    most = _TWO_SIDES if name in ("gap", "largest_gap") else test.get("classes")
    if isinstance(test.get("at"), list):
        most = len(test["at"]) + 1
    if isinstance(most, int) and min(wanted) > most:
        return f"{name!r} makes {most} classes; there is no class {min(wanted)}"
    return ""
