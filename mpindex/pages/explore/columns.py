"""Columns of numbers as text for a page: each different column once, its bytes in base64."""

from __future__ import annotations

import base64
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, NDArray


class Columns:
    """A collection of columns of one length, each kept once and known by its number.

    >>> columns = Columns()
    >>> columns.add([1.0, 2.0]), columns.add([3.0, 4.0]), columns.add([1.0, 2.0])
    (0, 1, 0)
    """

    def __init__(self) -> None:
        self._numbers: dict[tuple[str, bytes], int] = {}

    def add(self, values: ArrayLike) -> int:
        """Keep a column of floats (NaN where missing) and return its number."""
        numbers = np.array(values, dtype="<f8")
        numbers[np.isnan(numbers)] = np.nan  # there are many bit patterns of it
        return self._add("f8", numbers)

    def add_whole(self, values: ArrayLike) -> int:
        """Keep a column of whole numbers from 0 to 65,535, such as years and ranks, 0 where missing."""
        return self._add("u2", np.nan_to_num(np.asarray(values, dtype=np.float64)).astype("<u2"))

    @property
    def text(self) -> list[list[str]]:
        """Kind (f8: floats of 8 bytes, u2: whole numbers of 2) and bytes in base64 of every column, lowest first."""
        return [[kind, base64.b64encode(raw).decode("ascii")] for kind, raw in self._numbers]

    def _add(self, kind: str, values: NDArray[Any]) -> int:
        return self._numbers.setdefault((kind, values.tobytes()), len(self._numbers))


def members(mask: ArrayLike) -> list[int]:
    """Return the numbers of the rows that a mask picks, as plain numbers.

    >>> members([True, False, True])
    [0, 2]
    """
    return [int(i) for i in np.flatnonzero(np.asarray(mask))]
