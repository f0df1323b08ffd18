"""What an audit finds is a sentence about the elements that show it, and about no others."""

import numpy as np
import pandas as pd
import pytest

import mpindex as mp


def report(frame: pd.DataFrame, **settings) -> mp.Audit:
    spec = {"id": "whole", "tree": dict.fromkeys(frame, 1), "missing": "available", **settings}
    return mp.audit(mp.definition(spec).apply(mp.Dataset.from_frame(frame)))


@pytest.fixture(scope="module")
def normal() -> pd.DataFrame:
    return pd.DataFrame(np.random.default_rng(8).normal(size=(60, 3)), columns=list("abc"))


def starting(audit: mp.Audit, word: str) -> list[str]:
    return [sentence for sentence in audit.notes if sentence.startswith(word)]


def test_a_clean_table_gives_no_sentence_about_its_columns(normal):
    for word in ("constant", "few values", "outliers", "redundant", "opposed"):
        assert not starting(report(normal), word)


def test_an_outlier_is_told_before_treatment_and_again_only_where_treatment_left_it(normal):
    odd = normal.assign(a=[*normal["a"][:-1], 1e3])
    untreated = report(odd)
    assert starting(untreated, "outliers: a") and starting(untreated, "outliers left after treatment: a")
    assert not starting(report(odd, treat="winsorise"), "outliers left")


def test_pairs_are_told_with_their_correlation(normal):
    near = report(normal.assign(b=normal["a"] * 2 + 1e-3 * normal["c"]))
    assert starting(near, "redundant pairs: a and b (1.00)")
    apart = report(normal.assign(b=-normal["a"] + 0.1 * normal["c"]))
    assert starting(apart, "opposed pairs: a and b (-")


def test_what_counts_for_more_than_its_weight_is_named(normal):
    wide = report(normal * [10, 1, 1], normalise="none")
    assert starting(wide, "count for more than their weight says, by over 0.1: a")
    assert starting(wide, "count for less than their weight says, by over 0.1: b, c")


@pytest.mark.parametrize(("normalise", "told"), [("share", True), ("fracmax", True), ("zscore", False)])
def test_concentration_is_told_of_amounts_only(normal, normalise, told):
    text = repr(report(normal.abs(), normalise=normalise))
    assert ("concentration: CON" in text) == told
