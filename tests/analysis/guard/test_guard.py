"""The guard against chosen evidence: what becomes of a claim when the pool of rankings is another."""

from __future__ import annotations

import dataclasses

import numpy as np
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.guard import pools
from mpindex.analysis.guard.guard import Guard
from mpindex.errors import DefinitionError, MpindexError, OptionError

SPEC = {
    "id": "pool",
    "normalise": "position",
    "best": "low",
    "aggregate": "median",
    "tree": {
        "wealth": {"of": {"w1": 1, "w2": 1}},
        "health": {"of": {"h1": 1}},
        "peace": {"of": {"p1": 1, "p2": 1}},
    },
    "bands": [{"middle": {"score": [0.3333, 0.6667]}}, {"elsewhere": {}}],
}

DRAWS = 100


def world(columns: dict[str, list[float]]) -> mp.Dataset:
    n = len(next(iter(columns.values())))
    return mp.read(pd.DataFrame({"unit": [f"u{i}" for i in range(n)], **columns}), units="free")


@pytest.fixture(scope="module")
def alike() -> mp.Dataset:
    """Nine units in the same order by every ranking."""
    return world({name: list(range(9, 0, -1)) for name in ("w1", "w2", "h1", "p1", "p2")})


@pytest.fixture(scope="module")
def kaz():
    return mp.guard("KAZ", draws=DRAWS, seed=1)


def test_where_all_rankings_agree_no_pool_changes_anything(alike):
    for unit, inside in (("u4", 1.0), ("u0", 0.0)):
        table = mp.guard(unit, SPEC, alike, draws=200).table
        assert set(table["share"]) == {inside}
        assert table["random_state"].to_numpy() == pytest.approx(1 / 3)


def test_a_claim_that_rests_on_two_domains_of_three_falls_without_either():
    rng = np.random.default_rng(1)
    columns = {name: list(rng.permutation(8) + 1.0) for name in ("w1", "w2", "h1", "p1", "p2")}
    for name, scores in columns.items():
        scores.insert(0, 20.0 if name.startswith("w") else 4.5)  # first by wealth, fifth of nine by all else
    found = mp.guard("u0", SPEC, world(columns), draws=1000)
    assert found.table.loc["as published", "share"] == 1
    lost = found.single.index[~found.single["holds"]]
    assert list(lost) == ["health", "peace", "h1"]
    assert "falls without health, peace and h1" in found.in_words()
    assert found.carriers.index[0] == "h1" and found.carriers["h1"] < -0.1


def test_near_duplicates_count_once(alike):
    found = mp.guard("u4", SPEC, alike, draws=50)
    assert found.clusters == [["w1", "w2", "h1", "p1", "p2"]]
    assert found.table.loc["near-duplicates once", "pools"] == 1


def test_two_rankings_in_one_order_are_a_cluster_and_a_ranking_alone_is_none():
    columns = {
        "w1": [1, 2, 3, 4, 5],
        "w2": [1, 2, 3, 4, 5],
        "h1": [3, 1, 5, 2, 4],
        "p1": [5, 3, 1, 4, 2],
        "p2": [2, 5, 1, 3, 4],
    }
    assert mp.guard("u1", SPEC, world(columns), draws=1).clusters == [["w1", "w2"]]


def test_the_seed_and_the_kind_of_pool_are_the_seed_of_its_draws(kaz):
    """So that whoever knows the seed can draw the same pools again."""
    code = [band.label for band in kaz.plan.model.bands].index("middle third")
    kinds = {"resampled by ranking": pools.by_ranking, "resampled by domain": pools.by_domain}
    for number, (kind, draw) in enumerate(kinds.items()):
        counts = draw(np.random.default_rng([1, number]), kaz.plan, DRAWS)
        np.testing.assert_array_equal(kaz.holds[kind], pools.holds(kaz.plan, counts, code))
    assert kaz.table.loc["as published", "pools"] == 1


def test_the_published_pool_is_the_definition_itself(kaz):
    index = mp.definition("rankings").apply(mp.load())
    published = kaz.holds["as published"][0]
    np.testing.assert_array_equal(published, (index.bands == "middle third").reindex(list(index.units)))
    assert kaz.table.loc["as published", "random_state"] == pytest.approx(
        (index.bands == "middle third").mean()
    )


def test_leaving_a_domain_out_is_giving_it_no_weight(kaz):
    place = mp.load().units.index("KAZ")
    without = kaz.labels["domain left out"].index("mobility")
    index = mp.definition("rankings").with_(weights={"mobility": 0}).apply(mp.load())
    own = kaz.holds["domain left out"][without]
    assert own[place] in (True, False)
    score = index.scores.between(0.3333 - 1e-12, 0.6667 + 1e-12).reindex(list(mp.load().units)).to_numpy()
    assert not (
        own & ~score
    ).any()  # the share of rankings that must agree is of fewer rankings, the median the same


def test_kazakhstans_claim_stands_and_so_do_those_of_many_others(kaz):
    table = kaz.table
    assert table.loc["resampled by ranking", "share"] > 0.7
    assert 0.2 < table.loc["resampled by ranking", "random_state"] < 0.45
    assert 0 < table.loc["resampled by ranking", "states_above"] < 0.3
    assert any({"cpi", "wgi_cc"} <= set(group) for group in kaz.clusters)  # one thing, measured twice


def test_errors_stand_beside_the_shares_that_are_drawn(kaz):
    share = kaz.table.loc["resampled by ranking", "share"]
    assert kaz.table.loc["resampled by ranking", "error"] == pytest.approx(
        np.sqrt(share * (1 - share) / DRAWS)
    )
    assert np.isnan(kaz.table.loc["domain left out", "error"])


