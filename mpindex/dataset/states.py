"""The data of a year with the states of that year alone."""

from __future__ import annotations

from mpindex.dataset.dataset import Dataset
from mpindex.units.statehood import existed


def states_of(dataset: Dataset, year: int) -> Dataset:
    """Return the data as of `year` with the states of that year alone; other units than countries all stay.

    Parameters
    ----------
    dataset : Dataset
        Of countries, or of any units.
    year : int
        Nothing later is used.
    """
    then = dataset.at(year)
    present = existed(dataset.units, year)
    if not dataset.is_countries or present.all():
        return then
    return then.subset(units=[unit for unit, stays in zip(dataset.units, present, strict=True) if stays])
