"""Sobol indices where they are known in closed form."""

from __future__ import annotations

import numpy as np

from mpindex.uncertainty.sensitivity.sobol import indices, indices_table


def design(function, dimensions: int, rows: int, seed: int = 0) -> np.ndarray:
    """Outputs (rows, dimensions + 2) of a function of uniform variables: A, B, A with one column of B each."""
    rng = np.random.default_rng(seed)
    a, b = rng.random((2, rows, dimensions))
    mixed = [np.where(np.arange(dimensions) == i, b, a) for i in range(dimensions)]
    return np.stack([function(x) for x in (a, b, *mixed)], axis=1)


def ishigami(x: np.ndarray) -> np.ndarray:
    x = np.pi * (2 * x - 1)
    return np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])


def test_indices_of_the_ishigami_function():
    """Ishigami & Homma (1990), a = 7, b = 0.1; the third variable acts only together with the first."""
    first, total = indices(design(ishigami, 3, 100_000))
    np.testing.assert_allclose(first, [0.3139, 0.4424, 0], atol=0.015)
    np.testing.assert_allclose(total, [0.5576, 0.4424, 0.2437], atol=0.015)


def test_indices_of_a_sum_are_the_shares_of_variance():
    slopes = np.array([4.0, 2.0, 1.0, 0.0])
    first, total = indices(design(lambda x: x @ slopes + 1000, 4, 100_000))
    shares = slopes**2 / (slopes**2).sum()
    np.testing.assert_allclose(first, shares, atol=0.015)
    np.testing.assert_allclose(total, shares, atol=0.015)


def test_an_inert_factor_has_exactly_nothing():
    first, total = indices(design(lambda x: np.exp(x[:, 0]), 3, 500))
    assert list(first[1:]) == [0, 0] and list(total[1:]) == [0, 0]


def test_an_output_that_never_varies_has_no_indices():
    first, total = indices(np.full((100, 4), 7.0))
    assert np.isnan(first).all() and np.isnan(total).all()


def test_a_millionth_of_a_large_output_still_has_indices():
    first, total = indices(design(lambda x: 1 + 1e-6 * x[:, 0], 2, 400))
    np.testing.assert_allclose(total, [1, 0], atol=0.1)
    assert first[0] > 0.9 and first[1] == 0


def test_many_outputs_at_once():
    outputs = design(ishigami, 3, 200)
    both = indices(np.stack([outputs, 5 * outputs - 3]))
    np.testing.assert_allclose(both[0][0], both[0][1])
    np.testing.assert_allclose(both[1][0], indices(outputs)[1])


def test_runs_without_an_output_are_left_out_of_the_table_and_told():
    values = design(ishigami, 3, 400)
    values[:100, 2] = np.nan
    table = indices_table("score", values, ["a", "b", "c"], np.random.default_rng(1))
    whole = indices(values[100:])
    assert set(table["runs"]) == {300} and table["note"].eq("100 rows without a score left out").all()
    np.testing.assert_allclose(table["first"], whole[0])
    assert ((table["total_low"] <= table["total"]) & (table["total"] <= table["total_high"])).all()


def test_an_output_that_is_never_there_has_a_table_that_says_so():
    table = indices_table("score", np.full((9, 4), np.nan), ["a", "b"], np.random.default_rng(1))
    assert set(table["note"]) == {"no score"} and table["total"].isna().all()


def test_what_varies_by_rounding_alone_never_varies_and_what_is_small_does():
    """A double near a billion is known to 1e-7; a billionth as a whole varies as much as anything."""
    rounded = design(lambda x: 1e9 + 2e-7 * np.round(x[:, 0]), 2, 100)
    assert np.ptp(rounded) > 0
    assert np.isnan(indices(rounded)[1]).all()
    np.testing.assert_allclose(indices(design(lambda x: 1e-9 * x[:, 0], 2, 400))[1], [1, 0], atol=0.1)
    assert np.isnan(indices(np.zeros((9, 4)))[1]).all()


def test_the_note_says_what_a_table_lacks_and_nothing_where_it_lacks_nothing():
    rng = np.random.default_rng(1)
    full = design(ishigami, 3, 50)

    def noted(values: np.ndarray) -> tuple[str, int, bool]:
        row = indices_table("score", values, list("abc"), rng).iloc[0]
        return row["note"], row["runs"], bool(np.isnan(row["total"]))

    assert noted(full) == ("", 50, False)
    assert noted(full[:2]) == ("", 2, False)
    assert noted(full[:1]) == ("only one run", 1, True)
    assert noted(full[:0]) == ("no score", 0, True)
    assert noted(np.full((2, 5), 7.0)) == ("never varies", 2, True)
