"""Normalise: put indicators on one scale, with more meaning better (except `position`)."""

from mpindex.steps.normalise.classes import above_below_mean, categorical, percentile_classes, within
from mpindex.steps.normalise.curves import arcsinh, logistic, normal_cdf
from mpindex.steps.normalise.distances import dist2max, dist2ref, dist2targ
from mpindex.steps.normalise.fuzzy import calibrate, negation
from mpindex.steps.normalise.linear import ampi, goalposts, minmax, none, scaled
from mpindex.steps.normalise.middle import middleness, middleness_of
from mpindex.steps.normalise.quotients import difference, fracmax, quotient
from mpindex.steps.normalise.ranks import borda, normal_rank, percentile, percentile_rank, position, rank
from mpindex.steps.normalise.rounding import rounded
from mpindex.steps.normalise.shares import log, log1p, log_share, share
from mpindex.steps.normalise.spread import robust, vector, zscore

__all__ = [
    "above_below_mean",
    "ampi",
    "arcsinh",
    "borda",
    "calibrate",
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
    "logistic",
    "middleness",
    "middleness_of",
    "minmax",
    "negation",
    "none",
    "normal_cdf",
    "normal_rank",
    "percentile",
    "percentile_classes",
    "percentile_rank",
    "position",
    "quotient",
    "rank",
    "robust",
    "rounded",
    "scaled",
    "share",
    "vector",
    "within",
    "zscore",
]
