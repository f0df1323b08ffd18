"""Impute: put a value where one is missing. Observed values never change.

Within one sample ``(..., units, indicators)``: by a constant, by the column's mean or median (of all
units or of a comparison group), or by the unit's own level in the rest of its dimension. In a panel
``(..., years, units, indicators)``: from the same unit's other years. What has nothing to be imputed
from stays missing. Values are finite or NaN.
"""

from mpindex.steps.impute.sample import constant, mean, median, none, row_mean
from mpindex.steps.impute.years import latest, linear, linear_constant, step

__all__ = [
    "constant",
    "latest",
    "linear",
    "linear_constant",
    "mean",
    "median",
    "none",
    "row_mean",
    "step",
]
