"""Designs: runs that are given as a table, a column for each factor and a row for each run, in place of draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from mpindex.errors import OptionError, suggest
from mpindex.typing import Array
from mpindex.uncertainty.choices.choices import Factor, Noise, Threshold, Weights

#: What stands before the id of an element where its weights stand in a column of their own: ``weights.gdp``.
WEIGHTS = "weights."


def values_of(
    design: pd.DataFrame, factors: Sequence[Factor], elements: Sequence[str]
) -> dict[str, NDArray[Any]]:
    """Return the values of each factor in some rows of a design, as `Replicates.run` takes them.

    Parameters
    ----------
    design : DataFrame
        Checked by `check_design`.
    factors : sequence of Factor
        Those that vary.
    elements : sequence of str
        Ids of the tree's elements, in the order of weights.
    """
    values = {str(name): design[name].to_numpy() for name in design if not str(name).startswith(WEIGHTS)}
    factor = _drawn_weights(factors)
    columns = [str(name) for name in design if str(name).startswith(WEIGHTS)]
    if factor is not None and columns:
        values[factor.name] = _weights(design[columns], factor, elements)
    return values


def require_frame(design: object) -> pd.DataFrame:
    """Return a design if it is a table with rows.

    Raises
    ------
    OptionError
        It is none.
    """
    if not isinstance(design, pd.DataFrame):
        raise OptionError(
            f"design is a DataFrame with a column for each factor and a row for each run, not {type(design).__name__}"
        )
    if not len(design):
        raise OptionError("design has no row; each row is one run")
    return design


def check_design(design: pd.DataFrame, factors: Sequence[Factor], elements: Sequence[str]) -> None:
    """Say all that is wrong with a design at once: columns that are no factor, numbers that no alternative has.

    Raises
    ------
    OptionError
        The design does not fit the factors.
    """
    by_name = {factor.name: factor for factor in factors}
    weighed = [f"{WEIGHTS}{name}" for name in elements] if _drawn_weights(factors) is not None else []
    faults = [
        f"no factor {name!r}.{suggest(str(name), [*by_name, *weighed])} There are: {', '.join(by_name)}"
        for name in design
        if name not in by_name and name not in weighed
    ]
    for name in design:
        if name in by_name:
            fault = _column_fault(by_name[str(name)], design[name].to_numpy())
        else:
            fault = _weight_fault(design[name].to_numpy()) if name in weighed else ""
        faults += [f"{name!r} {fault}"] if fault else []
    if faults:
        raise OptionError("\n".join(f"design: {fault}" for fault in faults))


def _drawn_weights(factors: Sequence[Factor]) -> Weights | None:
    """The factor of the weights, where they are drawn and not one of several sets."""
    return next((item for item in factors if isinstance(item, Weights) and item.kind != "sets"), None)


def _weights(columns: pd.DataFrame, factor: Weights, elements: Sequence[str]) -> Array:
    """(runs, elements): weights as a draw has them; an element without a column keeps the definition's weight."""
    weights = np.tile(np.array(factor.given), (len(columns), 1))
    for name in columns:
        weights[:, elements.index(str(name).removeprefix(WEIGHTS))] = columns[name].to_numpy(dtype=float)
    if factor.kind == "spread":
        return weights
    for group in factor.groups:
        places = list(group)
        given = np.array(factor.given)[places]
        total = weights[:, places].sum(axis=1, keepdims=True)
        shares = np.divide(weights[:, places], total, out=np.tile(given, (len(weights), 1)), where=total > 0)
        weights[:, places] = shares / shares.sum(axis=1, keepdims=True)
    return weights


def _weight_fault(column: NDArray[Any]) -> str:
    numbers = np.issubdtype(column.dtype, np.number) and np.isfinite(column).all()
    return "" if numbers and (column >= 0).all() else "takes weights, numbers of at least 0"


def _column_fault(factor: Factor, column: NDArray[Any]) -> str:
    """What is wrong with a column of a design, or an empty text."""
    if isinstance(factor, Weights) and factor.kind != "sets":
        return f"is drawn: give the weight of each element in a column of its own, {WEIGHTS}ID"
    if isinstance(factor, Threshold):
        finite = np.issubdtype(column.dtype, np.number) and np.isfinite(column).all()
        return "" if finite else "takes finite numbers"
    if isinstance(factor, Noise):
        whole = np.issubdtype(column.dtype, np.integer) and (column >= 0).all()
        return "" if whole else "takes seeds, whole numbers of at least 0"
    size = len(factor.sets) if isinstance(factor, Weights) else len(factor.labels)
    return "" if np.isin(column, np.arange(size)).all() else f"takes whole numbers from 0 to {size - 1}"
