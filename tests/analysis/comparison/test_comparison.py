"""Definitions side by side, on cases small enough to do by hand and on the world."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import mpindex as mp
from mpindex.analysis.comparison.comparison import compare
from mpindex.analysis.comparison.movers import REST
from mpindex.analysis.comparison.result import Comparison
from mpindex.dataset.dataset import Dataset
from mpindex.errors import DefinitionError, MpindexError, OptionError, UnknownUnit
from mpindex.testing import definitions, worlds

few = settings(max_examples=25, deadline=None)
constants_are_expected = pytest.mark.filterwarnings("ignore:.*constant for all units")

#: Four towns: one is rich, one is large.
TOWNS = pd.DataFrame({"money": [4.0, 3.0, 2.0, 1.0], "people": [1.0, 2.0, 3.0, 4.0]}, index=list("abcd"))
RICH = {"id": "rich", "normalise": "none", "tree": {"money": 1}}
LARGE = {"id": "large", "normalise": "none", "tree": {"people": 1}}
BOTH = {"id": "both", "normalise": "none", "tree": {"money": 3, "people": 1}}


@pytest.fixture(scope="module")
def towns() -> Dataset:
    return Dataset.from_frame(TOWNS)


@pytest.fixture(scope="module")
def headlines() -> Comparison:
    return compare(["capability", "behavioural", "regional", "rankings", "cinc", "wood", "hdi"])


def test_kazakhstan_is_answered_in_one_row(headlines):
    row = headlines.table.loc["KAZ"]
    assert row[("wood", "rank")] == mp.definition("wood").apply(mp.load()).ranks["KAZ"]
    assert set(row.index.get_level_values("figure")) == {"rank", "position", "band"}
    assert set(row.index.get_level_values("definition")) == set(headlines.labels)


def test_a_definition_without_its_file_is_reported_and_the_others_go_on(headlines):
    assert "hdi" not in headlines.labels
    assert "expected_schooling" in headlines.failed["hdi"]
    assert "not applied: hdi" in str(headlines)


def test_only_definitions_that_cannot_be_applied_are_an_error():
    with pytest.raises(DefinitionError, match=r"hdi: .*expected_schooling"):
        compare("hdi")


def test_opposite_definitions_correlate_at_minus_one(towns):
    found = compare(RICH, LARGE, dataset=towns)
    for kind in ("spearman", "kendall", "pearson"):
        assert found.correlations(kind).loc["rich", "large"] == pytest.approx(-1)
    with pytest.raises(OptionError, match=r"kind is one of spearman, .* Did you mean 'spearman'"):
        found.correlations("spearmann")


def test_where_the_lowest_is_best_the_best_still_counts_as_more(towns):
    few_people = {**LARGE, "id": "small", "best": "low"}
    assert compare(RICH, few_people, dataset=towns).correlations("pearson").loc[
        "rich", "small"
    ] == pytest.approx(1)


def test_the_biggest_movers_come_first(towns):
    shifts = compare(RICH, LARGE, dataset=towns).shifts(2)
    assert list(shifts["unit"]) == ["a", "d"]
    assert list(shifts["shift"]) == [-3, 3]


def test_who_moves_is_named_with_the_indicators_that_move_it(towns):
    movers = compare(RICH, LARGE, dataset=towns).movers
    assert list(movers["unit"]) == ["d", "a"]
    assert "people (in the second only)" in movers["why"].iloc[0]


def test_why_by_hand(towns):
    """a is first in money (1/8) and last in people (7/8); it is 0.75 worse off by people, m = 1/2."""
    why = compare(RICH, LARGE, dataset=towns).why("rich", "large", "a")
    assert why["effect"].to_dict() == pytest.approx(
        {"money": 1 / 8 - 1 / 2, "people": -(7 / 8 - 1 / 2), REST: 0}
    )
    assert why.loc["money", "of"] == "first only"
    assert why["ranks"].sum() == pytest.approx(-3)


def test_a_weight_that_changes_explains_as_much_as_it_moves(towns):
    """From 1:0 to 3:1, a's mean position goes from 1/8 to (3/8 + 7/8) / 4 = 5/16."""
    why = compare(RICH, BOTH, dataset=towns).why("rich", "both", "a")
    assert why.drop(index=REST)["effect"].sum() == pytest.approx(1 / 8 - 5 / 16)


@constants_are_expected
@few
@given(world=worlds(), one=definitions(), other=definitions())
def test_effects_sum_to_the_change_of_position(world, one, other):
    found = compare(one.with_(id="one"), other.with_(id="other"), dataset=world)
    for unit in world.units:
        change = found.positions.loc[unit, "one"] - found.positions.loc[unit, "other"]
        if np.isfinite(change):
            assert found.why("one", "other", unit)["effect"].sum() == pytest.approx(change, abs=1e-9)


