"""A snapshot is the newest fresh value; zero stands only where absence means zero."""

import numpy as np
import pandas as pd

from mpindex.catalogue import Indicator
from mpindex.dataset.panel import ALWAYS, Panel
from mpindex.dataset.snapshot import Frames, snapshot


def taken(entry, *, reference=2025, latest=ALWAYS):
    """Three units: one fresh value of the indicator's own source, one stale of another, none."""
    columns = [np.array(column) for column in ([0, 0], [0, 1], [2024, 2010], [5.0, 7.0], [0, 1])]
    panel = Panel.make(*columns, ("own", "other"))
    return snapshot(panel, [entry], units=3, reference=reference, latest=latest)


def test_without_a_window_every_age_is_fresh():
    assert taken(Indicator("x", source="own")).values.ravel()[:2].tolist() == [5, 7]


def test_a_stale_value_is_missing_or_zero_as_absence_means():
    missing = taken(Indicator("x", window=5, source="own"))
    assert np.isnan(missing.values[1:]).all()
    zero = taken(Indicator("x", window=5, absence="zero", source="own"))
    assert zero.values.ravel().tolist() == [5, 0, 0]
    assert zero.years.ravel().tolist() == [2024, 2024, 2024]
    assert not zero.stand_ins.any()


def test_where_nobody_has_a_value_nobody_has_zero():
    assert np.isnan(taken(Indicator("x", window=2, absence="zero"), reference=2005, latest=2005).values).all()


def test_a_value_of_another_source_is_a_stand_in_where_the_own_source_is_known():
    assert taken(Indicator("x", source="own")).stand_ins.ravel().tolist() == [False, True, False]
    assert not taken(Indicator("x")).stand_ins.any()


def test_a_publishers_later_figures_are_no_stand_ins():
    columns = [np.array(column) for column in ([0, 0, 0], [0, 1, 2], [2024] * 3, [5.0, 7.0, 8.0], [0, 1, 2])]
    panel = Panel.make(*columns, ("own", "own: https://example.org, retrieved 2026-11-25", "other: own"))
    then = snapshot(panel, [Indicator("x", source="own")], units=3, reference=2025, latest=ALWAYS)
    assert then.stand_ins.ravel().tolist() == [False, False, True]


def test_frames_say_missing_in_the_way_of_their_kind():
    frames = Frames(taken(Indicator("x", source="own")), ("a", "b", "c"), ("x",))
    assert frames["years"].loc["c", "x"] is pd.NA
    assert pd.isna(frames["sources"].loc["c", "x"])
    assert frames["stand_ins"].dtypes.tolist() == [bool]
    assert frames["values"].index.name == "unit"
