"""A short text that is another for other data: what a saved result is compared by."""

from __future__ import annotations

import hashlib

import numpy as np
import pandas as pd

from mpindex.dataset.observations import Observations
from mpindex.dataset.side_tables import COLUMNS


def digest(dataset: Observations) -> str:
    """Return the SHA-256 of the data of a dataset: units, indicators and their directions, every value of every year.

    Groups, dyads, lists, errors and places that a user gives are part of it, in the order of their rows; those of the
    bundled data are in `resources.bundled_hash`. The same on every machine. Names and notes are not part of it.

    Parameters
    ----------
    dataset : Dataset
        Any.

    Examples
    --------
    >>> import pandas as pd
    >>> from mpindex.dataset.dataset import Dataset
    >>> data = Dataset.from_frame(pd.DataFrame({"a": [1.0, 2.0]}, index=["x", "y"]))
    >>> digest(data)[:8] == digest(Dataset.from_frame(data.frame))[:8]
    True
    """
    panel, total = dataset.panel, hashlib.sha256()
    directions = [dataset.indicator(name).direction for name in dataset.indicators]
    for names in (dataset.units, dataset.indicators, directions, [dataset.year, dataset.reference_year]):
        total.update(repr(list(names)).encode())
    for whole in (panel.indicator, panel.unit, panel.year):
        total.update(np.ascontiguousarray(whole, dtype="<i4").tobytes())
    total.update(np.ascontiguousarray(panel.value, dtype="<f8").tobytes())
    for name, table in sorted(dataset.tables.given.items()):
        total.update(name.encode())
        total.update(_as_text(table.reindex(columns=list(COLUMNS[name]))))
    return total.hexdigest()


def _as_text(table: pd.DataFrame) -> bytes:
    """A table as CSV: numbers are written as floats, whatever they were read as."""
    columns = {}
    for name, column in table.items():
        numbers = pd.to_numeric(column.astype(object), errors="coerce").astype(float)
        columns[name] = numbers if (numbers.notna() == column.notna()).all() else column.astype(str)
    return pd.DataFrame(columns).to_csv(index=False, lineterminator="\n").encode()
