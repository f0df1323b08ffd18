"""Logical minimisation: the prime implicants of some rows of a truth table, and every shortest union that covers them.

A term is a row of numbers, a place for each condition: 1 present, 0 absent, -1 it does not matter.
"""

from __future__ import annotations

from itertools import product

import numpy as np

from mpindex.typing import Bools, Ints

#: As many models as are listed; more are equally short and not told apart.
MOST_MODELS = 200


def prime_implicants(on: Ints, off: Ints) -> Ints:
    """Return the terms that cover a row of `on` and none of `off`, from which nothing can be left out.

    Parameters
    ----------
    on, off : array
        (rows, conditions), 0 or 1. Rows that are in neither may be used freely.

    Returns
    -------
    array
        (terms, conditions).

    References
    ----------
    Quine (1952), American Mathematical Monthly 59; McCluskey (1956), Bell System Technical Journal 35.

    Examples
    --------
    >>> prime_implicants(np.array([[1, 1], [1, 0]]), np.array([[0, 1], [0, 0]])).tolist()
    [[1, -1]]
    """
    k = on.shape[1]
    terms = np.array(list(product([-1, 0, 1], repeat=k)))
    fit: Bools = np.asarray(covers(terms, on).any(axis=1) & ~covers(terms, off).any(axis=1))
    place = 3 ** np.arange(k)[::-1]  # the number of a term in the list, its digits being value + 1
    prime = fit.copy()
    for i in range(k):
        said = terms[:, i] >= 0
        without = np.arange(len(terms)) - (terms[:, i] + 1) * place[i]
        prime &= ~(said & fit[without])
    return np.asarray(terms[prime])


def covers(terms: Ints, rows: Ints) -> Bools:
    """Return (terms, rows): whether a term covers a row."""
    if not len(rows):
        return np.zeros((len(terms), 0), dtype=bool)
    inside = np.ones((len(terms), len(rows)), dtype=bool)
    for i in range(terms.shape[1]):
        column = terms[:, i, None]
        inside &= (column < 0) | (column == rows[None, :, i])
    return inside


def shortest_covers(covered: Bools) -> list[tuple[int, ...]]:
    """Return every smallest set of terms that together cover all rows, each as numbers of terms.

    Parameters
    ----------
    covered : array
        (terms, rows), each row covered by some term.

    Examples
    --------
    >>> shortest_covers(np.array([[1, 1, 0], [0, 1, 1], [0, 0, 1]], dtype=bool))
    [(0, 1), (0, 2)]
    """
    if not covered.shape[1]:
        return [()]
    for size in range(1, covered.shape[0] + 1):
        found: set[tuple[int, ...]] = set()
        _extend(covered, np.zeros(covered.shape[1], dtype=bool), (), size, found)
        if found:
            return sorted(found)
    return []


def _extend(
    covered: Bools, done: Bools, chosen: tuple[int, ...], left: int, found: set[tuple[int, ...]]
) -> None:
    """Add terms that cover the row with the fewest choices, until all are covered or none may be added."""
    if done.all():
        found.add(tuple(sorted(chosen)))
        return
    if not left or len(found) >= MOST_MODELS:
        return
    reach = (covered & ~done).sum(axis=1).max()
    if reach * left < (~done).sum():
        return
    choices = np.where(done, len(covered) + 1, covered.sum(axis=0))
    for term in np.flatnonzero(covered[:, int(choices.argmin())]):
        _extend(covered, done | covered[term], (*chosen, int(term)), left - 1, found)
