"""Derive: indicators made from others, by one verb along one axis (indicators, years, units, partners).

Along indicators and units the arrays are ``(..., units)``; along years ``(..., units, years)`` with the years of the
columns; along partners dyads are ``(..., from, to)``. NaN is missing; a result with a missing part is missing,
unless a docstring says otherwise.
"""

from mpindex.steps.derive.indicators import difference, evenness_of, product, ratio, total
from mpindex.steps.derive.partners import evenness, mean_share, partner_share, preponderance
from mpindex.steps.derive.residuals import residual
from mpindex.steps.derive.units import lead, penetration, place, position, share
from mpindex.steps.derive.years import change, lowest, mean, slope, slope_t

__all__ = [
    "change",
    "difference",
    "evenness",
    "evenness_of",
    "lead",
    "lowest",
    "mean",
    "mean_share",
    "partner_share",
    "penetration",
    "place",
    "position",
    "preponderance",
    "product",
    "ratio",
    "residual",
    "share",
    "slope",
    "slope_t",
    "total",
]