@constants_are_expected
@few
@given(world=worlds(), drawn=definitions(), name=st.just("twin"))
def test_a_definition_moves_nobody_against_itself(world, drawn, name):
    found = compare(drawn, drawn.with_(id=name), dataset=world)
    assert (found.shifts()["shift"] == 0).all()
    assert not len(found.movers)


def test_two_definitions_of_one_id_are_told_to_take_two(towns):
    with pytest.raises(OptionError, match="two are called 'rich'; give one another id"):
        compare([RICH, {**LARGE, "id": "rich"}], dataset=towns)


def test_a_file_that_extends_another_is_compared_in_two_lines(tmp_path):
    path = tmp_path / "mine.yaml"
    path.write_text("extends: capability\nid: mine\nweights: {economy: 20, military: 50, technology: 30}\n")
    found = mp.compare("capability", path)
    assert found.labels == ("capability", "mine")
    why = found.why("capability", "mine", "KAZ")
    assert why.loc["milex", "weight_2"] > why.loc["milex", "weight_1"]


def test_data_may_stand_among_the_definitions(towns):
    assert compare([RICH, LARGE], towns).dataset is towns


def test_parameters_go_to_those_that_have_them():
    found = compare("regional", "wood", parameters={"region": "SCO"})
    assert found.indexes["regional"].parameters["region"] == "SCO"
    with pytest.raises(OptionError, match="Did you mean 'region'"):
        compare("regional", parameters={"regoin": "SCO"})


def test_wrong_calls_say_what_is_wrong(headlines, towns):
    with pytest.raises(OptionError, match="name at least one definition"):
        compare([])
    with pytest.raises(DefinitionError, match="unknown definition 'wod'"):
        compare("wod")
    with pytest.raises(OptionError, match=r"is not compared here\. Did you mean 'wood'"):
        headlines.why("wod", "cinc", "KAZ")
    with pytest.raises(UnknownUnit):
        headlines.of("Atlantis")


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda towns: compare(3, dataset=towns), "a definition is an id"),
        (lambda towns: compare(None, dataset=towns), "a definition is an id"),
        (lambda towns: compare(RICH, 3, dataset=towns), "a definition is an id"),
        (lambda towns: compare(RICH, TOWNS, dataset=towns), "a definition is an id.* not DataFrame"),
        (
            lambda towns: compare(RICH, dataset=TOWNS),
            "a Dataset, as load.. or read.. makes it, not DataFrame",
        ),
        (lambda towns: compare(RICH, towns, dataset=towns), "two datasets are given"),
        (lambda towns: compare(towns), "name at least one definition"),
        (
            lambda towns: compare(RICH, dataset=towns, parameters=["region"]),
            "parameters is a mapping by name",
        ),
        (lambda towns: compare(RICH, dataset=towns, parameters={"region": "SCO"}), "They have: none"),
        (lambda towns: compare(RICH, LARGE, dataset=towns).shifts("all"), "many is a whole number"),
        (lambda towns: compare(RICH, LARGE, dataset=towns).correlations(None), "kind is one of"),
        (lambda towns: compare(RICH, LARGE, dataset=towns).why("rich", "large", "z"), "'z'"),
        (lambda towns: compare(RICH, LARGE, dataset=towns).why("rich", 3, "a"), "3 is not compared here"),
        (lambda towns: compare(RICH, LARGE, dataset=towns).of(3), "3"),
    ],
)
def test_a_wrong_argument_is_named_with_what_would_be_right(towns, call, words):
    with pytest.raises(MpindexError, match=words):
        call(towns)


def test_lists_and_single_definitions_may_be_mixed(towns):
    assert compare([RICH, LARGE], BOTH, dataset=towns).labels == ("rich", "large", "both")


def test_one_unit_by_definition_has_its_tier(headlines):
    of = headlines.of("Kazakhstan")
    assert of.loc["rankings", "tier"] == "middle of the pack"
    assert of.loc["wood", "of"] == headlines.indexes["wood"].n


def test_one_definition_is_a_comparison_too(towns):
    found = compare(RICH, dataset=towns)
    assert not len(found.shifts())
    assert "1 definition, " in str(found)
    assert found._repr_html_().startswith("<p>")


def test_what_prints_says_who_moves_and_why(headlines):
    assert "Rank correlations" in str(headlines)
    assert "in the first only" in str(headlines)


def test_its_tidy_form_can_be_read_as_a_table(headlines):
    data = mp.read(headlines.tidy)
    wood = headlines.table[("wood", "rank")].astype(float)
    assert data.frame["wood_rank"].dropna().to_dict() == wood.dropna().to_dict()
    assert data.indicator("wood_rank").direction == data.indicator("wood_position").direction == -1
    assert data.reference_year == headlines.dataset.reference_year
