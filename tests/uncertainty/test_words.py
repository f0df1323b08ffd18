"""Robustness and sensitivity in sentences: shares are of choices, and what never varies is said."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import OptionError
from mpindex.uncertainty.runs.task import make_task
from mpindex.uncertainty.words import CAUTION, of_all, of_choices, of_unit


def test_of_all_units_it_says_what_was_varied_and_how_many_stay():
    run = mp.robustness("cinc", draws=200, seed=1)
    words = run.in_words()
    assert "200 draws" in words and "missing values" in words and words.endswith(CAUTION)
    steady = (run.bands.max(axis=1) >= 0.95).sum()
    assert f"{steady} of 195 states get one and the same band" in words
    assert f"{run.mean_shift:.1f} places" in words


def test_of_one_unit_it_says_between_which_ranks_and_in_which_bands():
    run = mp.robustness("cinc", draws=200, seed=1)
    words, row = run.in_words("Kazakhstan"), run.ranks.loc["KAZ"]
    assert (
        words.startswith("Kazakhstan by ")
        and f"rank {row['reference']:.0f} as the definition stands" in words
    )
    assert f"between {row['low']:.0f} and {row['high']:.0f} in 90 %" in words and "minor in " in words


def test_a_definition_without_bands_speaks_of_ranks_alone():
    run = mp.robustness({"id": "x", "tree": {"gdp": 1, "area": 1}}, draws=20)
    assert "band" not in run.in_words() and " in 90 % of 20 draws. These" in run.in_words("KAZ")


def test_the_deciding_choice_is_named_with_its_share_and_single_changes_follow():
    cinc = mp.sensitivity("KAZ", "cinc", draws=100, seed=1)
    first, _, *lines = cinc.in_words(most=2).splitlines()
    assert first.startswith("The rank of Kazakhstan by ") and "hangs most on" in first
    assert len(lines) == 2 and all("from " in line for line in lines)
    with pytest.raises(OptionError, match="most is a whole number"):
        cinc.in_words("few")


def test_a_rank_that_never_varies_is_said_to():
    still = mp.sensitivity("USA", "wood", draws=20, seed=1)
    assert still.in_words().startswith("No choice moves the rank of United States")


SPEC = {
    "id": "x",
    "title": "Size",
    "tree": {"gdp": 1, "area": 1},
    "uncertainty": {"missing": ["available", "zero"]},
}
BANDS = [{"top": {"rank": [1, 9]}}, {"rest": {}}]


@pytest.fixture(scope="module")
def task():
    return make_task({**SPEC, "bands": BANDS}, None, None, draws=20, seed=1)


def test_a_unit_keeps_its_band_if_it_has_it_in_nineteen_of_twenty_draws(task):
    shares = pd.DataFrame({"top": [0.95, 0.94, 0.5], "rest": [0.05, 0.06, 0.5]}, index=list("abc"))
    assert of_all(task, shares, 1.25) == (
        "Size, 20 draws, varied: missing values. Ranks move by 1.2 places on average. 1 of 3 states get one and the same"
        f" band in at least 95 % of draws. {CAUTION}"
    )


def test_what_is_said_of_a_unit_is_its_ranks_and_the_bands_that_it_has(task):
    shares = pd.Series({"top": 0.75, "rest": 0.25, "unclassified": 0.0})
    ranks = pd.Series({"reference": 7.0, "median": 8.0, "low": 5.0, "high": 12.0})
    text = "between 5 and 12 in 90 % of 20 draws; top in 75 % and rest in 25 %."
    assert (
        of_unit(task, "A", shares, ranks) == f"A by Size: rank 7 as the definition stands, {text} {CAUTION}"
    )
    ranks["reference"] = np.nan
    assert (
        of_unit(task, "A", shares, ranks) == f"A by Size: no rank as the definition stands, {text} {CAUTION}"
    )
    ranks["median"] = np.nan
    assert of_unit(task, "A", shares, ranks) == "A has no score by Size in any draw."


MOST = "The rank of A by Size hangs most on "
SHARE = " of its variance would stay if all else were settled."


@pytest.mark.each(
    "case",
    [
        ([0.2, 0.7], f"{MOST}scaling: 70 %{SHARE}"),
        ([1.3, 0.7], f"{MOST}missing values: 100 %{SHARE}"),
        ([-0.1, np.nan], f"{MOST}missing values: 0 %{SHARE}"),
        ([np.nan, np.nan], "No choice moves the rank of A by Size."),
    ],
)  # fmt: skip
def test_the_choice_that_decides_is_the_one_of_the_largest_total_as_a_share(task, case):
    totals, head = case
    text = of_choices(task, "A", pd.Series(totals, ["missing", "normalise"]), "none: stays")
    assert text == f"{head}\nOne choice changed at a time:\nnone: stays"
