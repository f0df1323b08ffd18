"""Shares of draws: right where the answer is known, honest about their own error, the same for the same seed."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import DataError, DefinitionError, MpindexError, OptionError, UnknownUnit

WINDOW = [{"great": {"rank": {"is": 1}}}, {"middle": {"rank": [2, 4]}}, {"small": {}}]


def table(values: np.ndarray) -> mp.Dataset:
    """Units a, b, ... by indicators x0, x1, ..."""
    frame = pd.DataFrame(values, columns=[f"x{j}" for j in range(values.shape[1])])
    frame.insert(0, "unit", [f"u{i:02}" for i in range(len(values))])
    return mp.read(frame, units="free")


def flat(columns: int, **changes) -> mp.Definition:
    spec = {
        "id": "flat",
        "normalise": "none",
        "tree": {f"x{j}": 1 for j in range(columns)},
        "bands": WINDOW,
        "uncertainty": {"weights": {"uniform": True}},
    }
    return mp.definition({**spec, **changes})


@pytest.fixture(scope="module")
def crowd() -> mp.Dataset:
    return table(np.random.default_rng(5).random((16, 5)))


# what is known exactly --------------------------------------------------------


def test_shares_meet_the_closed_form_within_their_own_error():
    """Of u00 = (1, 0) and u01 = (.2, .5), the first leads where w > .5 / 1.3; and w is uniform under Dirichlet(1, 1)."""
    world, truth = table(np.array([[1.0, 0.0], [0.2, 0.5]])), 1 - 0.5 / 1.3
    errors = []
    for seed in range(100):
        found = mp.robustness(flat(2), world, draws=1000, seed=seed)
        errors.append((found.bands.loc["u00", "great"] - truth) / found.errors.loc["u00", "great"])
    assert 0.85 < np.std(errors) < 1.15
    assert abs(np.mean(errors)) < 0.25
    assert 90 <= np.sum(np.abs(errors) < 1.96) <= 99


def test_shares_of_bands_and_of_ranks_sum_to_one(crowd):
    found = mp.robustness(flat(5), crowd, draws=3000, seed=1)
    np.testing.assert_allclose(found.bands.sum(axis=1), 1)
    np.testing.assert_allclose(found.rank_shares.sum(axis=1), 1)
    np.testing.assert_allclose(found.rank_shares.sum(axis=0), 1)


def test_a_unit_that_dominates_all_is_first_in_every_draw(crowd):
    values = crowd.values(crowd.indicators).copy()
    values[3] = 2.0
    vary = {"weights": {"uniform": True}, "aggregate": ["arithmetic", "geometric", "harmonic"],
            "normalise": ["none", {"minmax": [1, 100]}], "leave_one_out": True}  # fmt: skip
    found = mp.robustness(flat(5), table(values), draws=3000, seed=1, uncertainty=vary)
    assert found.rank_shares.loc["u03", 1] == 1
    assert found.ranks.loc["u03", "highest"] == 1 and found.errors.loc["u03"].eq(0).all()


def test_two_runs_differ_by_no_more_than_their_errors_say(crowd):
    """Over 20 pairs of seeds at 10,000 draws, 93 to 97 % of the cells that vary lie within 1.96 standard errors."""
    inside = []
    for pair in range(20):
        one, two = (mp.robustness(flat(5), crowd, draws=10_000, seed=2 * pair + i) for i in (0, 1))
        cells = [(one.bands, two.bands), (one.rank_shares, two.rank_shares)]
        for a, b in cells:
            a, b = a.to_numpy(), b.to_numpy()
            error = np.sqrt((a * (1 - a) + b * (1 - b)) / 10_000)
            varies = np.minimum(a, b) * 10_000 > 10
            inside.append((np.abs(a - b) < 1.96 * error)[varies])
    assert 0.93 < np.concatenate(inside).mean() < 0.97


def test_ranks_and_their_quantiles_are_those_of_the_draws_kept(crowd):
    found = mp.robustness(flat(5), crowd, draws=1500, seed=3, keep=True)
    ranks = found.runs["rank"]
    np.testing.assert_allclose(found.ranks["mean"], ranks.mean())
    np.testing.assert_allclose(found.ranks["error"], ranks.std() / np.sqrt(1500))
    for column, q in (("median", 0.5), ("low", 0.05), ("high", 0.95), ("lowest", 0), ("highest", 1)):
        np.testing.assert_allclose(found.ranks[column], ranks.quantile(q), err_msg=column)
    moved = (ranks - found.ranks["reference"]).abs()
    np.testing.assert_allclose(found.ranks["shift"], moved.mean())
    assert found.mean_shift == pytest.approx(moved.to_numpy().mean())
    np.testing.assert_allclose(found.bands["great"], (ranks == 1).mean())


def test_counting_and_keeping_give_the_same_shares(crowd):
    for bands in (
        WINDOW,
        [{"top": {"score": {"min": 0.6}}}, {"rest": {}}],
        [{"top": {"position": {"max": 0.3}}}],
    ):
        counted, kept = (
            mp.robustness(flat(5, bands=bands), crowd, draws=1100, seed=3, keep=keep)
            for keep in (False, True)
        )
        pd.testing.assert_frame_equal(counted.bands, kept.bands)
        pd.testing.assert_frame_equal(counted.ranks, kept.ranks)
        pd.testing.assert_series_equal(counted.middle_of_pack, kept.middle_of_pack)


def test_one_unit_above_another(crowd):
    found = mp.robustness(flat(5), crowd, draws=2000, seed=3, keep=True)
    ranks = found.runs["rank"]
    share, error = found.above("u01", "u02")
    assert share == pytest.approx((ranks["u01"] < ranks["u02"]).mean())
    assert error == pytest.approx(np.sqrt(share * (1 - share) / 2000), rel=1e-3)
    every = found.above_all()
    assert every.loc["u01", "u02"] == pytest.approx(share)
    assert every.loc["u02", "u01"] == pytest.approx(1 - share)


def test_equal_units_are_each_above_the_other_in_half_of_the_draws():
    found = mp.robustness(flat(2), table(np.array([[1.0, 2.0], [1.0, 2.0], [2.0, 1.0]])), draws=500, seed=1)
    assert found.above("u00", "u01")[0] == 0.5


def test_central_weights_say_what_one_must_believe():
    """u00 has only x0 to show: it leads where x0 weighs much, and trails where it weighs little."""
    found = mp.robustness(flat(2), table(np.array([[1.0, 0.0], [0.2, 0.5]])), draws=4000, seed=1)
    believed = found.central_weights("u00")
    line = 0.5 / 1.3
    assert believed.loc["x0", "great"] == pytest.approx((1 + line) / 2, abs=0.02)
    assert believed.loc["x0", "middle"] == pytest.approx(line / 2, abs=0.02)
    assert believed.loc["x0", "all"] == pytest.approx(0.5, abs=0.02)
    np.testing.assert_allclose(believed.sum(), 1)


# bands with their own uncertainty ----------------------------------------------


def test_a_line_that_varies_gives_the_share_of_lines_below_the_score():
    world = table(np.array([[0.2], [0.55], [0.9]]))
    definition = flat(1, bands=[{"great": {"score": {"min": 0.5}}}, {"small": {}}])
    vary = {"bands.0.great.score.min": {"uniform": [0.0, 1.0]}}
    found = mp.robustness(definition, world, draws=20_000, seed=1, uncertainty=vary)
    np.testing.assert_allclose(found.bands["great"], [0.2, 0.55, 0.9], atol=0.011)


def test_a_line_that_varies_goes_on_varying_where_another_condition_is_changed():
    world = table(np.array([[0.2], [0.55], [0.9]]))
    bands = [{"great": {"score": {"min": 0.5}, "rank": {"max": 3}}}, {"small": {}}]
    vary = {"bands.0.great.score.min": {"uniform": [0.0, 1.0]}, "bands.0.great.rank.max": [2, 3]}
    found = mp.robustness(flat(1, bands=bands), world, draws=20_000, seed=1, uncertainty=vary)
    np.testing.assert_allclose(found.bands["great"], [0.1, 0.55, 0.9], atol=0.011)


def test_rules_of_bands_vary_too_natural_breaks_and_windows_among_them():
    scores = np.array([100.0, 99, 50, 49, 48, 3, 2, 1])
    breaks = [{"great": {"breaks": {"classes": 3, "class": 1}}},
              {"middle": {"breaks": {"classes": 3, "class": 2}}}, {"small": {}}]  # fmt: skip
    vary = {"bands": [{"label": "window", "set": WINDOW}, {"label": "breaks", "set": breaks}]}
    found = mp.robustness(flat(1), table(scores[:, None]), draws=4000, seed=1, uncertainty=vary)
    np.testing.assert_allclose(found.bands["great"], [1, 0.5, 0, 0, 0, 0, 0, 0], atol=0.05)
    np.testing.assert_allclose(found.bands["middle"], [0, 0.5, 1, 1, 0.5, 0, 0, 0], atol=0.05)


# missing values and noise ------------------------------------------------------


def test_a_unit_without_a_score_in_some_draws_is_told_so():
    values = np.array([[3.0, 1.0], [2.0, np.nan], [1.0, 2.0]])
    vary = {"missing": ["available", "exclude"]}
    found = mp.robustness(flat(2), table(values), draws=2000, seed=1, uncertainty=vary)
    assert found.bands.loc["u01", "no score"] == pytest.approx(0.5, abs=0.05)
    np.testing.assert_allclose(found.bands.sum(axis=1), 1)
    assert found.rank_shares.loc["u01"].sum() == pytest.approx(1 - found.bands.loc["u01", "no score"])
    assert "no score" in found.of("u01").index


def test_a_unit_that_never_has_a_score_has_no_rank():
    values = np.array([[3.0, 1.0], [np.nan, np.nan], [1.0, 2.0]])
    found = mp.robustness(flat(2), table(values), draws=2000, seed=1)
    assert found.bands.loc["u01", "no score"] == 1
    assert found.ranks.loc["u01"].drop("shift").isna().all()
    assert found.bands.loc[["u00", "u02"], "great"].sum() == 1
    with pytest.raises(DataError, match="never both ranked"):
        found.above("u00", "u01")


def test_errors_of_measurement_blur_what_is_close_and_not_what_is_far():
    world = table(np.array([[10.0], [5.0], [4.9]]))
    found = mp.robustness(flat(1), world, draws=4000, seed=1, uncertainty={"noise": {"x0": {"sd": 0.2}}})
    from math import erf

    closed = 0.5 * (1 + erf(0.1 / (0.2 * np.sqrt(2)) / np.sqrt(2)))
    share, error = found.above("u01", "u02")
    assert abs(share - closed) < 4 * error
    assert found.rank_shares.loc["u00", 1] == 1


@pytest.mark.parametrize("name", ["behavioural", "rankings"])
def test_publishers_own_standard_errors_move_ranks_a_little(name):
    found = mp.robustness(name, mp.load(), draws=200, seed=1, uncertainty={"noise": True})
    assert [factor.name for factor in found.factors] == ["noise"]
    sd = np.asarray(found.factors[0].sd)
    told = {
        leaf.id for leaf, used in zip(found.task.replicates.base.leaves, sd.any(axis=0), strict=True) if used
    }
    assert any(name.startswith("wgi_") for name in told)
    assert 0 < found.mean_shift < 15
    np.testing.assert_allclose(found.bands.sum(axis=1), 1)


def test_noise_reaches_conditions_on_leaves_and_dimensions():
    bands = [{"top": {"leaves": {"within": [5, 20], "at_least": 2}, "part": {"min": 0}}}, {"rest": {}}]
    definition = flat(2, tree={"part": {"of": {"x0": 1, "x1": 1}}}, bands=bands)
    world = table(np.array([[5.0, 9.0], [1.0, 2.0]]))
    found = mp.robustness(definition, world, draws=2000, seed=1, uncertainty={"noise": {"x0": {"sd": 1.0}}})
    assert found.bands.loc["u00", "top"] == pytest.approx(0.5, abs=0.05)


# the call ------------------------------------------------------------------------


def test_the_same_seed_gives_the_same_bytes_and_another_seed_others(crowd):
    runs = [
        mp.robustness(flat(5), crowd, draws=3000, seed=seed).tally.ranks.table.tobytes() for seed in (1, 1, 2)
    ]
    assert runs[0] == runs[1] != runs[2]
    one, two = (mp.robustness(flat(5), crowd, draws=100, seed=np.random.default_rng(4)) for _ in range(2))
    pd.testing.assert_frame_equal(one.bands, two.bands)


def test_more_draws_begin_with_the_same_draws(crowd):
    few, many = (mp.robustness(flat(5), crowd, draws=n, seed=1, keep=True).runs for n in (100, 2000))
    pd.testing.assert_frame_equal(few, many.head(100))


def test_a_design_is_run_as_it_stands(crowd):
    sets = pd.DataFrame({"x0": [1.0, 1.0], "x1": [0.0, 3.0], "x2": 0.0, "x3": 0.0, "x4": 0.0})
    design = pd.DataFrame({"weights": [0, 1, 0], "normalise": [0, 0, 1]})
    vary = {"weights": sets, "normalise": ["none", {"minmax": [0, 1]}]}
    found = mp.robustness(flat(5), crowd, uncertainty=vary, design=design, keep=True)
    x = crowd.values(["x0", "x1"])
    np.testing.assert_allclose(found.runs["score"].iloc[1], (x[:, 0] + 3 * x[:, 1]) / 4)
    spread = (x[:, 0] - x[:, 0].min()) / np.ptp(x[:, 0])
    np.testing.assert_allclose(found.runs["score"].iloc[2], spread)


@pytest.mark.parametrize(
    ("design", "words"),
    [
        ({"weihgts": [0]}, "Did you mean 'weights'"),
        ({"weights": [2]}, "whole numbers from 0 to 1"),
        ({"weights": [0.5]}, "whole numbers from 0 to 1"),
        ({"bands.0.great.rank.max": [np.nan]}, "finite numbers"),
    ],
)
def test_a_design_that_does_not_fit_is_refused(crowd, design, words):
    vary = {"weights": [{"x0": 1}, {"x0": 2}], "bands.0.great.rank.max": {"uniform": [1, 3]}}
    definition = flat(5, bands=[{"great": {"rank": {"max": 2}}}])
    with pytest.raises(OptionError, match=words):
        mp.robustness(definition, crowd, uncertainty=vary, design=pd.DataFrame(design))


def test_only_some_factors_vary(crowd):
    vary = {"weights": {"uniform": True}, "leave_one_out": True, "aggregate": ["arithmetic", "geometric"]}
    found = mp.robustness(flat(5), crowd, draws=50, uncertainty=vary, only=["weights"])
    assert [factor.name for factor in found.factors] == ["weights"]
    with pytest.raises(OptionError, match="Did you mean 'weights'"):
        mp.robustness(flat(5), crowd, draws=50, uncertainty=vary, only=["wieghts"])


@pytest.mark.parametrize("draws", [0, -1, 2.5, True, "many"])
def test_draws_are_a_whole_number_of_at_least_one(crowd, draws):
    with pytest.raises(OptionError, match="draws is a whole number of at least 1"):
        mp.robustness(flat(5), crowd, draws=draws)


@pytest.mark.parametrize("seed", [-1, 1.5, "x", None])
def test_a_seed_is_a_whole_number_or_a_generator(crowd, seed):
    with pytest.raises(OptionError, match="seed is a whole number"):
        mp.robustness(flat(5), crowd, draws=10, seed=seed)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"uncertainty": 3}, "uncertainty is a mapping by name, as in uncertainty={'missing': "),
        ({"uncertainty": ["missing"]}, "uncertainty is a mapping"),
        ({"chains": "none"}, "chains is a mapping"),
        ({"only": 3}, "only takes names, as in only="),
        ({"only": []}, "only names no factor"),
        ({"design": {"weights": [0]}}, "design is a DataFrame with a column for each factor"),
        ({"design": pd.DataFrame({"weights": []})}, "design has no row"),
        ({"dataset": pd.DataFrame({"x0": [1.0]})}, "a Dataset, as load.. or read.. makes it, not DataFrame"),
        ({"dataset": 2010}, "a Dataset"),
        ({"definition": 3}, "a definition is an id, a path to a YAML file or a mapping, not int"),
        ({"definition": "flatt"}, "unknown definition 'flatt'"),
        ({"parameters": {"region": "SCO"}}, "no parameter 'region'"),
        ({"region": "SCO"}, r"given as parameters={'region': ...}"),
    ],
)
def test_a_wrong_argument_is_named_with_what_would_be_right(crowd, wrong, words):
    arguments = {"definition": flat(5), "dataset": crowd, "draws": 10, **wrong}
    with pytest.raises(MpindexError, match=words):
        mp.robustness(**arguments)


def test_the_methods_of_a_result_name_a_wrong_argument_too(crowd):
    found = mp.robustness(flat(5), crowd, draws=10)
    for call in (found.of, found.central_weights, found.plot, lambda unit: found.above(unit, "u01")):
        for unit in ("nobody", 3):
            with pytest.raises(UnknownUnit):
                call(unit)
    with pytest.raises(OptionError, match="around is a whole number"):
        found.plot(around="few")
    settled = mp.robustness(flat(5), crowd, draws=10, uncertainty={"aggregate": ["arithmetic", "geometric"]})
    with pytest.raises(DefinitionError, match="weights were not varied"):
        settled.central_weights("u01")


def test_a_definition_that_leaves_nothing_open_says_so(crowd):
    with pytest.raises(DefinitionError, match="leaves nothing open that could reasonably vary"):
        mp.robustness(flat(5, uncertainty={}), crowd)


def test_a_definition_in_python_has_no_tree_to_vary(crowd):
    class Own:
        id = "own"

        def apply(self, dataset):
            return None

    with pytest.raises(DefinitionError, match="without a tree"):
        mp.robustness(Own(), crowd)


def test_a_unit_that_is_not_there_is_named_with_the_nearest(crowd):
    found = mp.robustness(flat(5), crowd, draws=10)
    with pytest.raises(UnknownUnit, match="Did you mean"):
        found.of("u0l")


def test_a_parameter_of_the_definition_may_be_set_and_varied():
    found = mp.robustness(
        "regional", draws=200, seed=1, parameters={"decay": 0.5}, only=["parameters.region"]
    )
    assert found.task.replicates.variants.plan((0,)).parameters["decay"] == 0.5
    assert (
        found.task.replicates.variants.plan((0,)).parameters["region"]
        == "neighbourhood_5 without great powers"
    )


def test_a_million_draws_take_the_memory_of_ten_thousand():
    """Counted, not kept: the peak of a run of a hundred blocks is that of a run of ten."""
    code = (
        "import tracemalloc, numpy as np, pandas as pd, mpindex as mp\n"
        "t = pd.DataFrame(np.random.default_rng(1).random((50, 5)), columns=list('abcde'))\n"
        "t.insert(0, 'unit', [f'u{i}' for i in range(50)])\n"
        "w = mp.read(t, units='free')\n"
        "d = mp.definition({'id': 'm', 'normalise': 'none', 'tree': dict.fromkeys('abcde', 1),"
        " 'bands': [{'top': {'rank': [1, 5]}}], 'uncertainty': {'weights': {'uniform': True}}})\n"
        "mp.robustness(d, w, draws=2000)\n"
        "for n in (10_000, 100_000):\n"
        "    tracemalloc.start(); mp.robustness(d, w, draws=n); print(tracemalloc.get_traced_memory()[1])\n"
        "    tracemalloc.stop()\n"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    few, many = map(int, out.split())
    assert many < 1.1 * few


def test_it_prints_what_was_varied_and_draws_a_figure(crowd):
    found = mp.robustness(flat(5), crowd, draws=100, seed=7)
    assert "100 draws, seed 7; varied: weights" in repr(found) and "<table" in found._repr_html_()
    assert "seed 7" in found.how
    assert found.plot("u03").get_figure() is not None
