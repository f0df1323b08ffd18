"""A coder's rows are checked word by word, and all that is wrong comes at once."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.ledger.rows import COLUMNS, COSTS, EVIDENCE, FATES, KINDS, ROLES, indicator_entry
from mpindex.errors import DataError, MpindexWarning

OWN = pd.DataFrame(
    [
        ("Uzbekistan", 2018, "Termez talks", "declared", "", "own notes", "open", None),
        ("UZB", 2018, "Termez talks", "platform", "", "own notes", "kept", None),
        ("UZB", 2024, "Borders", "outcome", "Treaty (2024)", "own notes", "lapsed", 2025),
    ],
    columns=["unit", "year", "initiative", "kind", "document", "source", "fate", "until"],
)
RULES = (Path(__file__).parents[3] / "docs" / "ledger_coding_rules.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("kind", "achieved", "unknown kind"),
        ("kind", "outcom", "Did you mean 'outcome'?"),
        ("role", "mediators", "Did you mean 'mediator'?"),
        ("cost", "much", "unknown cost"),
        ("fate", "broken", "unknown fate"),
        ("until", "soon", "until must be a whole year"),
        ("until", "2017", "ended before it began"),
        ("until", "2019", "open and ended contradict each other"),
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
    wrong = OWN.astype(object).assign(evidence="confirmed", role="host", cost="none")
    wrong.loc[0, column] = value
    with pytest.raises(DataError, match=r"1 entries of the ledger are wrong") as fault:
        mp.ledger(wrong)
    assert rule in str(fault.value.table.to_dict("records"))


def test_an_outcome_must_show_a_document():
    with pytest.raises(DataError, match="an outcome without a document"):
        mp.ledger(OWN.assign(document=""))


def test_an_outcome_that_ended_must_say_when_and_a_word_need_not():
    with pytest.raises(DataError, match="an outcome lapsed without its year"):
        mp.ledger(OWN.drop(columns="until"))
    assert mp.ledger(OWN[:1].assign(fate="lapsed", until=None)).rows["until"].isna().all()


def test_all_faults_come_at_once_repeated_rows_and_lacking_columns_among_them():
    wrong = OWN.assign(kind="deed", source="", initiative="the same", year=[2018, "2018.0", 2024])
    with pytest.raises(DataError) as fault:
        mp.ledger(wrong)
    assert fault.value.table["rule"].value_counts().to_dict() == {
        "unknown kind": 3, "the source is blank": 3, "given more than once": 1,
    }  # fmt: skip
    with pytest.raises(DataError, match="lacks the columns source") as fault:
        mp.ledger(wrong.drop(columns="source"))
    assert fault.value.table["rule"].value_counts().to_dict() == {"unknown kind": 3}


def test_what_is_left_empty_is_open_and_nothing_is_made_up():
    rows = mp.ledger(OWN[["unit", "year", "initiative", "kind", "document", "source"]]).rows
    assert list(rows) == list(COLUMNS)
    assert set(rows["fate"]) == {"open"} and set(rows["evidence"]) == {"confirmed"}
    assert set(rows["role"]) == set(rows["cost"]) == {""}


def test_a_misspelt_column_is_not_left_out_in_silence():
    with pytest.warns(MpindexWarning, match="does not use the column 'fates'. Did you mean 'fate'"):
        mp.ledger(OWN.rename(columns={"fate": "fates"}).drop(columns="until"))


@pytest.mark.each("word", [*KINDS, *FATES, *ROLES, *COSTS, *EVIDENCE, *COLUMNS])
def test_the_coding_rules_explain_every_word_and_column(word: str):
    assert f"`{word}`" in RULES


@pytest.mark.each("meaning", [*KINDS.values(), *FATES.values(), *ROLES.values(), *COSTS.values()])
def test_the_coding_rules_and_the_code_say_the_same(meaning: str):
    assert meaning in RULES


def test_a_kind_becomes_an_indicator_that_says_what_is_counted():
    names = {kind: indicator_entry(kind)["name"] for kind in KINDS}
    assert names["declared"] == f"Initiatives {KINDS['declared']}"
    assert all(names[kind] == f"Initiatives: {KINDS[kind]}" for kind in KINDS if kind != "declared")
    assert indicator_entry("outcome")["unit"] == "initiatives that hold"
    assert indicator_entry("platform")["unit"] == "initiatives, cumulated"
