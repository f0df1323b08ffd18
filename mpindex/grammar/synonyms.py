"""Names that people bring for methods from other programs and textbooks, and what they are called here."""

from __future__ import annotations

import re

from mpindex.errors import suggest
from mpindex.steps.registry import METHODS

#: Step -> name in lower case, without signs -> method. Each means the same wherever it is used.
SYNONYMS = {
    "aggregate": {
        "mean": "arithmetic", "amean": "arithmetic", "average": "arithmetic", "avg": "arithmetic",
        "weightedmean": "arithmetic", "weightedaverage": "arithmetic", "arithmeticmean": "arithmetic",
        "additive": "arithmetic", "linear": "arithmetic", "gmean": "geometric", "geomean": "geometric",
        "geometricmean": "geometric", "hmean": "harmonic", "harmonicmean": "harmonic", "max": "maximum",
        "min": "minimum", "total": "sum", "outranking": "copeland",
        "prometheeii": "promethee", "promethee2": "promethee", "alkirefoster": "counting",
    },
    "normalise": {
        "standardize": "zscore", "standardise": "zscore", "standardization": "zscore", "zscores": "zscore", "z": "zscore",
        "standardscore": "zscore", "minmaxscaling": "minmax", "rescale": "minmax", "rescaling": "minmax", "ranks": "rank",
        "ranking": "rank", "euclidean": "vector", "l2": "vector", "vectornorm": "vector",
        "asinh": "arcsinh", "robustscaler": "robust", "inversenormal": "normal_rank",
        "cdf": "normal_cdf", "sigmoid": "logistic",
    },
    "impute": {"average": "mean", "avg": "mean", "locf": "latest", "interpolate": "linear"},
    "weigh": {
        "equalweights": "equal", "pcaweights": "pca", "std": "standard_deviation", "stdev": "standard_deviation",
        "sd": "standard_deviation", "bestworst": "bwm", "bestworstmethod": "bwm",
    },
}  # fmt: skip
#: Names that mean several things, with what they may mean.
VAGUE = {
    ("normalise", "normalize"): "minmax (to 0 and 100 by the extremes), zscore, rank or vector",
    ("normalise", "normalise"): "minmax (to 0 and 100 by the extremes), zscore, rank or vector",
    ("normalise", "normalization"): "minmax (to 0 and 100 by the extremes), zscore, rank or vector",
    ("normalise", "scale"): "minmax (to 0 and 100 by the extremes) or zscore",
}


def _key(name: str) -> str:
    """A name without signs and without the letter by which COINr tells its functions apart."""
    return re.sub(r"[^a-z0-9]", "", re.sub(r"\A[aniq]_", "", name.lower()))


def method_name(step: str, name: str | None) -> str | None:
    """Return what a method is called here, the name itself where it is none that is known.

    >>> method_name("aggregate", "Weighted mean"), method_name("normalise", "n_zscore"), method_name("normalise", "min-max")
    ('arithmetic', 'zscore', 'minmax')
    """
    if name is None or name in METHODS[step]:
        return name
    key = _key(name)
    plain = {_key(known): known for known in METHODS[step]}
    return plain.get(key) or SYNONYMS.get(step, {}).get(key, name)


def pointer(step: str, name: str | None) -> str:
    """Return where a name that is no method of a step leads: what it may mean, another step, the nearest spelling.

    >>> pointer("normalise", "normalize")
    ' That may be minmax (to 0 and 100 by the extremes), zscore, rank or vector.'
    >>> pointer("aggregate", "zscore")
    " 'zscore' is a method of normalise, not of aggregate."
    """
    if name is None:
        return ""
    if (step, _key(name)) in VAGUE:
        return f" That may be {VAGUE[step, _key(name)]}."
    others = [other for other in METHODS if other != step and method_name(other, name) in METHODS[other]]
    if others:
        known = method_name(others[0], name)
        return f" {known!r} is a method of {others[0]}, not of {step}."
    return suggest(name, METHODS[step])
