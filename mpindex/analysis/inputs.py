"""What a question is asked with: definitions given as one or as many, each with a label of its own, and the data."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from mpindex.arguments import mapping, whole_number
from mpindex.dataset.bundled import load
from mpindex.dataset.dataset import Dataset, require_dataset
from mpindex.errors import OptionError, UnknownUnit, suggest
from mpindex.grammar.definition import Definition
from mpindex.grammar.library import definition as find_definition
from mpindex.index.index import Index
from mpindex.typing import DatasetLike
from mpindex.wording import counted


def world_of(dataset: DatasetLike, year: int | None = None) -> Dataset:
    """Return the data of a question: the bundled world when None is given, as of a year if one is.

    Raises
    ------
    OptionError
        The data are no Dataset, or the year is no whole number.
    DataError
        No value reaches the year.
    """
    when = None if year is None else whole_number("year", year)
    if dataset is None:
        return load() if when is None else load(year=when)
    world = require_dataset(dataset)
    return world if when is None else world.at(when)


def several(given: Any) -> list[Any]:
    """Return things given as one or as many as a list; ids, paths, mappings, datasets and definitions are one.

    >>> several("wood"), several(["wood", "cinc"])
    (['wood'], ['wood', 'cinc'])
    """
    single = isinstance(given, str | os.PathLike | Mapping | Dataset | pd.DataFrame | Index) or hasattr(
        given, "apply"
    )
    return [given] if single or not isinstance(given, Iterable) else list(given)


def definitions_by_label(given: Iterable[Any]) -> dict[str, Definition]:
    """Return definitions by id.

    Raises
    ------
    OptionError
        None is given, or two of one id, which no reader of the result could tell apart.
    DefinitionError
        No such definition, or a faulty one.
    """
    labelled: dict[str, Definition] = {}
    for item in given:
        definition = find_definition(item)
        if definition.id in labelled:
            raise OptionError(
                f"definitions: two are called {definition.id!r}; give one another id,"
                f" as in definition.with_(id='{definition.id}_2')"
            )
        labelled[definition.id] = definition
    if not labelled:
        raise OptionError(
            "definitions is empty: name at least one definition, as in definitions=['capability']"
        )
    return labelled


def values_of(parameters: object, definitions: Iterable[Definition]) -> Mapping[str, Any]:
    """Return values for parameters of definitions, each of which at least one of them has.

    Raises
    ------
    OptionError
        They are no mapping by name, or none of the definitions has such a parameter.
    """
    values = mapping("parameters", parameters, "{'region': 'SCO'}")
    known = {name for definition in definitions for name in _parameters_of(definition)}
    for name in values.keys() - known:
        raise OptionError(
            f"parameters: none of these definitions has a parameter {name!r}.{suggest(name, known)}"
            f" They have: {', '.join(sorted(known)) or 'none'}"
        )
    return values


def applied(definition: Definition, world: Dataset, values: Mapping[str, Any]) -> Index:
    """Return the result of a definition with those of the values that it has a parameter for."""
    own = {name: values[name] for name in _parameters_of(definition) if name in values}
    # A definition in Python need not know of parameters.
    return definition.apply(world, parameters=own) if own else definition.apply(world)


def _parameters_of(definition: Definition) -> list[str]:
    """Names of its parameters; a definition in Python may have none to name."""
    return list(getattr(definition, "parameters", {}))


def references(indexes: Iterable[Index]) -> str:
    """Return the references of the definitions of results, one after the other, each with its figures."""
    return "\n\n".join(index.definition.cite(index.dataset) for index in indexes)


def codes_of(world: Dataset, units: str | list[str] | tuple[str, ...]) -> list[str]:
    """Return the codes of one unit or several, each once; every unknown one is in the error.

    Parameters
    ----------
    world : Dataset
        Whose units they are.
    units : str or list of str
        Codes or names.

    Raises
    ------
    UnknownUnit
        Naming every one that is not there, with the nearest.
    OptionError
        The list is empty.
    """
    if not isinstance(units, list | tuple):
        return [world.find(units)]
    if not units:
        raise OptionError("unit is empty: name at least one, as in unit=['KAZ', 'UZB']")
    codes, unknown = [], []
    for unit in units:
        try:
            codes.append(world.find(unit))
        except UnknownUnit as error:
            unknown.append(error)
    if len(unknown) == 1:
        raise unknown[0]
    if unknown:
        faults = [fault for error in unknown for fault in error.faults]
        said = [str(error) for error in unknown if not error.faults]
        raise UnknownUnit("; ".join(said) or f"{counted(len(unknown), 'unit')} not known", faults)
    return list(dict.fromkeys(codes))
