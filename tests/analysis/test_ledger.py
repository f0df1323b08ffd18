"""The ledger keeps words apart from deeds, in Kazakhstan's rows and in anybody's own."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mpindex as mp
from mpindex.analysis.ledger import COLUMNS, KINDS, Ledger
from mpindex.errors import DataError, MpindexError, OptionError

OWN = pd.DataFrame(
    [
        ("Uzbekistan", 2018, "Termez talks", "declared", "mediation", "", "own notes"),
        ("UZB", 2018, "Termez talks", "platform", "mediation", "", "own notes"),
        ("UZB", 2024, "Borders with Kyrgyzstan", "outcome", "borders", "Treaty (2023)", "own notes"),
    ],
    columns=["unit", "year", "initiative", "kind", "topic", "document", "source"],
)


@pytest.fixture(scope="module")
def bundled() -> Ledger:
    return mp.ledger()


def test_the_bundled_ledger_has_the_events_of_the_debate(bundled):
    furthest = bundled.initiatives["furthest"]["KAZ"]
    assert furthest["Semipalatinsk test site"] == "outcome"
    assert furthest["Nuclear arsenal given up"] == "outcome"
    assert furthest["OSCE chair"] == furthest["UN Security Council seat"] == "platform"
    assert furthest["Astana talks on Syria"] == furthest["Armenia-Azerbaijan meeting in Almaty"] == "platform"
    assert furthest["Offer on Afghanistan"] == furthest["World Petroleum Congress bid"] == "declared"
    years = bundled.rows.set_index("initiative")["year"]
    assert set(years["Nobel Peace Prize bid"]) == {2006, 2008, 2010, 2017}
    assert years["UN Security Council seat"] == 2017


def test_every_outcome_has_its_document_and_every_row_its_source(bundled):
    rows = bundled.rows
    assert (rows.loc[rows["kind"] == "outcome", "document"] != "").all()
    assert (rows["source"] != "").all()
    assert set(rows["evidence"]) == {"confirmed", "recalled"}


def test_four_bids_for_one_prize_are_one_declaration(bundled):
    without = mp.ledger(bundled.rows[bundled.rows["initiative"] != "Nobel Peace Prize bid"])
    fewer = bundled.scores() - without.scores()
    assert fewer.loc["KAZ"].to_dict() == {"declared": 1, "platform": 0, "outcome": 0}


def test_nothing_later_than_the_year_counts(bundled):
    # by 1995: CICA and the arsenal declared; site closed, arsenal gone, union with Uzbekistan
    assert bundled.scores(1995).loc["KAZ"].to_list() == [2, 0, 3]
    assert bundled.scores(1990).empty


def test_a_state_without_rows_has_no_score_rather_than_zero(bundled):
    joined = mp.load().join(bundled.dataset)
    figures = joined.frame[["ledger_declared", "ledger_platform", "ledger_outcome"]]
    assert figures.loc["KAZ"].to_list() == bundled.scores().loc["KAZ"].to_list()
    assert figures.drop(index="KAZ").isna().all(axis=None)
    assert joined.at(1995).frame.loc["KAZ", "ledger_outcome"] == 3


def test_own_rows_are_added_and_names_are_understood(bundled):
    both = bundled + mp.ledger(OWN)
    assert both.scores().loc["UZB"].to_dict() == {"declared": 1, "platform": 1, "outcome": 1}
    assert both.scores().loc["KAZ"].equals(bundled.scores().loc["KAZ"])


def test_a_file_reads_like_a_table(tmp_path: Path):
    OWN.to_csv(tmp_path / "mine.csv", index=False)
    assert mp.ledger(tmp_path / "mine.csv").rows.equals(mp.ledger(OWN).rows)
    assert list(mp.ledger(OWN).rows) == list(COLUMNS)


def test_cornell_counts_platforms_and_results_of_two_states_and_never_words(bundled):
    world, cornell = mp.load(), mp.definition("cornell")
    plain = cornell.apply(world).scores["KAZ"]
    both = world.join((bundled + mp.ledger(OWN)).dataset)
    assert cornell.apply(both).scores["KAZ"] != plain
    promises = OWN.assign(kind="declared", initiative=[f"promise {i}" for i in range(3)], document="")
    louder = world.join((bundled + mp.ledger(OWN) + mp.ledger(promises)).dataset)
    assert louder.frame.loc["UZB", "ledger_declared"] == both.frame.loc["UZB", "ledger_declared"] + 3
    assert cornell.apply(louder).scores.equals(cornell.apply(both).scores)


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("kind", "achieved", "unknown kind"),
        ("kind", "outcom", "Did you mean 'outcome'?"),
        ("year", "2018.5", "must be a whole year"),
        ("year", "", "must be a whole year"),
        ("year", "12", "must be a whole year"),
        ("initiative", "", "the initiative is blank"),
        ("source", " ", "the source is blank"),
        ("unit", "Uzbekstan", "Uzbekistan"),
        ("evidence", "sure", "unknown evidence"),
    ],
)
def test_a_wrong_entry_is_named_with_its_remedy(column: str, value: str, rule: str):
    wrong = OWN.astype(object).assign(evidence="confirmed")
    wrong.loc[0, column] = value
    with pytest.raises(DataError, match=r"entries of the ledger are wrong") as fault:
        mp.ledger(wrong)
    assert rule in str(fault.value.table.to_dict("records"))


def test_an_outcome_must_show_a_document():
    with pytest.raises(DataError, match="an outcome without a document"):
        mp.ledger(OWN.assign(document=""))


def test_all_faults_come_at_once():
    wrong = OWN.assign(kind="deed", source="")
    with pytest.raises(DataError) as fault:
        mp.ledger(wrong)
    assert len(fault.value.faults) == 6


def test_a_row_twice_and_a_column_lacking_are_faults():
    with pytest.raises(DataError, match="given more than once"):
        mp.ledger(pd.concat([OWN, OWN]))
    with pytest.raises(DataError, match="lacks the columns source"):
        mp.ledger(OWN.drop(columns="source"))


@given(st.lists(st.tuples(st.sampled_from(["KAZ", "UZB"]), st.integers(1991, 2030), st.sampled_from("abc"),
                          st.sampled_from(list(KINDS))), min_size=1, unique=True))  # fmt: skip
def test_words_never_raise_what_was_achieved(rows: list[tuple[str, int, str, str]]):
    table = pd.DataFrame(rows, columns=["unit", "year", "initiative", "kind"]).assign(
        source="x", document="y"
    )
    louder = table.assign(kind="declared", initiative=table["initiative"] + " again")
    both = pd.concat([table, louder]).drop_duplicates()
    before, after = mp.ledger(table).scores(), mp.ledger(both).scores()
    assert (after[["platform", "outcome"]] == before[["platform", "outcome"]]).all(axis=None)
    assert (after["declared"] >= before["declared"]).all()


def test_a_wrong_argument_is_named_with_what_would_be_right(bundled, tmp_path: Path):
    with pytest.raises(MpindexError, match="a file or a DataFrame"):
        mp.ledger(3)
    with pytest.raises(MpindexError, match="lacks the columns unit, year"):
        mp.ledger(pd.DataFrame({"a": [1]}))
    with pytest.raises(OptionError, match="year is a whole number"):
        bundled.scores("1995")
    with pytest.raises(OptionError, match="a ledger adds up with a ledger"):
        bundled + OWN
