"""Analytic hierarchy process: weights from comparisons of children in pairs, and how consistent these are."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import ArrayLike

from mpindex.errors import DataError, warn
from mpindex.steps.columns import numbers
from mpindex.steps.registry import register
from mpindex.steps.weigh.inputs import tables
from mpindex.typing import Array

#: Mean consistency index of random reciprocal matrices of 1, 2, ... 15 children. Source: Saaty (1980), The
#: Analytic Hierarchy Process.
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)

#: Saaty's limit: comparisons with a larger ratio should be made again.
ACCEPTABLE = 0.1


@dataclass(frozen=True)
class Judgement:
    """What a matrix of comparisons says: weights of sum 1, and how far it contradicts itself.

    Attributes
    ----------
    weights : array
        (k,), of sum 1.
    eigenvalue : float
        The principal one, k if the comparisons are consistent and more if not.
    index : float
        ``(eigenvalue - k) / (k - 1)``.
    ratio : float
        The index over that of random matrices; above 0.1 is too much.
    """

    weights: Array = field(repr=False)
    eigenvalue: float
    index: float
    ratio: float


def judgement(matrix: ArrayLike) -> Judgement:
    """Weights by the principal eigenvector of a reciprocal comparison matrix.

    Parameters
    ----------
    matrix : array_like
        (k, k), entry (i, j) says how many times as important i is as j; positive, 1 on the diagonal, and ``m[j, i]
        = 1 / m[i, j]`` to two digits. Anything else is DataError, and so are more than 15 children, for which Saaty
        gives no random index.

    Returns
    -------
    Judgement
        Weights of sum 1, and how far the comparisons contradict each other.

    References
    ----------
    Saaty (1980); OECD/JRC Handbook (2008), ch. 6.

    Examples
    --------
    >>> j = judgement([[1, 2, 6], [1 / 2, 1, 3], [1 / 6, 1 / 3, 1]])
    >>> j.weights, round(j.eigenvalue, 6), round(j.ratio, 6)
    (array([0.6, 0.3, 0.1]), 3.0, 0.0)
    """
    compared = _checked(numbers(matrix, "comparisons"))
    k = len(compared)
    values, vectors = np.linalg.eig(compared)
    largest = int(np.argmax(values.real))
    weights = np.abs(vectors[:, largest].real)
    index = max(0.0, (values[largest].real - k) / (k - 1)) if k > 1 else 0.0
    random = RANDOM_INDEX[k - 1]
    return Judgement(
        weights / weights.sum(),
        float(values[largest].real),
        float(index),
        float(index / random) if random else 0.0,
    )


@register(
    "weigh",
    "ahp",
    formula="principal eigenvector of the matrix of comparisons",
    main="matrix",
    keeps=("permutation", "scale", "translation", "bounds"),
    bounds=(0.0, 1.0),
    example={"matrix": [[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]]},
)
def ahp(x: ArrayLike, *, matrix: ArrayLike) -> Array:
    """Analytic hierarchy process: weights from a matrix of comparisons in pairs.

    A consistency ratio above 0.1 is a warning.

    Parameters
    ----------
    x : array_like
        (..., units, k), of which only k counts.
    matrix : array_like
        (k, k) as in `judgement`.

    Returns
    -------
    array
        (k,), of sum 1.

    References
    ----------
    Saaty (1980), The Analytic Hierarchy Process; OECD/JRC Handbook (2008), step 6.

    Examples
    --------
    >>> ahp(np.zeros((5, 2)), matrix=[[1, 3], [1 / 3, 1]])
    array([0.75, 0.25])
    """
    k = tables(x).shape[-1]
    judged = judgement(matrix)
    if len(judged.weights) != k:
        raise DataError(f"the comparison matrix is for {len(judged.weights)} children; there are {k}")
    if judged.ratio > ACCEPTABLE:
        warn(f"the comparisons contradict each other: consistency ratio {judged.ratio:.2f} > {ACCEPTABLE:g}")
    return judged.weights


def _checked(matrix: Array) -> Array:
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1] or not 1 <= len(matrix) <= len(RANDOM_INDEX):
        raise DataError(
            f"a comparison matrix is square, for 1 to {len(RANDOM_INDEX)} children; got shape {matrix.shape}"
        )
    if not np.isfinite(matrix).all() or (matrix <= 0).any():
        raise DataError("comparisons must be finite and above 0; write 1/3 for 'a third as important'")
    wrong = np.argwhere(np.triu(np.abs(matrix * matrix.T - 1) > 0.05))
    if len(wrong):
        i, j = (int(n) for n in wrong[0])
        raise DataError(
            f"{len(wrong)} comparisons are not the reciprocal of their opposite (1 on the diagonal), first "
            f"at row {i}, column {j} (counted from 0): {matrix[i, j]:g} and {matrix[j, i]:g}"
        )
    return matrix
