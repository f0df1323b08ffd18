"""COINr's weights, aggregation and ranks (sections 6 and 7 of its runs), through `from_coinr` and `apply`.

Not copied, because they are defects of the peer: negative weights (the run `pca`), a generalised mean that loses
every unit with a gap, Copeland with missing values, and Copeland's draws, which rounding decides there.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.steps.rank import competition

from .conftest import HERE, agree
from .test_coinr_steps import CHAIN, NORMALISATIONS, PER_INDICATOR, raw_only

MEANS = {
    "a_amean": "arithmetic",
    "a_gmean": "geometric",
    "a_hmean": "harmonic",
    "a_genmean_p0.5": {"power_mean": 0.5},
    "a_genmean_p2": {"power_mean": 2},
    "a_genmean_pm1": {"power_mean": -1},
    "mixed_amean_then_gmean_top": ["arithmetic", "arithmetic", "geometric"],
}
WEIGHTS = ["Original", "equal", "custom", "pca_abs", "pca_squared"]


def brought_over(asem, golden, weights: str, **options) -> mp.Definition:
    return mp.Definition.from_coinr(
        HERE / "inputs" / "asem_iMeta.csv",
        weights=asem.weights(golden, weights),
        normalise={"minmax": [1, 100]},
        **options,
    )


def check(index: mp.Index, golden, name: str, *, where_theirs_are: bool = False) -> None:
    scores = golden.table(f"08_aggregated/{name}__scores")
    ours = index.levels
    if where_theirs_are:
        ours = ours.where(scores.notna().reindex(ours.index)[list(scores.columns)])
    agree(ours, scores)
    if not where_theirs_are:
        theirs = golden.table(f"08_aggregated/{name}__ranks")
        agree(index.ranks, theirs["Index"], rtol=0)
        agree(ranked(ours), theirs.where(~told_apart_by_rounding(scores)), rtol=0, where_theirs_are=True)


def ranked(scores: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(competition(scores.to_numpy().T).T, scores.index, scores.columns)


def told_apart_by_rounding(scores: pd.DataFrame) -> pd.DataFrame:
    """Units that the peer ranks apart though their scores agree to thirteen digits; here they tie."""
    apart = scores.rank(ascending=False, method="min")
    return scores.notna() & (apart != ranked(scores))


@pytest.mark.parametrize("method", MEANS)
@pytest.mark.parametrize("weights", WEIGHTS)
def test_means_of_complete_data(asem, golden, weights, method):
    name = f"minmax1_100__{weights}__{method}"
    golden.table(f"08_aggregated/{name}__scores")
    definition = brought_over(asem, golden, weights, aggregate=MEANS[method], **CHAIN)
    check(definition.apply(asem.world), golden, name)


@pytest.mark.parametrize("method", MEANS)
@pytest.mark.parametrize("weights", ["Original", "custom"])
def test_means_of_incomplete_data_rescale_the_weights_of_what_is_there(asem, golden, weights, method):
    name = f"incomplete__{weights}__{method}"
    golden.table(f"08_aggregated/{name}__scores")
    index = brought_over(asem, golden, weights, aggregate=MEANS[method]).apply(asem.world)
    check(index, golden, name, where_theirs_are="genmean" in method)
    assert index.scores.notna().all()


@pytest.mark.parametrize(
    ("name", "missing", "method"),
    [
        ("incomplete_datthresh0.6__custom__a_amean", {"exclude": 0.6}, "arithmetic"),
        ("incomplete_datthresh0.9__custom__a_amean", {"exclude": 0.9}, "arithmetic"),
        (
            "incomplete_datthresh_bylevel__custom__a_gmean",
            [{"exclude": 0.9}, {"exclude": 0.7}, {"exclude": 0.5}],
            "geometric",
        ),
    ],
)
def test_nodes_without_a_share_of_their_children_have_no_score(asem, golden, name, missing, method):
    definition = brought_over(asem, golden, "custom", aggregate=method, missing=missing)
    check(definition.apply(asem.world), golden, name)


@pytest.mark.parametrize(
    "name", [*NORMALISATIONS, *PER_INDICATOR, "n_dist2ref_row5", "n_dist2ref_row5_cap", "n_minmax_1_100"]
)
def test_every_normalisation_aggregated(asem, golden, name):
    run = f"{name}__Original__a_amean"
    golden.table(f"08_aggregated/{run}__scores")
    if name in PER_INDICATOR:
        changes = {**raw_only(asem), **asem.per_indicator(PER_INDICATOR[name])}
    elif name.startswith("n_dist2ref"):
        fifth = {"dist2ref": sorted(asem.world.units)[4], "cap": name.endswith("cap")}
        changes = {**CHAIN, "normalise": fifth}
    else:
        changes = {**CHAIN, "normalise": NORMALISATIONS[name]}
    check(asem.plain.with_(changes).apply(asem.world), golden, run)


def draws(index: mp.Index, scores: pd.DataFrame) -> pd.DataFrame:
    """How many pairs of each unit and node are draws: as far as the peer may be from ours by rounding."""
    plan, counts = index.plan, {}
    for i, node in enumerate(plan.nodes):
        x = index.array[:, plan.children[i]]
        w = plan.weights[plan.children[i]]
        margin = np.sign(x[:, None, :] - x[None]) @ (w / w.sum())
        counts[node.id] = (np.abs(margin) < 1e-12).sum(axis=1) - 1
    return pd.DataFrame(counts, index=index.units).loc[scores.index, scores.columns]


@pytest.mark.parametrize("weights", WEIGHTS)
def test_copeland_differs_by_no_more_than_its_draws(asem, golden, weights):
    scores = golden.table(f"08_aggregated/minmax1_100__{weights}__a_copeland__scores")
    index = brought_over(asem, golden, weights, aggregate="copeland", **CHAIN).apply(asem.world)
    ours = index.levels.loc[scores.index, scores.columns]
    pillars = [node.id for node in index.plan.nodes if node.id not in ("Conn", "Sust", "Index")]
    apart = (ours - scores).abs()[pillars]
    assert (apart <= draws(index, scores)[pillars]).all().all()
    undrawn = draws(index, scores)[pillars].sum() == 0
    agree(ours[undrawn.index[undrawn]], scores[undrawn.index[undrawn]])


def test_effective_weights(asem, golden):
    for name in ("original", "custom"):
        theirs = golden.table(f"07_weights/effective_weights_{name}").set_index("iCode")["EffWeight"]
        weights = asem.weights(golden, "Original" if name == "original" else name)
        agree(asem.chain.with_(weights=weights).apply(asem.world).weights["effective"], theirs)


@pytest.mark.parametrize("use", ["absolute", "squared"])
def test_weights_by_principal_components_are_found_from_the_data(asem, golden, use):
    weigh = [{"pca": use}, "given", "given"]
    definition = mp.Definition.from_coinr(
        HERE / "inputs" / "asem_iMeta.csv", weigh=weigh, normalise={"minmax": [1, 100]}, **CHAIN
    )
    index = definition.apply(asem.world)
    theirs = golden.table(f"07_weights/{'pca_abs' if use == 'absolute' else 'pca_squared'}")
    theirs = theirs[theirs["Level"] == 1].set_index("iCode")["Weight"]
    parent = index.weights["parent"].loc[theirs.index]
    shares = theirs / theirs.groupby(parent).transform("sum")
    ours = index.weights["weight"].loc[theirs.index]
    agree(ours / ours.groupby(parent).transform("sum"), shares)


def test_negative_weights_are_refused_by_name(asem, golden):
    with pytest.raises(mp.errors.DataError, match="must be a number of at least 0"):
        brought_over(asem, golden, "pca")
