"""Definitions against experts' lists: formulas by hand, and the rules of a fair comparison."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

import mpindex as mp
from mpindex.analysis.comparison.agreement import auc, auc_middle, calibrated_on, figures, jaccard, without
from mpindex.dataset.dataset import Dataset
from mpindex.dataset.side_tables import Tables
from mpindex.engine.expert_lists import expert_lists
from mpindex.errors import OptionError


@pytest.fixture(scope="module")
def lists() -> dict:
    return expert_lists(mp.load().lists)


@pytest.fixture(scope="module")
def found() -> mp.agreement.Agreement:
    return mp.compare("wood", "behavioural", "rankings").agreement


# formulas ---------------------------------------------------------------------


def test_auc_by_hand():
    """Members score 5 and 2, others 4, 3 and 1: of six pairs members win 5>4, 5>3, 5>1, 2>1."""
    assert auc([5, 4, 3, 2, 1], [True, False, False, True, False]) == pytest.approx(4 / 6)


def test_ties_count_half_and_units_without_a_score_do_not_count():
    assert auc([2.0, 2.0, np.nan], [True, False, False]) == 0.5
    assert np.isnan(auc([1.0, np.nan], [True, False]))


def test_auc_is_what_scikit_learn_defines():
    metrics = pytest.importorskip("sklearn.metrics")
    rng = np.random.default_rng(5)
    scores, inside = rng.integers(0, 9, 60).astype(float), rng.random(60) < 0.3
    assert auc(scores, inside) == pytest.approx(metrics.roc_auc_score(inside, scores))


@given(
    scores=hnp.arrays(np.float64, 12, elements=st.integers(-5, 5).map(float)),
    inside=hnp.arrays(np.bool_, 12),
)
def test_who_is_in_and_who_is_out_changed_about_turns_auc_about(scores, inside):
    one, other = auc(scores, inside), auc(scores, ~inside)
    assert (
        np.isnan(one) and np.isnan(other)
        if inside.all() or not inside.any()
        else one == pytest.approx(1 - other)
    )


def test_the_middle_by_hand():
    """Members score 5 and 7, median 6. Nearness: great 10 is out; 5 and 7 are 1 away, 6.5 is 0.5, 1 is 5 away."""
    scores, inside = [10, 7, 6.5, 5, 1], [False, True, False, True, False]
    assert auc_middle(scores, inside, [True, False, False, False, False]) == pytest.approx(2 / 4)


def test_a_great_power_that_experts_call_middle_stays():
    assert auc_middle([10, 7, 1], [True, False, False], [True, False, False]) == 1


def test_jaccard_of_nothing_is_nothing():
    assert np.isnan(jaccard(set(), set()))
    assert jaccard({"a"}, set()) == 0


def test_lists_by_hand():
    """Five states in order of wealth. The list has b, c and a state that is gone; the middle band has b and d."""
    frame = pd.DataFrame({"money": [5.0, 4.0, 3.0, 2.0, 1.0]}, index=list("abcde"))
    rows = [
        ("tops", "a", "major_power"),
        *(("list", unit, "middle_power") for unit in ["b", "c", "OLD", "X", "Y"]),
    ]
    table = pd.DataFrame(rows, columns=["list", "unit", "label"]).assign(
        source="", year=2000.0, verified="no"
    )
    world = Dataset.from_frame(frame, tables=Tables(given={"lists": table}))
    bands = [
        {"great": {"rank": [1, 1]}},
        {"small": {"rank": [3, 3]}},
        {"middle": {"rank": [2, 4]}},
        {"low": {}},
    ]
    spec = {"id": "rich", "normalise": "none", "tree": {"money": 1}, "bands": bands}
    row = mp.compare(spec, dataset=world).agreement.table.loc[("rich", "list")]
    assert (row["members"], row["matched"], row["used"]) == (5, 2, 2000)
    assert row["auc"] == pytest.approx(5 / 6 - 1 / 6)
    assert row[["precision", "recall", "jaccard"]].tolist() == pytest.approx([1 / 2, 1 / 2, 1 / 3])
    assert row["mean_rank"] == 2.5
    assert not row["verified"]


# the lists --------------------------------------------------------------------


def test_all_lists_of_at_least_five_members_are_met(found, lists):
    sizes = mp.load().lists.groupby("list")["unit"].nunique()
    assert set(found.table.index.get_level_values("list")) == set(lists)
    assert {name for name in sizes.index if sizes[name] < 5}.isdisjoint(lists)
    assert len(lists) == 15


def test_great_powers_on_a_list_of_lesser_ones_are_no_members(lists):
    assert lists["maoz_2010"].greats == {"USA", "CHN", "RUS"} or "USA" in lists["maoz_2010"].greats
    assert "USA" not in lists["maoz_2010"].members
    assert lists["cow_major_2016"].tier == "great"


def test_kazakhstan_is_on_one_list_only(lists):
    assert [name for name, one in lists.items() if "KAZ" in one.members] == ["swp_2024"]


def test_unverified_lists_are_flagged(found):
    assert not found.table.loc[("wood", "mikta"), "verified"]
    assert "mikta (unverified)" in str(found)


def test_a_state_that_is_gone_is_counted_and_not_matched(found):
    row = found.table.loc[("wood", "wood_1988")]
    assert (row["members"], row["matched"]) == (31, 30)


def test_a_list_of_1988_meets_the_earliest_world_that_there_is(found):
    assert found.table.loc[("wood", "wood_1988"), "used"] == 1990
    assert found.table.loc[("wood", "jordaan_2003"), "used"] == 2003


def test_a_definition_whose_figures_are_younger_meets_the_first_world_that_has_half_of_them(found):
    assert (
        found.table.loc[("behavioural", "wood_1988"), "used"] > found.table.loc[("wood", "wood_1988"), "used"]
    )


def test_woods_rule_agrees_best_with_woods_list(found):
    by_list = found.table.loc["wood"]["jaccard"].drop("cow_major_2016")
    assert by_list.idxmax() == "wood_1988"


def test_experts_agree_with_themselves_and_not_with_each_other(found):
    lists = found.lists
    assert np.allclose(np.diag(lists), 1)
    assert lists.equals(lists.T)
    off = lists.to_numpy()[~np.eye(len(lists), dtype=bool)]
    assert off.max() < 0.9
    assert found.table.loc[("wood", "mikta"), "ceiling"] == lists["mikta"].drop("mikta").max()


# calibrated definitions ---------------------------------------------------------


def test_a_definition_meets_a_list_that_it_was_calibrated_on_only_with_that_list_left_out(found, lists):
    left_out = found.matrix("left_out").loc["behavioural"]
    for name, one in lists.items():
        assert left_out[name] == one.partly
    assert not found.matrix("left_out").loc["wood"].any()


def test_leaving_a_list_out_changes_the_reference_set_and_the_band():
    world, behavioural = mp.load(), mp.definition("behavioural")
    fewer = without(behavioural, "wood_1988")
    bound = fewer.spec["bands"][0]["acts like a middle power"]["score"]["min"]
    assert bound["of"]["leave_out"] == ["wood_1988"]
    assert (
        behavioural.spec["bands"][0]["acts like a middle power"]["score"]["min"]["of"].get("leave_out")
        is None
    )
    assert fewer.apply(world).scores.equals(behavioural.apply(world).scores)


def test_a_definition_that_cannot_do_without_a_list_is_not_compared_with_it(lists):
    fitted = mp.definition("wood").with_(id="fitted", calibrated_on=["mikta"])
    assert calibrated_on(fitted, lists["mikta"])
    row = mp.compare(fitted).agreement.table.loc[("fitted", "mikta")]
    assert np.isnan(row["auc"])
    assert row["left_out"]
    assert "cannot be left out" in row["note"]


def test_a_matrix_shows_one_figure(found):
    assert found.matrix().shape == (3, 15)
    with pytest.raises(OptionError, match=r"figure is one of .* Did you mean 'jaccard'"):
        found.matrix("jacard")
    assert found._repr_html_().startswith("<table")


def test_the_middle_of_the_pack_is_called_so(found):
    assert set(found.matrix("band").loc["rankings"].drop("cow_major_2016")) == {"middle of the pack"}


def test_a_definition_of_which_a_band_cannot_be_drawn_is_noted_with_the_reason():
    frame = pd.DataFrame({"money": [5.0, 5.0, 4.0, 4.0, 4.0, 4.0]}, index=list("abcdef"))
    bands = [{"middle": {"breaks": {"classes": 4, "class": 1}}}, {"small": {}}]
    spec = {"id": "rich", "normalise": "none", "tree": {"money": 1}, "bands": bands}
    index = mp.definition(spec).apply(Dataset.from_frame(frame))
    row = figures(
        index, SimpleNamespace(members=frozenset("ac"), greats=frozenset(), tier="middle"), frozenset()
    )
    assert (row["matched"], row["band"]) == (2, "middle") and "precision" not in row
    assert row["note"].endswith("4 classes need as many different scores; there are only 2")


def test_where_nobody_is_in_the_band_or_on_the_list_shares_are_missing():
    frame = pd.DataFrame({"money": [5.0, 4.0, 3.0, 2.0, 1.0, np.nan]}, index=list("abcdef"))
    index = mp.definition(
        {
            "id": "rich",
            "normalise": "none",
            "tree": {"money": 1},
            "bands": [{"middle": {"rank": [9, 9]}}, {"low": {}}],
        }
    ).apply(Dataset.from_frame(frame))
    one = SimpleNamespace(members=frozenset("af"), greats=frozenset(), tier="middle")
    row = figures(index, one, frozenset())
    assert row["matched"] == 1 and row["mean_rank"] == 1 and row["auc"] == 1
    assert np.isnan(row["precision"]) and row["recall"] == 0 and row["jaccard"] == 0
    nobody = SimpleNamespace(members=frozenset("f"), greats=frozenset(), tier="great")
    row = figures(index, nobody, frozenset())
    assert row["matched"] == 0 and np.isnan(row["mean_rank"]) and row["band"] == "" and "recall" not in row


def test_each_list_of_one_year_is_met_without_itself_and_with_the_others():
    """The line is the least score of whom the lists name: without the first it is 2, without the second 5."""
    frame = pd.DataFrame({"money": np.arange(9.0, 0.0, -1.0)}, index=list("abcdefghi"))
    rows = [("first", unit) for unit in "abcde"] + [("second", unit) for unit in "cdefgh"]
    table = pd.DataFrame(rows, columns=["list", "unit"]).assign(
        label="middle_power", source="", year=2000.0, verified="no"
    )
    world = Dataset.from_frame(frame, tables=Tables(given={"lists": table}))
    line = {"quantile": 0, "of": {"lists": "all"}}
    bands = [{"middle": {"score": {"min": line}}}, {"small": {}}]
    spec = {
        "id": "rich",
        "normalise": "none",
        "tree": {"money": 1},
        "bands": bands,
        "calibrated_on": ["first", "second"],
    }
    met = mp.compare(spec, dataset=world).agreement.table.loc["rich"]
    assert met.loc["first", ["precision", "recall"]].tolist() == pytest.approx([5 / 8, 1])
    assert met.loc["second", ["precision", "recall"]].tolist() == pytest.approx([3 / 5, 3 / 6])
    assert met["left_out"].all()
