"""Entropy weights: a child counts the more, the more unevenly it is spread over the units."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError
from mpindex.steps.columns import ratio
from mpindex.steps.registry import register
from mpindex.steps.weigh.inputs import tables
from mpindex.typing import Array
from mpindex.wording import counted


@register(
    "weigh",
    "entropy",
    formula="1 + sum(p ln p) / ln n, p the shares, over its sum",
    keeps=("permutation", "scale", "bounds"),
    bounds=(0.0, 1.0),
)
def entropy(x: ArrayLike) -> Array:
    """Entropy weights: ``1 - E_j``, made to sum to 1, ``E_j = -sum p ln p / ln n`` of shares p.

    Equal shares give weight 0, all in one hand the most; a child known for one unit or for none, or all zeros, has
    weight 0. If no child is unequal, DataError. Not translation invariant: adding a number to all units evens the
    shares out.

    Parameters
    ----------
    x : array_like
        (..., units, k), at least 0 or DataError, NaN where missing and skipped (n is then the units that have the
        child).

    Returns
    -------
    array
        (..., k).

    References
    ----------
    Shannon (1948); Zeleny (1982), Multiple Criteria Decision Making.

    Examples
    --------
    >>> entropy([[1.0, 0.0], [1.0, 2.0]])
    array([0., 1.])
    """
    x = tables(x)
    if (x < 0).any():
        raise DataError(
            f"{counted(int((x < 0).sum()), 'value')} below 0; entropy needs shares of a total. "
            "Rescale first, such as minmax: [0, 1]"
        )
    values = np.nan_to_num(x, nan=0.0)
    total = values.sum(axis=-2, keepdims=True)
    share = np.nan_to_num(ratio(values, total))
    count = (~np.isnan(x)).sum(axis=-2)
    spread = -(share * np.log(share, out=np.zeros_like(share), where=share > 0)).sum(axis=-2)
    known = (count > 1) & (total[..., 0, :] > 0)
    uneven = np.where(known, 1 - spread / np.log(np.maximum(count, 2)), 0.0)
    uneven = np.where(uneven > 1e-12, uneven, 0.0)
    if not uneven.any(axis=-1).all():
        raise DataError("every column is spread evenly over the units; entropy tells none from another")
    return np.asarray(uneven / uneven.sum(axis=-1, keepdims=True))
