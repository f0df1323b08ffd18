"""The types that signatures share. Importing this module costs nothing but NumPy."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import Executor
from os import PathLike
from typing import TYPE_CHECKING, Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from mpindex.dataset.dataset import Dataset as Dataset
    from mpindex.grammar.definition import Definition as Definition

Array: TypeAlias = NDArray[np.float64]
"""Values, scores or weights: (..., units, indicators) unless a docstring says otherwise; NaN is missing."""

Bools: TypeAlias = NDArray[np.bool_]
Ints: TypeAlias = NDArray[np.int_]
Places: TypeAlias = NDArray[np.intp]
"""Numbers of rows, columns or elements."""

Codes: TypeAlias = NDArray[np.int16]
"""Numbers of bands; -1 without a score."""

Seed: TypeAlias = int | np.random.Generator | None

PathLikeText: TypeAlias = str | PathLike[str]

DefinitionLike: TypeAlias = "str | PathLike[str] | Mapping[str, Any] | Definition"
"""An id, the path of a YAML file, a mapping of the grammar, or a Definition."""

DatasetLike: TypeAlias = "Dataset | None"
"""A Dataset, or None for the bundled world."""

__all__ = [
    "Array", "Bools", "Codes", "DatasetLike", "DefinitionLike", "Executor", "Ints", "PathLikeText", "Places",
    "Seed",
]  # fmt: skip
