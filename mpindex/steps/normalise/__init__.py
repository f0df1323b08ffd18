"""Normalise: put indicators on one scale, with more meaning better (except `position`)."""

from mpindex.steps.normalise.classes import above_below_mean, categorical, percentile_classes, within
from mpindex.steps.normalise.distances import dist2max, dist2ref, dist2targ
from mpindex.steps.normalise.linear import ampi, goalposts, minmax, none, scaled
from mpindex.steps.normalise.quotients import difference, fracmax, quotient
from mpindex.steps.normalise.ranks import borda, percentile, percentile_rank, position, rank
from mpindex.steps.normalise.shares import log, log1p, log_share, share
from mpindex.steps.normalise.spread import zscore

__all__ = [
    "above_below_mean",
    "ampi",
    "borda",
    "categorical",
    "difference",
    "dist2max",
    "dist2ref",
    "dist2targ",
    "fracmax",
    "goalposts",
    "log",
    "log1p",
    "log_share",
    "minmax",
    "none",
    "percentile",
    "percentile_classes",
    "percentile_rank",
    "position",
    "quotient",
    "rank",
    "scaled",
    "share",
    "within",
    "zscore",
]
