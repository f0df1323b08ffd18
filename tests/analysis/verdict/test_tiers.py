"""One definition's answer by tier: as it stands, over draws, over single alternatives, for all units."""

from __future__ import annotations

import numpy as np
import pytest

import mpindex as mp
from mpindex.analysis.verdict.tiers import COLUMNS, Tiers
from mpindex.analysis.where.standing import Standing


def answer(name: str, unit: str = "KAZ", draws: int | None = 200) -> Tiers:
    definition = mp.definition(name)
    run = None if draws is None else mp.robustness(definition, draws=draws, seed=1)
    return Tiers(name, Standing(definition.apply(mp.load()), unit), run)


def test_the_rows_are_the_tiers_and_the_pack():
    assert [row["tier"] for row in answer("cinc").rows] == [*COLUMNS, "middle of the pack"]
    assert [row["tier"] for row in answer("rankings").rows] == ["middle of the pack"]


def test_shares_are_those_of_the_run_and_base_rates_those_of_the_index():
    cinc = answer("cinc")
    assert cinc.share("middle") == cinc.run.bands.loc["KAZ", "middle"]
    assert cinc.share("middle of the pack") == cinc.run.middle_of_pack["KAZ"]
    bands = cinc.standing.index.bands
    assert cinc.base_rate("middle") == pytest.approx((bands == "middle").sum() / cinc.standing.n)
    assert cinc.base_rate("middle of the pack") == pytest.approx(1 / 3, abs=0.01)
    assert sum(cinc.share(tier) for tier in COLUMNS) == pytest.approx(1)


def test_of_a_tier_that_it_does_not_speak_of_it_says_nothing():
    assert np.isnan(answer("rankings").share("middle")) and np.isnan(answer("rankings").base_rate("great"))


def test_the_range_is_over_the_single_alternatives_and_the_definition_itself():
    wood = answer("wood")
    hits = {row["tier"]: (row["low"], row["high"]) for row in wood.rows}
    bands = [*wood.alone["band"], wood.standing.band]
    for tier in ("middle", "small"):
        inside = [band == tier for band in bands]
        assert hits[tier] == (float(all(inside)), float(any(inside)))


def test_without_a_run_it_is_as_it_stands():
    wood = answer("wood", draws=None)
    assert wood.alone is None and wood.changes is None
    assert {row["tier"]: row["share"] for row in wood.rows}[wood.tier] == 1
    assert all(row["low"] == row["high"] == row["share"] and row["error"] == 0 for row in wood.rows)


def test_the_great_stand_higher_than_the_middle_and_these_than_all_others():
    heights = [answer("wood", unit, draws=None).height for unit in ("USA", "TUR", "NRU")]
    assert heights == [0, 1, 2]


def test_a_state_without_a_score_is_in_no_tier():
    index = mp.definition("wood").apply(mp.load(year=1991))
    nobody = str(index.scores.index[index.scores.isna()][0])
    wood = Tiers("wood", Standing(index, nobody), None)
    assert wood.tier == "no score"
    assert all(not row["verdict"] and row["share"] == 0 for row in wood.rows)
