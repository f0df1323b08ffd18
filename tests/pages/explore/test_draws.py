"""How sure the page says a rank is: what `mp.robustness` says of the definition that the page saves."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import settings

import mpindex as mp
from mpindex.grammar.yamlfile import parse

from . import golden
from .conftest import Ask, floats

#: Of the page and of the library; in daily work half as many as where CI is set.
DRAWS, THEIRS = (4_000, 20_000) if settings().max_examples >= 100 else (2_000, 10_000)
#: 4.5 standard errors of the share of draws below the median.
STEP = 4.5 * 0.5 / DRAWS**0.5


def spread_of(kind: str, amount: float) -> dict[str, Any]:
    return {"uniform": True} if kind == "uniform" else {kind: amount}


def agree(
    ask: Ask, index: mp.Index, view: dict[str, Any], kind: str, amount: float, *, everything: bool
) -> None:
    design = {
        "draws": DRAWS,
        "spread": {"kind": kind, "amount": amount},
        "everything": everything,
        "seed": 11,
    }
    said, saved = ask(index, [{**view, "draws": design}, {**view, "yaml": {"note": ""}}])
    definition = mp.definition(parse(saved["yaml"], "saved.yaml")[0])
    uncertainty: dict[str, Any] = {"weights": spread_of(kind, amount)}
    chains = None
    if everything:
        uncertainty = {**definition.spec.get("uncertainty", {}), **uncertainty}
        chains = definition.spec.get("chains")
    theirs = mp.robustness(
        definition, index.dataset, draws=THEIRS, seed=4, uncertainty=uncertainty, chains=chains
    )
    ours = np.array([row["bands"] for row in said["rows"]])
    shares = theirs.bands.reindex(columns=said["labels"], fill_value=0.0).to_numpy()
    np.testing.assert_allclose(ours.sum(axis=1), 1.0)
    middle = np.clip((ours * DRAWS + shares * THEIRS) / (DRAWS + THEIRS), 1 / DRAWS, 1 - 1 / DRAWS)
    error = np.sqrt(middle * (1 - middle) * (1 / DRAWS + 1 / THEIRS))
    assert (np.abs(ours - shares) < 4.5 * error).all()
    assert said["draws"] == DRAWS
    means = theirs.ranks
    for name in ("low", "median", "high"):
        q = {"low": 0.05, "median": 0.5, "high": 0.95}[name]
        ranks = floats([row[name] for row in said["rows"]])
        below, above = (quantiles(theirs, min(max(q + step, 0), 1)) for step in (-STEP, STEP))
        known = means[name].notna().to_numpy()
        assert ((ranks >= below - 1e-9) & (ranks <= above + 1e-9))[known].all()
        assert np.isnan(ranks[~known]).all()


def quantiles(theirs: Any, q: float) -> np.ndarray:
    """The rank below which the unit is in a share `q` of the library's draws."""
    shares = theirs.rank_shares.to_numpy()
    held = np.cumsum(shares, axis=1) / np.maximum(shares.sum(axis=1, keepdims=True), 1e-12)
    return 1 + np.minimum((held < q - 1e-9).sum(axis=1), shares.shape[1] - 1)


@pytest.mark.parametrize("everything", [False, True])
def test_shares_agree_with_robustness_as_the_definition_stands(
    ask: Ask, capability: mp.Index, everything: bool
) -> None:
    agree(ask, capability, {}, "concentration", 50.0, everything=everything)


@pytest.mark.parametrize("everything", [False, True])
def test_shares_agree_around_the_readers_own_weights_in_another_scheme(
    ask: Ask, capability: mp.Index, everything: bool
) -> None:
    view = {
        "options": {"scheme": "CINC, shares", "missing": "zero"},
        "shares": [["economy", 50], ["gdp", 10]],
    }
    agree(ask, capability, view, "concentration", 50.0, everything=everything)


def test_shares_agree_with_any_weights_and_an_indicator_left_out(ask: Ask) -> None:
    index = mp.definition("behavioural").apply(mp.load())
    agree(ask, index, {"omitted": ["embassies_sent"]}, "uniform", 0.0, everything=True)


def test_shares_agree_where_each_weight_varies_by_itself(ask: Ask) -> None:
    definition, table = golden.forest()
    agree(
        ask,
        definition.apply(table),
        {"options": {"normalise": "percentile_rank"}},
        "spread",
        0.4,
        everything=False,
    )


def test_shares_agree_where_a_parameter_and_bounds_of_bands_vary(ask: Ask) -> None:
    index = mp.definition("regional").apply(mp.load())
    view = {"thresholds": {"bands.0.regional power.score.min": 0.3}}
    agree(ask, index, view, "concentration", 50.0, everything=True)


def test_draws_that_cannot_be_computed_are_counted_and_left_out(ask: Ask) -> None:
    definition, table = golden.forest()
    design = {"draws": 300, "spread": {"kind": "concentration", "amount": 40}, "everything": True, "seed": 1}
    (said,) = ask(definition.apply(table), [{"draws": design}])
    assert said["refused"] > 0  # a geometric mean of z-scores
    assert said["draws"] + said["refused"] == 300
    np.testing.assert_allclose([sum(row["bands"]) for row in said["rows"]], 1.0)


def test_the_same_seed_gives_the_same_draws(ask: Ask, capability: mp.Index) -> None:
    design = {"draws": 50, "spread": {"kind": "concentration", "amount": 50}, "everything": True}
    first, again, other = ask(capability, [{"draws": {**design, "seed": seed}} for seed in (1, 1, 2)])
    assert first["rows"] == again["rows"] != other["rows"]