def test_few_draws_leave_carriers_open_and_warn_of_nothing(recwarn):
    few = mp.guard("KAZ", draws=3)
    assert "survives" in str(few)
    assert not recwarn.list


def test_the_same_seed_gives_the_same_pools(kaz):
    again = mp.guard("KAZ", draws=DRAWS, seed=1)
    assert all((kaz.holds[name] == again.holds[name]).all() for name in kaz.holds)
    assert repr(kaz) == repr(again) and "<table" in kaz._repr_html_()


@pytest.mark.parametrize("name", ["capability", "wood"])
def test_a_definition_that_is_no_pool_of_rankings_is_refused(name):
    if name == "capability":
        with pytest.raises(OptionError, match="no band 'centre'"):
            mp.guard("KAZ", definition=name, band="centre")
    else:
        with pytest.raises(DefinitionError, match="under at least two domains"):
            mp.guard("KAZ", definition=name)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"draws": 0}, "draws is a whole number of at least 1"),
        ({"draws": "many"}, "draws is a whole number of at least 1"),
        ({"seed": "x"}, "seed is a whole number of at least 0"),
        ({"seed": -1}, "seed is a whole number of at least 0"),
        ({"band": "midle"}, "It has middle third"),
        ({"band": 3}, "no band 3"),
        ({"definition": 3}, "a definition is an id"),
        ({"dataset": 2010}, "a Dataset"),
        ({"unit": "Kazakstann"}, "Kazakhstan"),
        ({"unit": 3}, "3"),
    ],
)
def test_a_wrong_argument_is_named_with_what_would_be_right(wrong, words):
    with pytest.raises(MpindexError, match=words):
        mp.guard(**{"unit": "KAZ", "draws": 10, **wrong})


def test_a_definition_in_python_has_no_rankings():
    class Own:
        id = "own"

        def apply(self, dataset):
            raise NotImplementedError

    with pytest.raises(DefinitionError, match="written in Python"):
        mp.guard("KAZ", definition=Own())


def test_places_that_may_not_be_passed_on_are_a_pool_of_their_own(kaz):
    table = kaz.table
    assert table.loc["with places, as published", "share"] == 1
    assert (
        table.loc["with places, resampled by ranking", "share"]
        > table.loc["resampled by ranking", "share"] - 0.1
    )
    assert "With its places in 11 rankings that may not be passed on it holds, in" in kaz.in_words()
    assert not any(name.startswith("with places") for name in mp.guard("USA", draws=10).table.index)


def held(alike: mp.Dataset, by_ranking: list[list[bool]], published: bool = True, **changes) -> Guard:
    """A guard of u4 among nine, with made-up pools: whether each of the first three units is in the middle."""
    found = mp.guard("u4", SPEC, alike, draws=2)

    def of(pools: list[list[bool]]) -> np.ndarray:
        rows = np.zeros((len(pools), 9), dtype=bool)
        rows[:, [4, 0, 1]] = pools
        return rows

    holds = {name: of([[True, False, False]] * len(rows)) for name, rows in found.holds.items()}
    holds |= {"resampled by ranking": of(by_ranking), "as published": of([[published, False, False]])}
    return dataclasses.replace(found, holds=holds, **changes)


def test_shares_are_of_pools_and_a_state_as_often_in_the_middle_stands_as_high(alike):
    pools = [[True, True, True], [True, True, False], [False, False, True], [True, True, False]]
    row = held(alike, pools).table.loc["resampled by ranking"]
    assert (row["pools"], row["share"]) == (4, 0.75)
    assert row["error"] == pytest.approx(np.sqrt(0.75 * 0.25 / 4))
    assert row["random_state"] == pytest.approx((0.75 + 0.75 + 0.5) / 9)
    assert row["states_above"] == 1 / 8


def test_the_sentence_says_in_how_many_pools_and_what_carries_it(alike):
    found = held(alike, [[True, False, False], [False, True, False]])
    assert found.in_words() == (
        "The claim that u4 is in the middle survives in 50 % of pools resampled by ranking and 100 % resampled by domain;"
        f" for a state picked at random in 11 % and 11 %. {found.in_words().split('. ', 1)[1]}"
    )
    assert found.in_words().endswith("It stands whichever one ranking or domain is left out.")
    denied = held(alike, [[True, False, False], [False, True, False]], published=False)
    assert denied.in_words() == (
        "The claim that u4 is in the middle does not hold as published; it holds in 50 % of pools resampled by ranking and"
        " 100 % resampled by domain; for a state picked at random in 11 % and 11 %."
    )
    assert (
        found.heading == "Guard of pool for u4: 2 pools, seed 0"
        and found.how == "2 pools of each drawn kind, seed 0"
    )


def test_the_parameters_in_use_are_part_of_what_it_rests_on(alike):
    assert mp.guard("u4", SPEC, alike, draws=2).material.parameters == {}
    spec = {**SPEC, "parameters": {"low": 0.3333}}
    spec["bands"] = [{"middle": {"score": {"min": "$low", "max": 0.6667}}}, {"elsewhere": {}}]
    found = mp.guard("u4", spec, alike, draws=2, parameters={"low": 0.25})
    assert found.material.parameters == {"pool": {"low": 0.25}}


def test_it_prints_its_table_and_then_its_sentence(alike):
    found = mp.guard("u4", SPEC, alike, draws=2)
    assert str(found).startswith("<Guard of pool for u4: 2 pools, seed 0>") and "as published" in str(found)
    assert str(found).endswith(found.in_words())
