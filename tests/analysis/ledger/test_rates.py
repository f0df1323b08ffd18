"""Rates of a ledger against a small one that can be counted by hand."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.ledger.rates import SELECTION
from mpindex.errors import OptionError

ROWS = [  # unit, year, initiative, kind, topic, role, cost, fate, until, evidence
    ("KAZ", 2000, "bid", "declared", "image", "candidate", "none", "lapsed", None, "confirmed"),
    ("KAZ", 2001, "forum", "declared", "rules", "founder", "none", "kept", None, "recalled"),
    ("KAZ", 2003, "forum", "platform", "rules", "founder", "low", "kept", None, "confirmed"),
    ("KAZ", 2010, "truce", "platform", "mediation", "host", "low", "kept", None, "confirmed"),
    ("KAZ", 2010, "truce", "outcome", "mediation", "host", "low", "reversed", 2012, "confirmed"),
    ("KAZ", 2015, "truce", "outcome", "mediation", "mediator", "high", "kept", None, "recalled"),
    ("KAZ", 2011, "talks", "platform", "mediation", "mediator", "none", "open", None, "confirmed"),
    ("KAZ", 2013, "talks", "outcome", "mediation", "mediator", "none", "open", None, "confirmed"),
    ("KAZ", 1995, "union", "outcome", "rules", "founder", "low", "kept", None, "confirmed"),
    ("KAZ", 1996, "union", "platform", "rules", "founder", "low", "kept", None, "confirmed"),
    ("UZB", 1999, "weapons", "outcome", "disarmament", "party", "high", "kept", None, "confirmed"),
]
COLUMNS = ["unit", "year", "initiative", "kind", "topic", "role", "cost", "fate", "until", "evidence"]
SMALL = mp.ledger(pd.DataFrame(ROWS, columns=COLUMNS).assign(document="text", source="test"))


def test_the_counts_are_those_made_by_hand():
    expected = {
        "initiatives": 5, "only_declared": 1, "only_platform": 1, "outcome": 3,
        "platforms": 4, "with_document": 2, "document_holds": 1, "document_open": 1, "holds_share": 0.25,
        "settled": 5, "kept": 3, "kept_share": 0.6,
        "mediated": 2, "hosted": 1, "high_cost": 1, "rows": 10, "recalled": 2,
    }  # fmt: skip
    assert SMALL.rates().loc["KAZ"].to_dict() == pytest.approx(expected)
    assert list(SMALL.rates()) == list(expected)


def test_a_document_older_than_the_platform_was_not_reached_there():
    only = mp.ledger(SMALL.rows[SMALL.rows["initiative"] == "union"]).rates().loc["KAZ"]
    assert only[["platforms", "with_document", "document_holds"]].to_list() == [1, 0, 0]


def test_a_document_of_the_same_year_was_reached_there():
    truce = SMALL.rows[(SMALL.rows["initiative"] == "truce") & (SMALL.rows["year"] == 2010)]
    only = mp.ledger(truce).rates().loc["KAZ"]
    assert only[["platforms", "with_document", "document_holds"]].to_list() == [1, 1, 0]


def test_a_share_of_nothing_is_missing_and_not_zero():
    uzb = SMALL.rates().loc["UZB"]
    assert uzb["platforms"] == 0 and pd.isna(uzb["holds_share"]) and uzb["kept_share"] == 1


def test_a_topic_or_an_evidence_leaves_every_state_in_the_table():
    talks = SMALL.rates(topic="mediation")
    assert talks.loc["KAZ", ["platforms", "document_holds"]].to_list() == [2, 1]
    assert talks.loc["UZB", "rows"] == 0
    assert SMALL.rates(evidence="confirmed").loc["KAZ", ["rows", "recalled"]].to_list() == [8, 0]
    assert SMALL.rates(topic="mediation", evidence="recalled").loc["KAZ", "rows"] == 1
    with pytest.raises(OptionError, match="topic is one of disarmament, image, mediation, rules"):
        SMALL.rates(topic="meditation")
    with pytest.raises(OptionError, match="evidence is one of confirmed, recalled"):
        SMALL.rates(evidence="sure")


def test_in_words_every_share_stands_beside_its_counts():
    kazakhstan, uzbekistan, *_, note = SMALL.in_words().split("\n")
    assert kazakhstan == (
        "Kazakhstan: 5 initiatives, 1 only declared, 1 only a platform, 3 with an outcome; of 4 platforms 2 reached a "
        "document, which still holds for 1 (25 %); of 5 words and documents with a known fate 3 were kept (60 %); 1 at high "
        "cost; 2 of 10 rows recalled."
    )
    assert "of 0 platforms 0 reached a document, which still holds for 0; of 1" in uzbekistan
    assert note == SMALL.selection == SELECTION and "what its coder knew" in note


def test_in_the_bundled_ledger_the_three_stages_add_up_and_no_part_exceeds_its_whole():
    table = mp.ledger().rates()
    assert (table[["only_declared", "only_platform", "outcome"]].sum(axis=1) == table["initiatives"]).all()
    assert (table["document_holds"] + table["document_open"] <= table["with_document"]).all()
    assert (table["with_document"] <= table["platforms"]).all() and (table["kept"] <= table["settled"]).all()
