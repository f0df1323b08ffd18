"""The page computes what the library computes: the golden file is the oracle of both."""

from __future__ import annotations

import numpy as np
import pytest

import mpindex as mp
from mpindex.steps import band
from mpindex.steps.rank import competition

from . import golden
from .conftest import Ask, floats


@pytest.fixture(scope="module")
def forest() -> mp.Index:
    definition, table = golden.forest()
    return definition.apply(table)


def asked(case: dict) -> dict:
    """What a case of the golden file asks, without the answer."""
    return {key: case[key] for key in ("options", "thresholds", "weights", "omitted") if key in case}


def test_the_golden_file_asks_for_every_case_there_is() -> None:
    assert [asked(case) for case in golden.read()] == [*golden.cases()]


def test_the_library_says_what_the_golden_file_says() -> None:
    for case in golden.read():
        now = golden.answer(asked(case))
        assert now.get("refused") == case.get("refused"), case
        if "scores" in case:
            np.testing.assert_allclose(floats(now["scores"]), floats(case["scores"]), rtol=1e-9, atol=1e-12)
            assert (now["ranks"], now["bands"]) == (case["ranks"], case["bands"]), case


def test_the_page_says_what_the_golden_file_says(ask: Ask, forest: mp.Index) -> None:
    cases = golden.read()
    for case, said in zip(cases, ask(forest, [*map(asked, cases)]), strict=True):
        assert ("refused" in said) == ("refused" in case), (case, said)
        if "scores" in case:
            scores = floats(said["scores"]), floats(case["scores"])
            np.testing.assert_allclose(*scores, rtol=1e-9, atol=1e-9, err_msg=str(case))
            assert (said["ranks"], said["bands"]) == (case["ranks"], case["bands"]), case


def test_the_golden_file_has_answers_under_every_scaling_mean_and_rule() -> None:
    cases = [case.get("options", {}) for case in golden.read() if "scores" in case]
    answered = [tuple(options.values()) for options in cases if len(options) == 3]
    for choices, place in ((golden.NORMALISE, 0), (golden.AGGREGATE, 1), (golden.MISSING, 2)):
        assert {case[place] for case in answered} == set(choices)


def test_ranks_tie_where_the_librarys_do(ask: Ask) -> None:
    rng, tables = np.random.default_rng(5), []
    for units in (1, 2, 40, 195):
        scores = rng.normal(size=units).round(1)
        scores[rng.random(units) < 0.1] = np.nan
        near = np.where(rng.random(units) < 0.5, scores * (1 + 4e-15), scores)
        tables += [scores, near, -np.abs(near), np.zeros(units), near * 1e-300, np.where(near > 0, -0.0, 0.0)]
    questions = [{"ranks": [None if value != value else float(value) for value in given]} for given in tables]
    for given, said in zip(tables, ask(None, questions), strict=True):
        np.testing.assert_array_equal(floats(said["ranks"]), competition(given))


@pytest.mark.parametrize(
    ("rule", "options"),
    [
        ("natural_breaks", {"classes": 3}), ("natural_breaks", {"classes": 2, "log": True}),
        ("natural_breaks", {"classes": 5}), ("natural_breaks", {"classes": 1}),
        ("head_tail", {}), ("head_tail", {"limit": 1.0}), ("largest_gap", {}),
        ("largest_gap", {"first": 3, "last": 12, "log": False}), ("quantiles", {"at": [0.2, 0.9]}),
        ("cumulative_share", {"at": [0.3, 0.6, 0.9]}), ("rank_window", {"window": [4, 9]}),
    ],
)  # fmt: skip
def test_classes_are_cut_where_the_library_cuts_them(ask: Ask, rule: str, options: dict) -> None:
    rng = np.random.default_rng(8)
    method = {"largest_gap": band.above_largest_gap}.get(rule) or getattr(band, rule)
    questions, wanted = [], []
    for units in (6, 30, 80):
        scores = rng.lognormal(size=units)
        scores[1] = scores[0]
        scores[rng.random(units) < 0.1] = np.nan
        questions.append(
            {"rule": rule, "options": options, "scores": [None if v != v else float(v) for v in scores]}
        )
        wanted.append(method(scores, **options))
    for said, classes in zip(ask(None, questions), wanted, strict=True):
        np.testing.assert_array_equal(floats(said["classes"]), classes)


BUNDLED = [
    "capability",
    "behavioural",
    "regional",
    "rankings",
    "beckley",
    "ping",
    "copeland",
    "cornell",
    "sulek",
    "fuzzy_middle_power",
    "family_resemblance",
    "sectors",
]


@pytest.mark.parametrize("name", BUNDLED)
def test_every_option_of_a_bundled_definition_gives_what_the_library_gives(ask: Ask, name: str) -> None:
    world = mp.load()
    index = mp.definition(name).apply(world)
    changed = mp.definition(name)
    spec = changed.spec.get("uncertainty", {})
    views: list[dict] = [{"unit": "KAZ"}]
    ways: list[dict] = [{}]
    for path, given in spec.items():
        for item in given if isinstance(given, list) and path != "weights" else []:
            named = isinstance(item, dict) and set(item) == {"label", "set"}
            views.append({"unit": "KAZ", "options": {path: item["label"] if named else golden._plain(item)}})
            ways.append({path: item["set"] if named else item})
    for chain, alternatives in changed.spec.get("chains", {}).items():
        views += [{"unit": "KAZ", "options": {chain: item["label"]}} for item in alternatives]
        ways += [item["set"] for item in alternatives]
    for said, change in zip(ask(index, views), ways, strict=True):
        theirs = changed.with_(change).apply(world)
        np.testing.assert_allclose(floats(said["scores"]), theirs.scores, rtol=1e-9, atol=1e-9)
        np.testing.assert_array_equal(floats(said["ranks"]), theirs.ranks)
        np.testing.assert_allclose(floats(said["coverage"]), theirs.coverage, atol=1e-12)
        assert said["bands"] == [None if code < 0 else theirs.banding.labels[code] for code in theirs.codes]
        effects = theirs.explain("KAZ")["effect"].reindex([leaf.id for leaf in theirs.plan.leaves])
        np.testing.assert_allclose(floats(said["effects"]), effects, rtol=1e-9, atol=1e-9)
