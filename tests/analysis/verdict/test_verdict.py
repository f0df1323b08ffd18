"""The verdict: definitions beside each other, never pooled unasked, each with its range and its base rate."""

from __future__ import annotations

import numpy as np
import pytest

import mpindex as mp
from mpindex.analysis.verdict.tiers import COLUMNS
from mpindex.errors import MpindexError, OptionError, UnknownUnit

NAMES = ["capability", "behavioural", "regional", "rankings", "cinc", "beckley", "wood", "settled"]
#: A definition that leaves no choice open.
SETTLED = {
    "id": "settled",
    "normalise": "none",
    "tree": {"gdp": 1},
    "uncertainty": {},
    "bands": [{"middle": {"rank": [6, 36]}}, {"small": {}}],
}


@pytest.fixture(scope="module")
def kaz():
    return mp.verdict("Kazakhstan", definitions=[*NAMES[:-1], SETTLED], draws=256, seed=1)


def test_the_shares_of_each_definition_sum_to_one(kaz):
    power = kaz.matrix.drop(index="rankings")
    np.testing.assert_allclose(power[list(COLUMNS)].sum(axis=1), 1)


def test_a_definition_that_speaks_of_the_pack_says_nothing_of_power(kaz):
    assert kaz.matrix.loc["rankings", list(COLUMNS)].isna().all()
    assert 0 < kaz.matrix.loc["rankings", "middle of the pack"] <= 1


def test_each_cell_lies_within_the_range_of_the_single_alternatives_or_beyond_it_by_combination(kaz):
    table = kaz.table
    assert table["share"].between(0, 1).all() and table["base_rate"].between(0, 1).all()
    assert set(table["low"].unique()) | set(table["high"].unique()) <= {0.0, 1.0}
    assert (table["low"] <= table["verdict"]).all() and (table["verdict"] <= table["high"]).all()


def test_base_rates_are_how_many_states_get_the_same(kaz):
    wood = kaz.table.loc["wood"]["base_rate"]
    n = kaz.standings["wood"].n
    assert wood["great"] == pytest.approx(8 / n) and wood["middle"] == pytest.approx(29 / n)


def test_the_shares_are_those_of_robustness(kaz):
    alone = mp.robustness("cinc", draws=256, seed=1)
    assert kaz.matrix.loc["cinc", "middle"] == alone.bands.loc["KAZ", "middle"]
    assert kaz.table.loc[("cinc", "middle"), "error"] == pytest.approx(alone.errors.loc["KAZ", "middle"])


def test_nothing_is_pooled_unless_weights_of_definitions_are_stated(kaz):
    with pytest.raises(TypeError):
        kaz.pooled()
    with pytest.raises(OptionError, match="state a weight for each"):
        kaz.pooled({"cinc": 1})
    for wrong in (-1, 0, float("nan"), "one", None, True):
        with pytest.raises(OptionError, match="at least 0"):
            kaz.pooled(dict.fromkeys(NAMES, wrong))
    for wrong in (3, [1, 2], None):
        with pytest.raises(OptionError, match="weights"):
            kaz.pooled(wrong)
    half = kaz.pooled({**dict.fromkeys(NAMES, 0), "cinc": 1, "wood": 1})
    expected = (kaz.matrix.loc["cinc", "middle"] + kaz.matrix.loc["wood", "middle"]) / 2
    assert half["middle"] == pytest.approx(expected)


def test_single_changes_are_told_in_words_the_largest_first(kaz):
    cinc = kaz.changes.loc[["cinc"]]
    assert "counting missing values as zero" in set(cinc["choice"])
    assert cinc.iloc[0]["rank"] == "from 53rd to 46th"
    wood = kaz.changes.loc["wood"]
    assert (wood["rank"], wood["band"]) == ("stays 49th", "middle")


def test_the_table_of_one_choice_at_a_time_is_made_once(kaz, monkeypatch):
    before = kaz.one_at_a_time
    monkeypatch.setattr("mpindex.analysis.verdict.tiers.one_at_a_time", None)
    assert kaz.one_at_a_time is before and not kaz.table.empty
    assert set(before.index.get_level_values("definition")) == set(NAMES) - {"settled"}


def test_an_unknown_state_or_no_definition_is_refused():
    with pytest.raises(UnknownUnit, match="Kazakhstan"):
        mp.verdict("Kazakstann", definitions=["wood"])
    with pytest.raises(OptionError, match="at least one definition"):
        mp.verdict("KAZ", definitions=[])


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"draws": 0}, "draws is a whole number of at least 1"),
        ({"draws": "many"}, "draws is a whole number of at least 1"),
        ({"seed": "x"}, "seed is a whole number of at least 0"),
        ({"executor": 3}, "executor is an executor"),
        ({"definitions": 3}, "a definition is an id"),
        ({"definitions": {"wood": 1}}, "wood"),
        ({"dataset": "world"}, "a Dataset"),
        ({"unit": 7}, "7"),
    ],
)
def test_a_wrong_argument_is_named_with_what_would_be_right(wrong, words):
    with pytest.raises(MpindexError, match=words):
        mp.verdict(**{"unit": "KAZ", "definitions": "wood", "draws": 10, **wrong})


def test_all_definitions_are_run_with_the_one_seed_that_a_generator_gives():
    given = {"definitions": ["cinc", "wood"], "draws": 50, "seed": np.random.default_rng(4)}
    runs = mp.verdict("KAZ", **given).runs
    assert runs["cinc"].seed == runs["wood"].seed


def test_it_prints_and_draws_a_figure(kaz):
    assert str(kaz).startswith("Kazakhstan: share of draws by definition and tier")
    assert "<table" in kaz._repr_html_() and kaz.in_words() in kaz._repr_html_()
    assert kaz.plot().get_figure() is not None
