"""Band: classes of scores by natural breaks (exact k-means), mixtures, head/tail breaks, gaps, quantiles, shares and ranks.

Scores have shape (..., units), NaN where missing and kept so. Functions named ``*_cuts`` return cut values,
(..., classes - 1), highest first: a unit is in the first class whose cut it reaches, in the last if it
reaches none. The methods return class numbers, (..., units), 1 being the top class.
"""

from mpindex.steps.band.breaks import natural_breaks, natural_breaks_cuts
from mpindex.steps.band.cuts import classes_by
from mpindex.steps.band.gaps import above_largest_gap, largest_gap
from mpindex.steps.band.heads import head_tail, head_tail_cuts
from mpindex.steps.band.mixture import Mixture, fit_mixture, mixture, mixture_cuts
from mpindex.steps.band.quantiles import quantile_cuts, quantiles
from mpindex.steps.band.ranks import rank_window
from mpindex.steps.band.separation import separating_cut, separation
from mpindex.steps.band.shares import cumulative_share

__all__ = [
    "Mixture",
    "above_largest_gap",
    "classes_by",
    "cumulative_share",
    "fit_mixture",
    "head_tail",
    "head_tail_cuts",
    "largest_gap",
    "mixture",
    "mixture_cuts",
    "natural_breaks",
    "natural_breaks_cuts",
    "quantile_cuts",
    "quantiles",
    "rank_window",
    "separating_cut",
    "separation",
]
