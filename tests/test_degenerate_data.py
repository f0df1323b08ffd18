"""Data at the edge of sense, at the public face: each case has a stated answer, never a silent NaN or a warning of NumPy.

pytest turns every RuntimeWarning of NumPy into an error, so a bare one would fail these tests.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import DataError, DefinitionError, MpindexError
from mpindex.steps.registry import METHODS

OTHERS = {"a": [1.0, 2.0, 4.0], "b": [3.0, 1.0, 2.0]}


def frame(units=("X", "Y", "Z"), **columns) -> pd.DataFrame:
    return pd.DataFrame({**OTHERS, **columns}, index=list(units), dtype=float)


def apply(table: pd.DataFrame, **settings) -> mp.Index:
    spec = {"id": "whole", "tree": dict.fromkeys(table, 1), "missing": "available", **settings}
    return mp.definition(spec).apply(mp.Dataset.from_frame(table))


# a constant column -------------------------------------------------------------


@pytest.mark.parametrize("normalise", ["minmax", "zscore", "dist2max", "ampi"])
@pytest.mark.parametrize("missing", ["available", "zero", "exclude"])
def test_a_constant_indicator_is_named_and_the_others_decide(normalise, missing):
    index = apply(frame(c=[7, 7, 7]), normalise=normalise, missing=missing)
    without = apply(frame(), normalise=normalise, missing=missing)
    pd.testing.assert_series_equal(index.scores, without.scores)
    assert any("constant" in note and "c" in note.split() for note in index.notes)
    assert index.weights.loc["c", "effective"] == 0


@pytest.mark.parametrize("normalise", ["rank", "borda", "percentile_rank", "position", "share"])
def test_where_a_constant_indicator_has_a_value_it_counts_alike_for_all(normalise):
    index = apply(frame(c=[7, 7, 7]), normalise=normalise)
    assert len(set(index.normalised["c"])) == 1
    assert index.scores.notna().all()


def test_apply_warns_of_a_constant_indicator_by_name():
    with pytest.warns(UserWarning, match="constant for all units.*: c$"):
        apply(frame(c=[7, 7, 7]))


def test_a_constant_indicator_alone_says_nothing_of_anybody():
    index = apply(pd.DataFrame({"c": [7.0, 7.0]}, index=["X", "Y"]))
    assert index.scores.isna().all() and index.n == 0
    assert any("constant" in note for note in index.notes)
    assert index.bands.isna().all()


# a single unit, two alike --------------------------------------------------------


def test_a_single_unit_is_first_of_one_where_its_scores_need_no_others():
    one = pd.DataFrame({"a": [5.0], "b": [2.0]}, index=["X"])
    for normalise in ("none", "share", {"goalposts": [0, 10]}):
        index = apply(one, normalise=normalise)
        assert index.ranks["X"] == 1 and np.isfinite(index.scores["X"])


@pytest.mark.parametrize("normalise", ["minmax", "zscore"])
def test_a_single_unit_has_no_score_where_it_would_be_compared_with_itself(normalise):
    index = apply(pd.DataFrame({"a": [5.0]}, index=["X"]), normalise=normalise)
    assert np.isnan(index.scores["X"])
    assert any("constant" in note for note in index.notes)


@pytest.mark.parametrize("aggregate", sorted(METHODS["aggregate"]))
def test_two_identical_units_tie(aggregate):
    table = frame(units=("X", "Y", "Z", "Y2"), a=[1, 2, 4, 2], b=[3, 1, 2, 1], c=[1, 5, 2, 5])
    options = METHODS["aggregate"][aggregate].example
    scale = [0, 1] if aggregate == "counting" else [1, 100]
    index = apply(
        table, normalise={"minmax": scale}, aggregate={aggregate: None, **options} if options else aggregate
    )
    assert index.scores["Y"] == pytest.approx(index.scores["Y2"])
    assert index.ranks["Y"] == index.ranks["Y2"]
    assert index.bands["Y"] == index.bands["Y2"]


# nothing there ---------------------------------------------------------------------


@pytest.mark.parametrize("missing", ["available", "zero", "exclude"])
def test_an_empty_indicator_is_named_and_left_out(missing):
    index = apply(frame(c=[np.nan] * 3), missing=missing)
    pd.testing.assert_series_equal(index.scores, apply(frame(), missing=missing).scores)
    assert any("no unit has a value" in note and "c" in note for note in index.notes)


def test_an_empty_column_of_a_table_is_left_out_by_name():
    table = frame(c=[np.nan] * 3).rename_axis("unit").reset_index()
    data = mp.read(table, units="free")
    assert "c" not in data.indicators and any("c" in note.split() or "'c'" in note for note in data.notes)


@pytest.mark.parametrize("missing", ["available", "zero", "exclude"])
def test_a_unit_without_any_value_has_no_score_and_is_named(missing):
    table = pd.DataFrame({"a": [1.0, 2, 4, None], "b": [3.0, 1, 2, None]}, index=["X", "Y", "Z", "Void"])
    index = apply(table, missing=missing)
    assert np.isnan(index.scores["Void"]) and index.n == 3
    assert index.coverage["Void"] == 0
    assert any("Void" in note for note in index.notes)
    assert pd.isna(index.table.loc["Void", "rank"])


# infinite values -----------------------------------------------------------------


def test_infinite_values_are_refused_where_a_table_is_read():
    table = frame(c=[1, np.inf, 2]).rename_axis("unit").reset_index()
    with pytest.raises(DataError, match=r"Y\s+c.*inf.*finite"):
        mp.read(table, units="free")


@pytest.mark.parametrize("normalise", ["minmax", "none", "zscore", "share", "rank"])
def test_infinite_values_of_a_program_are_an_error_too(normalise):
    with pytest.raises(MpindexError, match=r"Y\s+c.*finite"):
        apply(frame(c=[1, np.inf, 2]), normalise=normalise)


# what a mean cannot take ------------------------------------------------------------


@pytest.mark.parametrize("aggregate", ["geometric", "product", {"power_mean": 0.5}, "harmonic"])
def test_negative_values_under_a_mean_of_positive_ones_name_unit_and_indicator(aggregate):
    with pytest.raises(DataError) as caught:
        apply(frame(c=[1, -2, 3]), normalise="none", aggregate=aggregate)
    assert [(fault.unit, fault.indicator) for fault in caught.value.faults] == [("Y", "c")]
    assert "normalise" in caught.value.faults[0].hint


@pytest.mark.parametrize("aggregate", ["harmonic", {"power_mean": -1}])
def test_zero_under_a_harmonic_mean_is_an_error_with_the_place(aggregate):
    with pytest.raises(DataError) as caught:
        apply(frame(c=[1, 0, 3]), normalise="none", aggregate=aggregate)
    assert [(fault.unit, fault.indicator, fault.value) for fault in caught.value.faults] == [("Y", "c", 0.0)]


def test_zero_under_a_geometric_mean_is_a_score_of_zero():
    index = apply(frame(c=[1, 0, 3]), normalise="none", aggregate="geometric")
    assert index.scores["Y"] == 0 and index.ranks["Y"] == 3


def test_minmax_from_zero_under_a_harmonic_mean_says_what_to_do():
    with pytest.raises(DataError, match="normalise to a positive range"):
        apply(frame(), normalise="minmax", aggregate="harmonic")


@pytest.mark.parametrize(
    ("step", "setting", "column"),
    [
        ("treat", "log", [1, 0, 2]),
        ("normalise", "log", [1, -1, 2]),
        ("normalise", "fracmax", [1, -1, 2]),
        ("treat", "boxcox", [0, 1, 2]),
    ],
)
def test_values_that_a_step_cannot_take_are_named(step, setting, column):
    with pytest.raises(DataError) as caught:
        apply(frame(c=column), **{step: setting})
    assert {fault.indicator for fault in caught.value.faults} == {"c"}


def test_no_weight_at_all_is_a_fault_of_the_definition():
    with pytest.raises(DefinitionError, match="all weights are zero"):
        mp.definition({"id": "d", "tree": {"a": 0, "b": 0}})


@pytest.mark.parametrize("aggregate", ["arithmetic", "geometric", "median", "copeland"])
def test_everything_that_an_index_hands_out_bears_the_edge(aggregate):
    table = pd.DataFrame(
        {"a": [1.0, 1, None, 3], "b": [2.0, 2, None, None], "c": [5.0] * 4}, index=list("WXYZ")
    )
    index = apply(table.assign(d=[1.0, 1, None, 9]), normalise={"minmax": [1, 2]}, aggregate=aggregate)
    assert len(index.table) == 4 and "Index" in repr(index)
    for unit in "WXYZ":
        assert len(index.explain(unit)) == 4
    report = mp.audit(index)
    assert "Audit" in repr(report)
    assert len(report.weights) == 4 and len(report.correlations()) == 6
    assert len(report.strengths("W")) >= 0


# replay --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["capability", "cinc", "beckley", "rankings", "behavioural"])
def test_an_index_is_made_again_from_its_yaml_and_data(name, tmp_path):
    world = mp.load()
    index = mp.definition(name).apply(world)
    index.definition.to_yaml(tmp_path / f"{name}.yaml")
    again = mp.definition(tmp_path / f"{name}.yaml").apply(mp.load())
    assert again.array.tobytes() == index.array.tobytes()
    for step, table in index.steps.items():
        assert table.to_numpy().tobytes() == again.steps[step].to_numpy().tobytes(), step


def test_the_steps_of_an_index_follow_from_each_other():
    index = apply(frame(c=[1, None, 3]), impute="mean", treat="none", normalise="minmax")
    steps = index.steps
    assert list(steps) == ["raw", "denominated", "imputed", "treated", "normalised", "levels"]
    assert steps["raw"].loc["Y"].isna().sum() == 1 and steps["imputed"].loc["Y", "c"] == 2
    np.testing.assert_allclose(steps["levels"]["whole"], steps["normalised"].mean(axis=1))
