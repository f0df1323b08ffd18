"""The one place where a registered method is called: what goes wrong in it is said with file, line, units and indicators."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from mpindex.dataset.dataset import Dataset
from mpindex.engine.groups import places
from mpindex.errors import DataError, DefinitionError, Fault, OptionError
from mpindex.grammar.model import Call, thaw
from mpindex.grammar.yamlfile import Path
from mpindex.steps.columns import BadUnits, BadValues
from mpindex.steps.registry import METHODS, Method
from mpindex.typing import Array, Bools

#: What a method raises when its options are wrong and it does not say so itself.
MISUSE = (TypeError, ValueError, LookupError, ArithmeticError, AttributeError)


def no_year(row: int, column: int) -> object:
    """Return nothing: values without a year."""
    return ""


@dataclass(frozen=True)
class Site:
    """What a method is called for. It is made where a call fails, and nowhere else.

    Attributes
    ----------
    path : Path
        Where the definition asks for it.
    of : str
        The elements that it is called for, in words; empty where the line says enough.
    columns : tuple of str
        Names of the columns of the values, (..., units, columns).
    word : str
        What the file calls the step, where that is not the step's own name (``then``).
    year : callable
        The year of a value, by row and column.
    """

    path: Path
    of: str = ""
    columns: tuple[str, ...] = ()
    word: str = ""
    year: Callable[[int, int], object] = no_year


@dataclass(frozen=True, eq=False)
class Calls:
    """Calls registered methods for one definition on one dataset.

    Attributes
    ----------
    dataset : Dataset
        Its units are the rows of what methods take.
    where : callable
        ``file:line`` of a path in the definition.
    """

    dataset: Dataset
    where: Callable[[Path], str]

    def run(
        self,
        step: str,
        name: str,
        arrays: Sequence[Any],
        options: Mapping[str, Any],
        site: Callable[[], Site],
    ) -> Any:
        """Call a method and return what it returns.

        Parameters
        ----------
        step, name : str
            The method, as it is registered.
        arrays : sequence
            Positional arguments, the values first.
        options : mapping
            Keyword arguments, of the file and from the data. Names of units become numbers of rows where the
            method says that an option names units.
        site : callable
            Makes the `Site` that it is called for, when it fails.

        Raises
        ------
        DataError
            The method cannot take the values; `faults` names each by unit and indicator where the method tells them.
        DefinitionError
            Its options are wrong.
        """
        method = METHODS[step][name]
        try:
            return method.function(*arrays, **self._with_rows(method, options))
        except BadUnits as fault:
            why = str(fault).partition("\n")[0]
            units = [
                replace(each, unit=self.dataset.units[row % len(self.dataset.units)])
                for each, row in zip(fault.faults, fault.rows, strict=True)
            ]
            raise DataError(self.message(step, name, site(), why), units) from None
        except DataError as fault:
            cells = _refused(method, fault, arrays, options)
            if cells is None:
                raise DataError(self.message(step, name, site(), str(fault))) from None
            raise DataError(self.message(step, name, site()), self._named(*cells, site())) from None
        except (DefinitionError, OptionError) as fault:
            raise DefinitionError(self.message(step, name, site(), str(fault))) from None
        except MISUSE as fault:
            why = str(fault) or type(fault).__name__
            raise DefinitionError(self.message(step, name, site(), why)) from fault

    def message(self, step: str, name: str, site: Site, why: str = "") -> str:
        """Say which step failed for what, at which line: the one sentence for all steps."""
        subject = f" of {site.of}" if site.of else ""
        end = f": {why}" if why else " cannot take these values"
        return f"{self.where(site.path)}: {site.word or step} {name!r}{subject}{end}"

    def _with_rows(self, method: Method, options: Mapping[str, Any]) -> Mapping[str, Any]:
        named = [key for key in method.unit_options if key in options]
        if not named:
            return options
        return {**options, **{key: places(self.dataset, options[key]) for key in named}}

    def _named(self, bad: Bools, values: Sequence[tuple[object, str, str]], site: Site) -> list[Fault]:
        """One fault for each cell (unit, column), the first of those that leading axes hold."""
        units = self.dataset.units
        faults: dict[tuple[int, int], Fault] = {}
        for cell, (value, rule, hint) in zip(np.argwhere(bad), values, strict=False):
            row, column = int(cell[-2]) % len(units), int(cell[-1])
            fault = Fault(units[row], site.columns[column], site.year(row, column), value, rule, hint)
            faults.setdefault((row, column), fault)
        return list(faults.values())


def options_of(call: Call) -> dict[str, Any]:
    """Return the options of a call as plain values; `among` is no option of a method, but a group of units."""
    return {key: thaw(value) for key, value in call.arguments if key != "among"}


def listed(names: Sequence[str], most: int = 5) -> str:
    """Return names in words, the first few of many.

    >>> listed(["gdp", "area", "oil"], most=2)
    'gdp, area and 1 more'
    """
    rest = f" and {len(names) - most} more" if len(names) > most else ""
    return ", ".join(names[:most]) + rest


def _refused(
    method: Method, fault: DataError, arrays: Sequence[Any], options: Mapping[str, Any]
) -> tuple[Bools, list[tuple[object, str, str]]] | None:
    """The cells (..., units, columns) that a method refuses, each with value, rule and remedy; None if it cannot tell."""
    if isinstance(fault, BadValues):
        return fault.bad, [(one.value, one.rule, one.hint) for one in fault.faults]
    if method.refuses is None:
        return None
    values: Array = arrays[0]
    bad = method.refuses(values, **options)
    rule = f"not defined under {method.name}"
    hint = f"normalise to a positive range, or {method.step}: arithmetic"
    return (bad, [(float(value), rule, hint) for value in values[bad]]) if bad.any() else None
