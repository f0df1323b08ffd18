"""Principal components against COINr's loadings and the Handbook's tables."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.testing import assert_allclose

from mpindex.steps import weigh
from mpindex.steps.weigh.pca import varimax

REFERENCE = Path(__file__).parents[2] / "reference"


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


def in_pairs(*correlations):
    """Return a table of children that correlate in pairs, as given, and with no other."""
    k = 2 * len(correlations)
    between = np.eye(k)
    for i, r in enumerate(correlations):
        between[2 * i, 2 * i + 1] = between[2 * i + 1, 2 * i] = r
    x = np.random.default_rng(1).normal(size=(k + 8, k))
    apart = np.linalg.qr(x - x.mean(axis=0))[0]
    return apart @ np.linalg.cholesky(between).T


@pytest.mark.each(
    "case",
    [  # a pair's own factor tells (1 + r) / 2 of each; turned with that of their difference, (1 + sqrt(1 - r**2)) / 2
        ((0.28,), [0.98]),
        ((0.9, 0.28), [0.95, 0.98]),  # 0.72 of a child, but more than a tenth
        ((0.9, 0.9, 0.9, 0.9, 0.9, 0.1), [0.95] * 5 + [0.55]),  # more than a child's
        (
            (0.05, 0.06, 0.07, 0.08, 0.09, 0.1),
            [0.9993746, 0.53, 0.535, 0.54, 0.545, 0.55],
        ),  # less than 60 % before
    ],
)
def test_explained_weights_are_what_the_factors_that_are_kept_tell_of_each_child(case):
    correlations, told = case
    assert_allclose(weigh.pca(in_pairs(*correlations), use="explained"), np.repeat(told, 2) / sum(told) / 2)


def test_where_one_factor_is_kept_the_weights_are_its_squared_loadings():
    rng = np.random.default_rng(2)
    x = rng.normal(size=(30, 1)) + rng.normal(size=(30, 3)) * [0.1, 0.3, 0.5]
    assert_allclose(weigh.pca(x, use="explained"), weigh.pca(x))
    x[:5, 1] = np.nan
    assert_allclose(weigh.pca(x), weigh.pca(x[5:]))


@pytest.mark.parametrize("first", [0.0, 2.0])
def test_no_turn_of_two_factors_makes_them_simpler(first):
    loaded = np.random.default_rng(3).normal([first, 0, 0], 1, (7, 3))
    size = np.linalg.norm(loaded, axis=1, keepdims=True)
    turned = varimax(loaded) / size
    simple = (turned**2).var(axis=0).sum()
    for angle in (-0.8, -0.4, -0.01, 0.01, 0.4, 0.8):
        for p, q in ((0, 1), (0, 2), (1, 2)):
            other = turned.copy()
            other[:, p] = turned[:, p] * np.cos(angle) + turned[:, q] * np.sin(angle)
            other[:, q] = turned[:, q] * np.cos(angle) - turned[:, p] * np.sin(angle)
            assert (other**2).var(axis=0).sum() < simple
    assert_allclose(varimax(np.vstack([loaded, np.zeros(3)]))[-1], 0)
    assert_allclose(varimax(np.ones((1, 2))), [[1, 1]])  # one child is as simple as it gets


def test_explained_weights_sum_to_one_and_follow_the_factor_each_child_belongs_to(tai):
    weights = weigh.pca(tai, use="explained")
    assert_allclose(weights.sum(), 1)
    assert (weights > 0.05).all()
