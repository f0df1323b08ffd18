"""The tests that are offered to authors of definitions find what is wrong, and say it so that it can be read."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import mpindex as mp
from mpindex.dataset.dataset import Dataset
from mpindex.steps.registry import INVARIANTS, METHODS, register
from mpindex.testing import LAWS, check_definition, definitions, invariants, search, worlds
from mpindex.testing.subject import subject

ROOT = Path(__file__).resolve().parents[1]
few = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
ignore_constants = pytest.mark.filterwarnings("ignore:.*constant for all units")


def flat(id: str, **settings: object) -> mp.Definition:
    tree = {"gdp": 1, "population": 1, "area": 1}
    return mp.definition({"id": id, "normalise": "minmax", "missing": "exclude", "tree": tree, **settings})


@pytest.fixture
def spread_loss() -> Iterator[str]:
    """An aggregation that punishes unevenness so hard that getting better may cost more than it brings."""

    @register("aggregate", "spread_loss", keeps={"permutation", "monotonicity"})
    def spread_loss(x, weights):
        """Mean less the range."""
        x = np.asarray(x, dtype=float)
        return x.mean(axis=-1) - (x.max(axis=-1) - x.min(axis=-1))

    yield "spread_loss"
    del METHODS["aggregate"]["spread_loss"]


# what is wrong is found -----------------------------------------------------------


def test_a_non_monotone_aggregation_declared_monotone_fails_with_a_readable_counterexample(spread_loss):
    wrong = flat("wrong", aggregate=spread_loss, keeps=["monotonicity"])
    with pytest.raises(AssertionError) as caught:
        check_definition(wrong)
    said = str(caught.value)
    assert "declared and not kept: wrong: monotonicity does not hold:" in said
    assert "improves in" in said
    assert "falls behind" in said
    assert "before" in said
    assert "after" in said
    assert "score  rank" in said


def test_a_method_that_does_not_keep_its_promise_fails_the_definition_that_uses_it(spread_loss):
    silent = flat("silent", aggregate=spread_loss)
    with pytest.raises(AssertionError, match=r"declared and not kept: aggregate\.spread_loss: monotonicity"):
        check_definition(silent)


def test_the_counterexample_is_small(spread_loss):
    found = search(flat("wrong", aggregate=spread_loss), "monotonicity")
    assert len(found.before) <= 3
    assert set(found.before.columns) <= {"gdp", "population", "area", "score", "rank"}


def test_z_scores_reverse_ranks():
    found = search(flat("z", normalise="zscore"), "irrelevant_units")
    assert "is left out, and" in found.says
    gone = set(found.before.index) - set(found.after.index)
    assert len(gone) == 1
    ranks = found.before["score"].drop(list(gone)).rank()
    assert not np.allclose(ranks, found.after["score"].round(12).rank())


def test_a_median_jumps_with_its_weights():
    four = mp.definition({
        "id": "four", "normalise": "minmax", "aggregate": "median", "missing": "exclude",
        "tree": {"gdp": 1, "population": 1, "area": 1, "exports": 1},
    })  # fmt: skip
    assert "grows by a millionth" in search(four, "lipschitz").says
    assert search(four.with_(aggregate="arithmetic"), "lipschitz") is None


def test_shares_do_not_bear_another_zero():
    assert search(flat("shares", normalise="share", keeps=["scale"]), "translation") is not None
    assert search(flat("shares", normalise="share"), "scale") is None


def test_raw_figures_do_not_bear_another_unit():
    found = search(flat("raw", normalise="none"), "scale")
    assert "is multiplied by" in found.says


def test_a_median_of_rankings_is_not_strictly_monotone():
    assert search(flat("median", aggregate="median"), "strict_monotonicity") is not None
    assert search(flat("mean", normalise="zscore"), "strict_monotonicity") is None


def test_ties_between_regions_are_broken_by_shares_of_the_region():
    shares = flat("shares", normalise={"share": "subregion"})
    assert "have the same figures" in search(shares, "ties").says


def test_a_product_does_not_bear_other_weights_and_a_mean_does():
    assert search(flat("product", normalise="share", aggregate="product"), "weight_scaling") is not None
    assert search(flat("mean"), "weight_scaling") is None


def test_bounds_follow_from_the_tree():
    assert subject(flat("a")).bounds == (0, 100)
    assert subject(flat("b", normalise={"minmax": [1, 10]})).bounds == (1, 10)
    assert subject(flat("c", normalise={"minmax": [1, 10]}, missing="zero")).bounds == (0, 10)
    assert subject(flat("d", normalise="zscore")).bounds is None
    assert subject(flat("e", normalise="none", then="share")).bounds == (0, 1)
    with pytest.raises(AssertionError, match="declares bounds, but its methods state none"):
        check_definition(flat("d", normalise="zscore", keeps=["bounds"]))


# manners ----------------------------------------------------------------------------


class Moody:
    """Scores anew every time."""

    id = "moody"
    indicators = ("gdp",)

    def __init__(self):
        self.calls = 0

    def apply(self, dataset):
        self.calls += 1
        moved = Dataset.from_frame(dataset.frame + self.calls)
        return mp.definition({"id": "moody", "normalise": "none", "tree": {"gdp": 1}}).apply(moved)


def test_a_definition_that_changes_its_mind_fails():
    with pytest.raises(AssertionError, match="other scores when it is applied again"):
        check_definition(Moody())


def test_a_definition_that_cannot_be_applied_says_why():
    world = Dataset.from_frame(pd.DataFrame({"a": [-1.0, 1.0, 3.0]}, index=list("xyz")))
    geometric = {"id": "g", "normalise": "none", "aggregate": "geometric", "tree": {"a": 1}}
    with pytest.raises(AssertionError, match=r"g: cannot be applied: .*geometric"):
        check_definition(geometric, world)


# what is right passes -----------------------------------------------------------------


@pytest.mark.parametrize("name", list(mp.definitions(unit=None).index))
def test_every_definition_passes_its_own_check(name):
    check_definition(name, examples=10)


@ignore_constants
@few
@given(drawn=definitions(keeps=["permutation", "weight_scaling"]), world=worlds(directions=True))
def test_any_definition_can_be_put_to_any_world(drawn, world):
    index = drawn.apply(world)
    assert index.scores.notna().sum() <= len(world.units)
    assert set(index.bands.dropna()) <= {"upper", "lower"}


@ignore_constants
@few
@given(
    world=worlds(missing=False), name=st.sampled_from(["permutation", "ties", "dominance", "weight_scaling"])
)
def test_a_mean_keeps_what_means_keep_in_any_world(world, name):
    spec = {"id": "mean", "normalise": "minmax", "tree": dict.fromkeys(world.indicators, 1)}
    one = subject(mp.definition(spec), world)
    rng = np.random.default_rng(len(world.units))
    case = LAWS[name].pick(one, one.frame, rng)
    assert case is None or LAWS[name].test(one, one.frame, case) is None


@given(world=worlds())
@few
def test_a_world_is_small_and_has_a_figure_in_every_column(world):
    assert 2 <= len(world.units) <= 12
    assert world.frame.notna().any().all()


# the table ----------------------------------------------------------------------------


def test_the_table_says_what_is_kept_broken_or_kept_without_a_promise(spread_loss):
    raw = flat("raw", normalise="none", keeps=["permutation", "scale"])
    found = invariants([flat("wrong", aggregate=spread_loss, keeps=["ties"]), raw, "wood"])
    table = found.table
    assert table.loc["wrong", "ties"] == "kept"
    assert table.loc["wrong", "monotonicity"] == "broken"
    assert table.loc["raw", "scale"] == "BROKEN"
    assert table.loc["raw", "monotonicity"] == "holds, undeclared"
    assert table.loc["wood", "bounds"] == "-"
    assert ("raw", "monotonicity") in found.undeclared
    assert [one.definition for one in found.broken] == ["raw"]
    assert found.counterexample("wrong", "monotonicity") is not None
    assert "raw: scale does not hold" in str(found)
    assert found._repr_html_().startswith("<table")
    with pytest.raises(KeyError):
        found.counterexample("wood", "monotony")


def test_the_same_seed_finds_the_same():
    one, other = (search(flat("z", normalise="zscore"), "irrelevant_units", seed=3) for _ in range(2))
    assert str(one) == str(other)


def test_every_law_is_an_invariant_that_a_definition_may_declare():
    assert set(LAWS) <= set(INVARIANTS)
    for law in LAWS.values():
        assert law.test.__doc__
        assert law.says


def test_an_unknown_invariant_is_refused():
    with pytest.raises(ValueError, match="Did you mean 'monotonicity'"):
        search("wood", "monotony")


def test_a_definition_whose_figures_are_not_at_hand_is_tested_on_made_up_ones():
    made_up = subject(mp.definition("hdi"))
    assert set(made_up.frame) == set(mp.definition("hdi").indicators)
    assert not made_up.countries


def test_units_that_a_definition_names_are_in_every_example():
    near = flat("near", normalise={"dist2ref": "KAZ"})
    one = subject(near)
    rng = np.random.default_rng(0)
    assert all("KAZ" in one.sample(rng, 3).index for _ in range(20))
    assert search(near, "permutation", examples=10) is None


def test_strategies_without_hypothesis_name_what_to_install():
    code = (
        "import sys; sys.modules['hypothesis'] = None\n"
        "import mpindex.testing as t\n"
        "t.check_definition('wood', examples=2)\n"
        "try: t.worlds\n"
        "except ImportError as fault: print(fault)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert "pip install 'mpindex[testing]'" in done.stdout, done.stderr
