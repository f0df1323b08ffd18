"""Types that are there hold; types that are not do not."""

from __future__ import annotations

import numpy as np
import pandas as pd

import mpindex as mp
from mpindex.analysis.types.stability import alternatives, by_choice, resampled
from mpindex.analysis.types.ward import ward

CLOUDS = np.concatenate([np.random.default_rng(i).normal(10 * i, 1, (20, 3)) for i in range(3)])
NOISE = np.random.default_rng(9).normal(size=(60, 3))


def test_clouds_hold_on_other_samples_and_noise_does_not():
    for x, least, most in ((CLOUDS, 1, 1), (NOISE, 0, 0.8)):
        alike, held = resampled(x, ward(x, 3), 3, "ward", 20, np.random.default_rng(1))
        assert least <= alike.mean() <= most and least <= np.nanmean(held) <= max(most, 0.95)


def test_each_other_choice_has_a_row_and_the_same_table_has_none():
    table = pd.DataFrame(CLOUDS, columns=list("abc"))
    labels = pd.Series(ward(CLOUDS, 3))
    others = iter([("the same", table), ("squared", table**2)])
    rows = by_choice(table, labels, 3, "ward", np.random.default_rng(1), others, {"a": "Size"}).set_index(
        "choice"
    )
    assert list(rows.index) == [
        "method: kmeans",
        "method: mixture",
        "scale: ranks",
        "without Size",
        "without b",
        "without c",
        "squared",
    ]
    assert (rows["agreement"][["method: kmeans", "without Size"]] == 1).all()


def test_alternatives_are_those_that_the_definition_names():
    world, definition = mp.load(), mp.definition("behavioural")
    found = dict(alternatives([definition], world, None, {}))
    assert (
        "Behaviour of a middle power: normalise, zscore" in found
        and "Behaviour of a middle power: measures, all voluntary giving to the UN" in found
    )
    assert not any("line" in name for name in found)  # lines of bands move no profile


def test_two_figures_are_not_left_out_and_as_many_units_as_types_say_nothing():
    table = pd.DataFrame(CLOUDS[:, :2], columns=list("ab"))
    labels, rng = pd.Series(ward(CLOUDS, 3)), np.random.default_rng(1)
    others = iter([("few", table[:3]), ("enough", table[::5]), ("one", table[["a"]])])
    rows = by_choice(table, labels, 3, "ward", rng, others, {}).set_index("choice")
    assert list(rows.index) == ["method: kmeans", "method: mixture", "scale: ranks", "few", "enough", "one"]
    assert rows["units"].to_list() == [60, 60, 60, 3, 12, 60]
    assert rows["agreement"].isna().to_list() == [False, False, False, True, False, True]
    assert rows.loc["enough", "agreement"] == 1
