"""The triad taken at its word: the weakest pillar is the score."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import mpindex as mp
from mpindex.dataset.dataset import Dataset

PILLARS = ["international_in_focus", "multilateral_in_method", "good_citizen_in_conduct"]


def test_the_weakest_pillar_is_the_score(world: Dataset):
    index = mp.definition("robertson_carr").apply(world)
    assert np.allclose(index.scores, index.levels[PILLARS].min(axis=1))


def test_two_good_pillars_do_not_make_good_the_third(small: Any):
    """KAZ is first of three in all but rule of law, refugees, rights and the Paris Agreement, where it is last."""
    names = mp.definition("robertson_carr").indicators
    conduct = {"physical_integrity", "wgi_rl", "refugees_hosted", "paris_days"}
    data = small(
        ["KAZ", "UZB", "TJK"], **{name: [1, 2, 3] if name in conduct else [3, 2, 1] for name in names}
    )
    triad = mp.definition("robertson_carr")
    assert triad.apply(data).scores.to_list() == [0, 0.5, 0]
    assert triad.with_(aggregate="arithmetic").apply(data).scores.to_list() == pytest.approx(
        [2 / 3, 0.5, 1 / 3]
    )


def test_it_takes_no_expert_list_so_it_may_be_compared_with_all(world: Dataset):
    assert "calibrated_on" not in mp.definition("robertson_carr").spec
    assert "calibrated_on" in mp.definition("behavioural").spec


def test_it_does_not_hold_the_authors_six_cases_together(world: Dataset):
    """What they found by argument: three of their six fit the triad, three do not."""
    lists, bands = world.lists, mp.definition("robertson_carr").apply(world).bands
    six = lists.loc[lists["list"] == "robertson_carr_2023", "unit"]
    assert set(six[(bands[six] == "fits the triad").to_numpy()]) == {"AUS", "CAN", "KOR"}
    assert bands["KAZ"] == "unclassified"
