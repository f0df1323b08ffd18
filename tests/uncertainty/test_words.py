"""Robustness and sensitivity in sentences: shares are of choices, and what never varies is said."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.errors import OptionError
from mpindex.uncertainty.words import CAUTION


def test_of_all_units_it_says_what_was_varied_and_how_many_stay():
    run = mp.robustness("cinc", draws=200, seed=1)
    words = run.in_words()
    assert "200 draws" in words and "missing values" in words and words.endswith(CAUTION)
    steady = (run.bands.max(axis=1) >= 0.95).sum()
    assert f"{steady} of 195 units get one and the same band" in words
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
