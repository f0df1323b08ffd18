"""Treat: keep a few extreme values from deciding an indicator. `outliers.details` tells what was done."""

from mpindex.steps.treat.clip import clip, none
from mpindex.steps.treat.forms import boxcox, log, log_CT, log_CT_orig, log_CT_plus, log_GII
from mpindex.steps.treat.outliers import Treatment, bend_outliers, details, winsorise

__all__ = [
    "Treatment",
    "bend_outliers",
    "boxcox",
    "clip",
    "details",
    "log",
    "log_CT",
    "log_CT_orig",
    "log_CT_plus",
    "log_GII",
    "none",
    "winsorise",
]
