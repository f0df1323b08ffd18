"""Prime implicants and shortest covers against brute force."""

from __future__ import annotations

from itertools import combinations, product

import numpy as np
import pytest

from mpindex.analysis.sets.minimise import covers, prime_implicants, shortest_covers


@pytest.mark.parametrize("seed", range(8))
def test_primes_and_covers_are_those_of_brute_force(seed):
    rng = np.random.default_rng(seed)
    rows = np.array(list(product([0, 1], repeat=4)))
    state = rng.integers(0, 3, len(rows))
    on, off = rows[state == 1], rows[state == 0]
    every = np.array(list(product([-1, 0, 1], repeat=4)))
    fits = [t for t in every if not covers(t[None], off).any() and covers(t[None], on).any()]
    prime = [
        t.tolist() for t in fits
        if not any((np.where(np.arange(4) == i, -1, t) == other).all() for i in range(4) if t[i] >= 0 for other in fits)
    ]  # fmt: skip
    ours = prime_implicants(on, off)
    assert sorted(ours.tolist()) == sorted(prime)
    table = covers(ours, on)
    size = next(
        n for n in range(1, 17) if any(table[list(c)].any(0).all() for c in combinations(range(len(ours)), n))
    )
    expected = [c for c in combinations(range(len(ours)), size) if table[list(c)].any(0).all()]
    assert shortest_covers(table) == expected


def test_equally_short_models_are_all_told():
    # the textbook case of two: each row is covered by two of the six primes round the ring
    on = np.array([[0, 0, 0], [0, 0, 1], [0, 1, 1], [1, 1, 1], [1, 1, 0], [1, 0, 0]])
    off = np.array([[0, 1, 0], [1, 0, 1]])
    primes = prime_implicants(on, off)
    assert len(primes) == 6 and [len(cover) for cover in shortest_covers(covers(primes, on))] == [3, 3]


def test_nothing_to_cover_needs_no_term():
    assert shortest_covers(np.zeros((2, 0), dtype=bool)) == [()]


def test_nothing_covers_no_row_and_what_cannot_be_covered_has_no_set():
    assert covers(np.array([[1, -1]]), np.zeros((0, 2), dtype=int)).shape == (1, 0)
    assert shortest_covers(np.array([[True, False]])) == []
    assert prime_implicants(np.array([[1, 1]]), np.zeros((0, 2), dtype=int)).tolist() == [[-1, -1]]
