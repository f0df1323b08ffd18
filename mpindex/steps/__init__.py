"""The handbook's steps, in order, as pure functions on arrays of shape (..., units, indicators).

Importing the package fills the registry (`mpindex.steps.registry.METHODS`), the table of contents.
"""

from mpindex.steps import (
    aggregate,
    band,
    denominate,
    derive,
    impute,
    normalise,
    rank,
    screen,
    treat,
    weigh,
)

__all__ = [
    "aggregate",
    "band",
    "denominate",
    "derive",
    "impute",
    "normalise",
    "rank",
    "screen",
    "treat",
    "weigh",
]
