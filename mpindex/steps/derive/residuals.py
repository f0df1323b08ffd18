"""What of an indicator others do not account for, over a group of units."""

from __future__ import annotations

import numpy as np

from mpindex.steps.columns import distinct
from mpindex.steps.derive.inputs import on_columns
from mpindex.steps.registry import register
from mpindex.typing import Array, Bools

#: What is left over is nothing where it is less than this share of the largest figure: a fit is exact to rounding.
NOTHING = 1e-12


@register(
    "derive",
    "residual",
    formula="y - (a + b1 x1 + b2 x2 + ...), by least squares over the group of i",
    keeps={"permutation", "ties"},
)
@on_columns
def residual(y: Array, *predictors: Array, members: Bools, log: bool = False) -> Array:
    """What of the first indicator the others do not account for: the residual of a least-squares fit.

    The fit is over the members of the group that have every figure. With `log` all are taken as logarithms of 1 plus the
    value, so that the residual is a ratio: log 2 is twice what the others lead one to expect. Fewer members than twice
    the coefficients, or predictors that hang together wholly: missing.

    Parameters
    ----------
    y : array
        (..., units).
    *predictors : array
        (..., units) each.
    members : bool array
        Bool (units, units), who is compared with whom.
    log : bool, default False
        Whether logarithms are taken; then nothing may be at or below -1.

    Returns
    -------
    array
        (..., units); missing where a figure is.

    Examples
    --------
    >>> together = np.ones((6, 6), dtype=bool)
    >>> x = np.arange(6.0)
    >>> residual(2 * x + [0, 0, 0, 0, 0, 6.0], x, members=together).round(2)
    array([ 1.14,  0.29, -0.57, -1.43, -2.29,  2.86])
    """
    arrays = list(np.broadcast_arrays(y, *predictors))
    if log:
        arrays = [np.log1p(np.where(array > -1, array, np.nan)) for array in arrays]
    shape = arrays[0].shape
    tables = [array.reshape(-1, shape[-1]) for array in arrays]
    result = np.full(tables[0].shape, np.nan)
    groups, which = distinct(members)
    for number, group in enumerate(groups):
        inside = members.diagonal() & (which == number)
        for row, (values, *others) in enumerate(zip(*tables, strict=True)):
            result[row, inside] = _left_over(values, others, group)[inside]
    return result.reshape(shape)


def _left_over(y: Array, predictors: list[Array], group: Bools) -> Array:
    """(units,): y less what a fit over a group expects."""
    design = np.stack([np.ones(len(y)), *predictors], axis=-1)
    fitted = group & np.isfinite(y) & np.isfinite(design).all(axis=-1)
    if fitted.sum() < 2 * design.shape[-1]:
        return np.full(len(y), np.nan)
    centre, scale = design[fitted].mean(axis=0), design[fitted].std(axis=0)
    centre[0], scale[0] = 0.0, 1.0
    if not (scale > 0).all():
        return np.full(len(y), np.nan)
    scaled = (design - centre) / scale
    coefficients, _, rank, _ = np.linalg.lstsq(scaled[fitted], y[fitted], rcond=None)
    if rank < design.shape[-1]:
        return np.full(len(y), np.nan)
    left = y - scaled @ coefficients
    return np.where(np.abs(left) <= NOTHING * np.abs(y[fitted]).max(), 0.0, left)
