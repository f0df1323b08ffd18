"""Lipset's democracies against R's QCA, and the sets of definitions."""

from __future__ import annotations

import pickle

import pandas as pd
import pytest
from numpy.testing import assert_allclose

import mpindex as mp
from mpindex.errors import DataError, OptionError

CONDITIONS = ["DEV", "URB", "LIT", "IND", "STB"]
FIGURES = {
    "necessity_consistency": "necessity_consistency", "relevance": "RoN", "necessity_coverage": "necessity_coverage",
    "sufficiency_consistency": "sufficiency_consistency", "pri": "PRI", "sufficiency_coverage": "sufficiency_coverage",
}  # fmt: skip
KINDS = {"conservative": "complex", "parsimonious": "parsimonious"}


@pytest.fixture(scope="module")
def lipset(cases) -> pd.DataFrame:
    table = cases.read("fuzzy_lipset").set_index("case")
    published = table[[f"{name}_pub" for name in (*CONDITIONS, "SURV")]]
    return published.set_axis([*CONDITIONS, "SURV"], axis=1)


def relations(lipset: pd.DataFrame, **options: object):
    return mp.set_relations(lipset[CONDITIONS], lipset["SURV"], **options)


def test_every_figure_of_fit_is_rs(cases, lipset):
    table = cases.read("fuzzy_lipset_fit")
    for outcome, rows in table.groupby("outcome"):
        y = lipset["SURV"] if outcome == "SURV" else 1 - lipset["SURV"]
        found = mp.set_relations(lipset[CONDITIONS], y)
        for row in rows.to_dict("records"):
            ours = found.fit(row["expression"])
            assert_allclose(
                [ours[name] for name in FIGURES],
                [row[name] for name in FIGURES.values()],
                atol=6e-11,
                err_msg=row["expression"],
            )


def test_the_truth_table_is_rs(cases, lipset):
    table = cases.read("fuzzy_lipset_truth").set_index(CONDITIONS)
    for cut in (0.7, 0.8, 0.9):
        ours = relations(lipset, consistency=cut).truth_table
        seen = ours[ours["n"] > 0]
        assert set(seen.index) == set(table.index) and len(ours) == 32
        assert_allclose(seen["consistency"], table["consistency"].reindex(seen.index), atol=6e-11)
        assert_allclose(seen["pri"], table["PRI"].reindex(seen.index), atol=6e-11)
        assert seen["outcome"].to_list() == table[f"out_{cut}"].reindex(seen.index).to_list()
        assert seen["cases"].str.replace(", ", ";").to_list() == table["cases"].reindex(seen.index).to_list()
        assert ours.loc[ours["n"] == 0, "outcome"].isna().all()


@pytest.mark.parametrize("cut", [0.7, 0.8, 0.9])
def test_the_solutions_are_rs(cases, lipset, cut):
    table = cases.read("fuzzy_lipset_solutions")
    ours = relations(lipset, consistency=cut).solutions
    for theirs, kind in KINDS.items():
        expected = table[(table["consistency_cut"] == cut) & (table["kind"] == theirs)].assign(
            term=lambda t: t["term"].str.replace("SOLUTION", "solution")
        )
        found = ours[ours["kind"] == kind].set_index(["model", "term"])
        expected = expected.set_index(["model", "term"])
        assert set(found.index) == set(expected.index)
        for name, column in {
            "consistency": "consistency",
            "pri": "PRI",
            "coverage": "raw_coverage",
            "unique_coverage": "unique_coverage",
        }.items():
            assert_allclose(found[name], expected[column].reindex(found.index), atol=6e-11)


def test_the_crisp_version_has_the_published_formulas(cases):
    raw = cases.read("fuzzy_lipset").set_index("case")
    crisp = pd.DataFrame(
        {
            "DEV": raw.DEV >= 550,
            "URB": raw.URB >= 50,
            "LIT": raw.LIT >= 75,
            "IND": raw.IND >= 30,
            "STB": raw.STB < 10,
        }
    ).astype(float)
    found = mp.set_relations(crisp, (raw.SURV > 0).astype(float), consistency=1.0)
    terms = {kind: set(rows["term"]) - {"solution"} for kind, rows in found.solutions.groupby("kind")}
    assert terms == {"complex": {"DEV*~URB*LIT*STB", "DEV*LIT*IND*STB"}, "parsimonious": {"DEV*STB"}}
    assert (found.solutions.loc[found.solutions["term"] == "solution", ["consistency", "coverage"]] == 1).all(
        axis=None
    )
    absent = mp.set_relations(crisp, (raw.SURV <= 0).astype(float), consistency=1.0)
    terms = {kind: set(rows["term"]) - {"solution"} for kind, rows in absent.solutions.groupby("kind")}
    assert terms == {"complex": {"~DEV*~URB*~IND", "DEV*LIT*IND*~STB"}, "parsimonious": {"~DEV", "~STB"}}


def test_a_definition_is_asked_what_experts_call_a_middle_power():
    found = mp.set_relations("fuzzy_middle_power", {"lists": "verified", "at_least": 3})
    assert list(found.sets) == ["means", "not_great", "shown"]
    assert len(found.sets) == 195 and found.memberships.sum() > 5
    assert "means" in found.in_words()
    assert pickle.loads(pickle.dumps(found)).solutions.equals(found.solutions)
    by_ends = mp.set_relations("fuzzy_middle_power", "capability", conditions=["means", "region", "niche"])
    assert by_ends.outcome == "capability: middle" and set(by_ends.memberships) == {0.0, 1.0}


def test_an_absence_and_another_definition_are_outcomes_too():
    present = mp.set_relations("fuzzy_middle_power", "family_resemblance")
    absent = mp.set_relations("fuzzy_middle_power", "~family_resemblance")
    assert_allclose(absent.memberships, 1 - present.memberships)
    assert not set(present.memberships) <= {0.0, 1.0}


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        (("capability", "swp_2024"), {}, "calibrate it"),
        (("fuzzy_middle_power", "swp2024"), {}, "Did you mean 'swp_2024'"),
        (("fuzzy_middle_power", "swp_2024"), {"conditions": ["mean"]}, "Did you mean 'means'"),
        (("fuzzy_middle_power", "swp_2024"), {"consistency": 80}, "consistency is a share"),
        (("fuzzy_middle_power", "swp_2024"), {"pri": -1}, "pri is a number from 0 to 1"),
        (("fuzzy_middle_power", "swp_2024"), {"frequency": 0}, "frequency is a whole number"),
        (("fuzzy_middle_power", "swp_2024"), {"cut": 0.8}, "no argument 'cut'"),
    ],
)
def test_a_mistake_is_named_with_its_remedy(arguments, options, words):
    with pytest.raises(OptionError, match=words):
        mp.set_relations(*arguments, **options)


def test_scores_are_no_memberships(lipset):
    with pytest.raises(DataError, match="calibrate them first"):
        mp.set_relations(lipset[CONDITIONS] * 100, lipset["SURV"])
    with pytest.raises(DataError, match="at least 3"):
        mp.set_relations(lipset[CONDITIONS], lipset["SURV"].head(2))


def test_too_many_conditions_are_refused(lipset):
    many = pd.concat([lipset[CONDITIONS].add_prefix(end) for end in "ABC"], axis=1)
    with pytest.raises(OptionError, match="32,768 combinations"):
        mp.set_relations(many, lipset["SURV"])
