"""Normalise: put indicators on one scale, with more meaning better (except `position`)."""

from mpindex.steps.normalise.linear import ampi, goalposts, minmax, none, scaled, zscore
from mpindex.steps.normalise.ranks import borda, percentile, percentile_rank, position, rank
from mpindex.steps.normalise.shares import log, log1p, log_share, share

__all__ = [
    "ampi",
    "borda",
    "goalposts",
    "log",
    "log1p",
    "log_share",
    "minmax",
    "none",
    "percentile",
    "percentile_rank",
    "position",
    "rank",
    "scaled",
    "share",
    "zscore",
]
