"""Bands as ranges of ranks."""

import pandas as pd

from mpindex.plots.sheet.band_spans import band_ranges, disjoint


def test_a_band_reaches_from_its_best_to_its_worst_rank_year_by_year():
    ranks = pd.DataFrame([[1, 2, 3], [2, 1, 3]], columns=list("ABC"))
    bands = pd.DataFrame([["great", "small", "small"], ["great", "great", "small"]], columns=list("ABC"))
    assert band_ranges(ranks, bands) == {"great": ([1, 1], [1, 2]), "small": ([2, 3], [3, 3])}


def test_bands_that_mix_in_the_ranking_become_one_and_exceptions_have_no_range():
    spans = {
        "great": ([1], [6]), "great by rule": ([7], [9]), "middle": ([8], [37]), "minor": ([38], [170]),
        "small": ([104], [195]), "unclassified": ([1], [195]),
    }  # fmt: skip
    kept = disjoint(spans)
    assert list(kept) == ["great", "middle", "minor or small"]
    assert kept["minor or small"] == ([38], [195])
