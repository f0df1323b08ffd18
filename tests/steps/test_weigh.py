"""Weights: the Handbook's and COINr's numbers, known solutions, and what each method refuses."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.testing import assert_allclose, assert_array_equal

from mpindex.errors import DataError, DefinitionError
from mpindex.steps import aggregate, weigh
from mpindex.steps.registry import METHODS
from mpindex.steps.weigh.pca import varimax

REFERENCE = Path(__file__).parents[1] / "reference"


def read(path, index):
    table = pd.read_csv(REFERENCE / path, comment="#", keep_default_na=False, na_values=[""])
    return table.set_index(index)


@pytest.fixture(scope="module")
def tai():
    return read("handbook/tablea2_tai_raw.csv", "iso3")


@pytest.fixture(scope="module")
def asem():
    return read("coinr/08_aggregated/minmax1_100.csv", "uCode")


@pytest.fixture(scope="module")
def tree():
    return read("coinr/08_aggregated/tree.csv", "Indicator")


@pytest.fixture(scope="module")
def coinr():
    return read("coinr/07_weights/weights.csv", "iCode")


# by judgement ----------------------------------------------------------


def test_the_handbooks_expert_compares_consistently_enough():
    found = weigh.judgement(read("handbook/table20_ahp.csv", "indicator"))
    assert round(found.eigenvalue, 5) == 8.21108
    assert round(found.ratio, 4) == 0.0214
    assert_allclose(found.index, found.ratio * 1.41)
    assert_allclose(found.weights.sum(), 1)


def test_consistent_comparisons_give_back_the_weights_they_came_from():
    w = np.array([0.5, 0.3, 0.15, 0.05])
    found = weigh.judgement(w[:, None] / w)
    assert_allclose(found.weights, w)
    assert_allclose([found.eigenvalue, found.ratio], [4, 0], atol=1e-9)
    assert weigh.judgement([[1.0]]).weights == 1


def test_comparisons_that_go_round_in_a_circle_are_warned_of():
    circle = [[1, 9, 1 / 9], [1 / 9, 1, 9], [9, 1 / 9, 1]]
    with pytest.warns(UserWarning, match="contradict each other"):
        assert_allclose(weigh.ahp(np.zeros((2, 3)), matrix=circle), [1 / 3] * 3)


def test_budgets_of_the_handbooks_experts_are_shares_whatever_the_total():
    points = read("handbook/table22_tai_weights.csv", "indicator")["BAP"].to_numpy()
    x = np.zeros((5, 8))
    assert_allclose(weigh.budget(x, points=points * 100), points / points.sum())
    assert_allclose(weigh.budget(x, points=[points, points * 7]), points / points.sum())


# by components ---------------------------------------------------------


def test_first_loadings_are_coinrs_but_for_the_sign(asem, tree, coinr):
    for _, inside in tree.groupby("Pillar").groups.items():
        x, theirs = asem[inside].to_numpy(), coinr.loc[inside]
        ours = weigh.loadings(x)[1][:, 0]
        assert_allclose(np.abs(ours), theirs["pca_abs"], atol=1e-12)
        assert_allclose(ours * np.sign(ours @ theirs["pca"]), theirs["pca"], atol=1e-12)
        assert ours.sum() >= 0
        assert_allclose(weigh.pca(x, use="squared"), theirs["pca_squared"], atol=1e-12)
        assert_allclose(weigh.pca(x, use="absolute"), theirs["pca_abs"] / theirs["pca_abs"].sum(), atol=1e-12)


def test_components_of_the_technology_index_explain_what_the_handbooks_table_16_prints(tai):
    values, vectors = weigh.loadings(tai)
    # to about a tenth of a percent: the table of inputs is printed rounded
    assert_allclose(100 * values / 8, [41.9, 21.8, 12.3, 11.1, 6.0, 3.7, 2.2, 0.9], atol=0.12)
    turned = varimax(vectors[:, :4] * np.sqrt(values[:4]))
    # Table 17, patents: 0.07, 0.97, 0.06, 0.06; the second factor is theirs to 0.67
    assert_allclose(np.sort(np.abs(turned[0])), [0.06, 0.06, 0.07, 0.97], atol=0.01)
    assert round(np.max(turned[0] ** 2 / (turned**2).sum(axis=0)), 2) == 0.67


def test_rotation_leaves_the_variance_of_every_child_and_simplifies_the_factors(tai):
    values, vectors = weigh.loadings(tai)
    loaded = vectors[:, :3] * np.sqrt(values[:3])
    turned = varimax(loaded)
    assert_allclose((turned**2).sum(axis=1), (loaded**2).sum(axis=1))
    size = (loaded**2).sum(axis=1, keepdims=True)
    assert ((turned**2 / size).var(axis=0).sum()) > ((loaded**2 / size).var(axis=0).sum())


def test_explained_weights_sum_to_one_and_follow_the_factor_each_child_belongs_to(tai):
    weights = weigh.pca(tai, use="explained")
    assert_allclose(weights.sum(), 1)
    assert (weights > 0.05).all()


# by variation ----------------------------------------------------------


def test_a_child_in_one_hand_has_all_the_entropy_weight_and_an_even_one_none():
    assert_allclose(weigh.entropy([[1.0, 0, 5], [1.0, 8, 5], [1.0, 0, 5]]), [0, 1, 0], atol=1e-12)


def test_entropy_weights_are_those_of_the_textbook_formula():
    x = np.random.default_rng(1).random((9, 4))
    p = x / x.sum(axis=0)
    uneven = 1 + (p * np.log(p)).sum(axis=0) / np.log(9)
    assert_allclose(weigh.entropy(x), uneven / uneven.sum())


def test_critic_weights_are_those_of_the_textbook_formula():
    x = np.random.default_rng(2).random((9, 4))
    rescaled = (x - x.min(axis=0)) / np.ptp(x, axis=0)
    content = rescaled.std(axis=0) * (1 - np.corrcoef(x, rowvar=False)).sum(axis=1)
    assert_allclose(weigh.critic(x), content / content.sum())


def test_critic_leaves_a_constant_child_out_of_everything():
    x = np.random.default_rng(3).random((9, 3))
    assert_allclose(weigh.critic(np.column_stack([x, np.full(9, 0.1)])), [*weigh.critic(x), 0])


# by intention ----------------------------------------------------------


def test_fitted_weights_give_the_influence_that_was_intended():
    x = np.random.default_rng(4).normal(size=(80, 4)) @ np.diag([1, 5, 2, 10])
    targets = np.array([0.4, 0.3, 0.2, 0.1])
    found = weigh.fit(x, targets)
    assert_allclose(found.influence, targets, atol=1e-6)
    assert_allclose(weigh.influence(x, found.weights), targets, atol=1e-6)
    assert_array_equal(weigh.fit(x, targets).weights, found.weights)
    assert_allclose(weigh.fitted(x, given=[4, 3, 2, 1]), found.weights)
    assert_array_equal(weigh.fitted(x, targets=[1, 1, 0, 0])[2:], 0)


def test_fitted_weights_beat_what_coinr_finds_for_its_two_sub_indexes(asem, tree):
    pillars = {
        p: aggregate.arithmetic(asem[i].to_numpy(), np.ones(len(i)))
        for p, i in tree.groupby("Pillar").groups.items()
    }
    sub = tree.drop_duplicates("Pillar").groupby("Sub-index")["Pillar"]
    x = np.column_stack(
        [aggregate.arithmetic(np.column_stack([pillars[p] for p in ps]), np.ones(len(ps))) for _, ps in sub]
    )
    # COINr's objective, of plain correlations: log of the mean squared difference; it stops at -13.30
    balanced = weigh.fit(x, [1, 1], power=1)
    assert balanced.error < np.exp(-13.304324713627325)
    # and the sum of correlations, where it stops at 1.7822
    assert weigh.correlations(x, weigh.fitted(x, aim="correlation")).sum() > 1.7821972553790641


def test_no_weights_agree_more_with_all_children_than_those_that_standardise():
    rng = np.random.default_rng(5)
    x = rng.normal(size=(40, 3)) @ rng.normal(size=(3, 3))
    best = weigh.correlations(x, weigh.fitted(x, aim="correlation")).sum()
    assert all(weigh.correlations(x, w).sum() <= best + 1e-12 for w in rng.random((200, 3)))


def test_targets_out_of_reach_are_warned_of_and_approached():
    x = np.column_stack([np.arange(9.0), np.arange(9.0) ** 1.01])  # nearly the same child twice
    with pytest.warns(UserWarning, match="out of reach"):
        weights = weigh.fitted(x, targets=[0.9, 0.1])
    assert weights[0] > weights[1]


def test_weights_can_be_fitted_with_gaps_in_the_data():
    x = np.random.default_rng(6).normal(size=(60, 3))
    x[np.random.default_rng(7).random(x.shape) < 0.1] = np.nan
    assert_allclose(weigh.fit(x, [1, 2, 3]).influence, [1 / 6, 1 / 3, 1 / 2], atol=1e-5)


# down the tree ---------------------------------------------------------


def test_effective_weights_are_coinrs(tree, coinr):
    parent = {i: row["Pillar"] for i, row in tree.iterrows()}
    parent |= dict(zip(tree["Pillar"], tree["Sub-index"], strict=True))
    parent |= dict(zip(tree["Sub-index"], tree["Index"], strict=True))
    number = {code: i for i, code in enumerate(coinr.index)}
    parents = [number[parent[code]] if code in parent else -1 for code in coinr.index]
    ours = weigh.effective(coinr["custom"], parents)
    assert_allclose(ours, coinr["effective_custom"])
    assert_allclose(ours[: len(tree)].sum(), 1)
    assert_allclose(weigh.effective(np.stack([coinr["custom"], coinr["pca_abs"]]), parents)[0], ours)


# every method ----------------------------------------------------------

EXAMPLES = {
    "given": {"given": [1.0, 2.0, 3.0]},
    "budget": {"points": [[10, 20, 70], [50, 25, 25]]},
    "ahp": {"matrix": [[1, 2, 4], [1 / 2, 1, 2], [1 / 4, 1 / 2, 1]]},
}
NAMES = sorted(METHODS["weigh"])


def declaring(invariant):
    return pytest.mark.parametrize("name", [n for n in NAMES if invariant in METHODS["weigh"][n].keeps])


def found(name, x):
    try:
        return METHODS["weigh"][name].function(x, **EXAMPLES.get(name, {}))
    except DataError:
        reject()


TABLES = hnp.arrays(np.float64, (8, 3), elements=st.integers(1, 80).map(lambda n: n / 8))
some = settings(max_examples=15, deadline=None)
quiet = pytest.mark.filterwarnings("ignore:the intended importances are out of reach")


@quiet
@declaring("permutation")
@some
@given(x=TABLES, seed=st.integers(0, 99))
def test_the_order_of_units_does_not_matter(name, x, seed):
    order = np.random.default_rng(seed).permutation(8)
    assert_allclose(found(name, x[order]), found(name, x), rtol=1e-5, atol=1e-6)


def test_of_equally_good_weights_the_same_favour_a_unit_in_any_order():
    x = np.full((8, 3), 0.125)
    x[0, 0], x[3:5, 1], x[4, 0] = 1.0, 4.125, 0.25  # the six others can be favoured in many ways
    order = np.random.default_rng(0).permutation(8)
    assert_allclose(weigh.benefit_of_doubt(x[order]), weigh.benefit_of_doubt(x))


@declaring("scale")
@some
@given(x=TABLES, factor=st.sampled_from([0.25, 1024.0]))
def test_the_unit_of_measurement_does_not_matter(name, x, factor):
    assert_allclose(found(name, x * factor), found(name, x), rtol=1e-6, atol=1e-6)
    assert_allclose(found(name, x * [factor, 1, 1]), found(name, x), rtol=1e-6, atol=1e-6)


@quiet
@declaring("translation")
@some
@given(x=TABLES, shift=st.sampled_from([0.125, 100.0]))
def test_the_zero_of_the_scale_does_not_matter(name, x, shift):
    assert_allclose(found(name, x + shift), found(name, x), rtol=1e-5, atol=1e-6)


@quiet
@declaring("bounds")
@some
@given(x=TABLES)
def test_weights_lie_between_0_and_1_and_sum_to_1(name, x):
    weights = found(name, x)
    assert ((weights >= 0) & (weights <= 1)).all()
    assert_allclose(weights.sum(), 1)


@quiet
@pytest.mark.parametrize("name", NAMES)
def test_leading_axes_give_the_same_as_a_loop_and_missing_values_are_skipped(name):
    x = np.random.default_rng(8).random((2, 2, 30, 3))
    x[..., 3, 1] = np.nan
    method = METHODS["weigh"][name].function
    together = np.broadcast_to(method(x, **EXAMPLES.get(name, {})), (2, 2, 3))
    for place in np.ndindex(2, 2):
        assert_allclose(together[place], method(x[place], **EXAMPLES.get(name, {})), rtol=1e-6)
    assert np.isfinite(together).all()


ONE = np.ones((4, 2))
VARIED = np.array([[1.0, 2.0], [3.0, 1.0], [2.0, 5.0]])


@pytest.mark.parametrize(
    ("call", "error", "says"),
    [
        (lambda: weigh.pca(ONE), DataError, "columns \\[0, 1\\]"),
        (lambda: weigh.pca(VARIED[:2]), DataError, "Impute first"),
        (lambda: weigh.pca(VARIED, use="best"), DefinitionError, "squared"),
        (lambda: weigh.critic(ONE), DataError, "at least two columns"),
        (lambda: weigh.entropy(ONE), DataError, "evenly"),
        (lambda: weigh.entropy(-ONE), DataError, "below 0"),
        (lambda: weigh.fitted(ONE), DataError, "one value for all"),
        (lambda: weigh.fitted(VARIED, aim="fame"), DefinitionError, "importance"),
        (lambda: weigh.fitted(VARIED, targets=[1, 2, 3]), DataError, "each of 2"),
        (lambda: weigh.given(VARIED, given=[-1, 2]), DataError, "at least 0"),
        (lambda: weigh.given(VARIED, given=[0, 0]), DataError, "not all 0"),
        (lambda: weigh.budget(VARIED, points=[[1, 2], [0, 0]]), DataError, "not all 0"),
        (lambda: weigh.budget(VARIED, points=np.ones((1, 1, 2))), DataError, "experts"),
        (lambda: weigh.ahp(VARIED, matrix=[[1.0]]), DataError, "there are 2"),
        (lambda: weigh.ahp(VARIED, matrix=[[1, 3], [3, 1]]), DataError, "row 0, column 1"),
        (lambda: weigh.ahp(VARIED, matrix=[[1, -3], [-1 / 3, 1]]), DataError, "above 0"),
        (lambda: weigh.ahp(VARIED, matrix=[1, 2]), DataError, "square"),
        (lambda: weigh.equal([1.0, 2.0]), DataError, "shape"),
        (lambda: weigh.equal([[1.0, np.inf]]), DataError, "infinite"),
    ],
)
def test_bad_input_is_refused_with_a_reason(call, error, says):
    with pytest.raises(error, match=says):
        call()
