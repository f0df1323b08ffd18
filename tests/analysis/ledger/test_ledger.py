"""The ledger keeps words apart from deeds, in Kazakhstan's rows and in anybody's own."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

import mpindex as mp
from mpindex.analysis.ledger.ledger import Ledger
from mpindex.analysis.ledger.rows import COLUMNS, KINDS
from mpindex.errors import MpindexError, OptionError
from mpindex.resources import folder

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
    assert furthest["Semipalatinsk test site"] == furthest["Nuclear arsenal given up"] == "outcome"
    assert (
        furthest["OSCE chair"] == furthest["UN Security Council seat"] == furthest["EXPO 2017"] == "platform"
    )
    assert furthest["Talks on Iran"] == furthest["Armenia-Azerbaijan meeting in Almaty"] == "platform"
    assert furthest["CICA"] == furthest["Middle Corridor"] == "platform"
    assert furthest["Offer on Afghanistan"] == furthest["World Petroleum Congress bid"] == "declared"
    assert furthest["Nobel Peace Prize bid"] == furthest["Offer between Russia and Ukraine"] == "declared"


def test_ten_states_are_coded_with_like_effort(bundled):
    assert bundled.units == sorted(["AZE", "BRA", "IDN", "KAZ", "KEN", "NOR", "QAT", "TUR", "UZB", "ZAF"])
    assert bundled.rows["unit"].value_counts().between(20, 26).all()
    assert (
        bundled.rows["year"].between(1990, 2025).all()
    )  # the rules: since 1990, and nothing that is not over a year old


def test_every_bundled_row_is_coded_in_full(bundled):
    rows = bundled.rows
    assert (rows[["topic", "role", "cost", "fate", "source"]] != "").all(axis=None)
    assert (rows.loc[rows["kind"] == "outcome", "document"] != "").all()
    assert set(rows["evidence"]) == {"confirmed", "recalled"}
    assert rows.groupby(["unit", "initiative"])["topic"].nunique().max() == 1


def test_seats_on_the_security_council_are_those_of_the_un(bundled):
    """Against the bundled years of elected membership in the last twenty, which come from another source."""
    seats = bundled.rows[bundled.rows["initiative"] == "UN Security Council seat"].set_index("unit")["year"]
    assert "UZB" not in seats and set(seats.index) == set(bundled.units) - {"UZB"}
    years, values = mp.load().series("unsc_years_20")
    count = pd.DataFrame(values, index=mp.load().units, columns=years).fillna(0)
    for unit, year in seats.items():
        assert count.loc[unit, year] > count.loc[unit, year - 1]


def test_dates_of_treaties_are_those_of_the_depositary(bundled):
    signed = pd.read_csv(folder("data").joinpath("treaties.csv")).set_index(["unit", "treaty"])
    rows = bundled.rows[bundled.rows["kind"] == "outcome"].set_index(["initiative", "unit"])["year"]
    zones = {
        "Weapon-free zone of Central Asia": "nwfz_central_asia",
        "Weapon-free zone of Africa": "nwfz_pelindaba",
        "Weapon-free zone of Southeast Asia": "nwfz_bangkok",
        "Earth Summit": "cbd",
    }
    for initiative, treaty in zones.items():
        for unit, year in rows[initiative].items():
            assert str(signed.loc[(unit, treaty), "signed"])[:4] == str(year)
    assert str(signed.loc[("ZAF", "npt"), "joined"])[:4] == str(rows["Nuclear weapons given up", "ZAF"])


def test_a_union_that_was_wound_up_is_no_outcome_for_ever(bundled):
    union = mp.ledger(bundled.rows[bundled.rows["initiative"] == "Central Asian Union"]).table["outcome"][
        "KAZ"
    ]
    assert union[1994] == union[2004] == 1 and union[2005] == 0
    assert bundled.scores(2004)["outcome"]["KAZ"] == bundled.scores(2005)["outcome"]["KAZ"] + 1


def test_what_was_never_carried_out_never_counts(bundled):
    exchange = mp.ledger(bundled.rows[bundled.rows["initiative"] == "Fuel exchange with Iran"])
    assert (exchange.table["outcome"] == 0).all() and (exchange.scores()["platform"] == 1).all()


def test_an_initiative_has_the_fate_of_the_furthest_that_it_got(bundled):
    fate = bundled.initiatives["fate"]
    assert fate["KAZ", "OSCE chair"] == "kept" and fate["KAZ", "Central Asian Union"] == "lapsed"
    assert fate["UZB", "Collective security"] == "reversed"  # twice; of the newest row
    assert fate["AZE", "Peace with Armenia"] == "open"  # two were reversed before
    assert fate["TUR", "Black Sea grain"] == "reversed"


def test_what_a_user_does_to_the_rows_stays_his():
    rows = mp.ledger().rows
    rows["fate"] = "kept"
    assert set(mp.ledger().rows["fate"]) == {"kept", "lapsed", "reversed", "open"}


def test_promises_given_for_the_osce_chair_are_words_not_kept(bundled):
    steps = bundled.rows.query("unit == 'KAZ' and initiative == 'OSCE chair'").set_index("kind")
    assert steps.loc["declared", ["year", "fate"]].to_list() == [2007, "lapsed"]
    assert steps.loc["platform", ["year", "fate"]].to_list() == [2010, "kept"]


def test_four_bids_for_one_prize_are_one_declaration():
    bids = pd.DataFrame(
        {"unit": "KAZ", "year": [2006, 2008, 2010, 2017], "initiative": "prize", "kind": "declared"}
    )
    assert mp.ledger(bids.assign(source="x")).scores().loc["KAZ"].to_list() == [1, 0, 0]


def test_nothing_later_than_the_year_counts(bundled):
    # by 1995: mission to Nagorno-Karabakh, Turkic summit; site closed, arsenal gone, union with Uzbekistan
    assert bundled.scores(1995).loc["KAZ"].to_list() == [0, 2, 3]
    assert bundled.scores(1989).empty


def test_a_state_without_rows_has_no_score_rather_than_zero(bundled):
    joined = mp.load().join(bundled.dataset)
    figures = joined.frame[["ledger_declared", "ledger_platform", "ledger_outcome"]]
    assert figures.loc["KAZ"].to_list() == bundled.scores().loc["KAZ"].to_list()
    assert figures.drop(index=bundled.units).isna().all(axis=None)
    assert joined.at(1995).frame.loc["KAZ", "ledger_outcome"] == 3


def test_a_state_or_several_are_asked_for_by_name_or_code(bundled):
    uzbekistan = mp.ledger("UZB")
    assert uzbekistan.units == ["UZB"] and mp.ledger("Uzbekistan").rows.equals(uzbekistan.rows)
    both = mp.ledger(["Kazakhstan", "UZB"])
    assert both.units == ["KAZ", "UZB"]
    assert both.rates().equals(bundled.rates().loc[["KAZ", "UZB"]])


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("none.csv", "none.csv: there is no such file"),
        (Path("none"), "none: there is no such file"),
        ("Uzbekstan", "Did you mean 'Uzbekistan'"),
        ("CHN", "no row of China, which is not to say that nothing was done"),
        (["KAZ", "Norwy"], "Did you mean 'Norway'"),
        ([], "a ledger is asked for by names or codes of states"),
        ("", "a ledger is asked for by names or codes of states"),
        ("x" * 5000, "a ledger is asked for by names or codes of states"),
        (b"KAZ", "a file or a DataFrame"),
        ({"unit": ["KAZ"]}, "a file or a DataFrame"),
    ],
)
def test_what_is_no_ledger_is_told_so(asked, message: str):
    with pytest.raises(MpindexError, match=message):
        mp.ledger(asked)


def test_a_file_reads_like_a_table(tmp_path: Path):
    OWN.to_csv(tmp_path / "mine.csv", index=False)
    assert mp.ledger(tmp_path / "mine.csv").rows.equals(mp.ledger(OWN).rows)
    assert list(mp.ledger(OWN).rows) == list(COLUMNS)


def test_own_rows_are_added_and_names_are_understood(bundled):
    both = bundled + mp.ledger(OWN)
    assert (both.scores() - bundled.scores()).loc["UZB"].to_dict() == {
        "declared": 1,
        "platform": 1,
        "outcome": 1,
    }
    assert both.scores().drop(index="UZB").equals(bundled.scores().drop(index="UZB"))


def test_cornell_counts_platforms_and_results_and_never_words(bundled):
    world, cornell = mp.load(), mp.definition("cornell")
    ledgered = cornell.apply(world.join(bundled.dataset)).scores
    assert ledgered["KAZ"] != cornell.apply(world).scores["KAZ"]
    promises = OWN.assign(kind="declared", initiative=[f"promise {i}" for i in range(3)], document="")
    louder = world.join((bundled + mp.ledger(promises)).dataset)
    assert louder.frame.loc["UZB", "ledger_declared"] == bundled.scores().loc["UZB", "declared"] + 3
    assert cornell.apply(louder).scores.equals(ledgered)


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


def test_the_heading_counts_rows_initiatives_and_kinds():
    rows = [
        ("KAZ", 2000, "bid", "declared"),
        ("KAZ", 2001, "bid", "platform"),
        ("UZB", 2004, "forum", "declared"),
    ]
    table = pd.DataFrame(rows, columns=["unit", "year", "initiative", "kind"]).assign(source="test")
    assert mp.ledger(table).heading == (
        "Ledger of KAZ, UZB: 3 rows, 2 initiatives (2 declared, 1 platform, 0 outcome)"
    )
