"""A short text that is another for other data: what a saved result is compared by."""

from __future__ import annotations

import hashlib

import numpy as np

from mpindex.dataset.observations import Observations


def digest(dataset: Observations) -> str:
    """Return the SHA-256 of the figures of a dataset: units, indicators and their directions, every value of every year.

    The same on every machine. Names, notes and tables of groups are not part of it.

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
    return total.hexdigest()
