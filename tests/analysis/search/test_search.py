"""What people would type leads to what they want."""

from __future__ import annotations

import pickle

import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import OptionError


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("military spending", "milex"), ("spending on the military", "milex"), ("defence budgets", "milex"),
        ("defense budget", "milex"), ("soldiers", "armed_forces"), ("army size", "armed_forces"), ("economy size", "gdp"),

        ("gross domestic product", "gdp"), ("GDP", "gdp"), ("exports", "exports"), ("corruption", "wgi_cc"),
        ("human rights", "physical_integrity"), ("nuclear weapons", "nuclear_weapons"), ("soldier", "armed_forces"),
        ("embassies", "embassies_sent"), ("embassy", "embassies_sent"), ("foreign aid", "aid_given"),
        ("UN votes", "unga_distance_usa"), ("inequality", "gini"), ("carbon emissions", "co2_per_capita"),
        ("press freedom", "press_freedom"), ("alliances", "alliances_defence"), ("Shanghai", "SCO"), ("Turkic", "OTS"),
        ("Central Asia", "Greater Central Asia"), ("z-score", "normalise: zscore"), ("z scores", "normalise: zscore"),
        ("geometric mean", "aggregate: geometric"), ("outliers", "treat: winsorise"), ("weights from PCA", "weigh: pca"),
        ("missing data", "impute: mean"), ("Kemeny", "kemeny"), ("middle powers", "wood"),
        ("middle power", "jordaan_traditional"),
        ("military expenditure as a share of GDP", "milex_share"), ("miltary spendng", "milex"),
        ("tourists", "tourism_receipts_share"),
    ],
)  # fmt: skip
def test_it_is_among_the_first_seven(words, wanted):
    assert wanted in mp.search(words).ids[:7]


def test_the_question_of_the_newcomer_has_its_answer_first():
    assert mp.search("military spending").ids[0] == "milex"
    assert mp.search("military spending").hits[0].entry.use == 'world["milex"]'


def test_a_misspelling_is_read_and_said():
    assert any("'miltary' is read as 'military'" in note for note in mp.search("miltary expenditure").notes)


def test_words_that_nothing_has_together_are_left_out_and_said():
    found = mp.search("labour productivity")
    assert found.ids[0] == "labour_force"
    assert any("left out" in note for note in found.notes)


def test_nothing_found_says_what_to_try():
    found = mp.search("zzzqqq")
    assert (len(found), found.to_frame().empty) == (0, True)
    assert "mp.indicators() lists" in repr(found)
    assert "try fewer" in found._repr_html_()


def test_a_country_is_sent_to_where():
    assert "mp.where('URY')" in repr(mp.search("Uruguay", kind="method"))


def test_a_kind_alone_is_looked_through():
    assert set(mp.search("mean", kind="method").to_frame()["kind"]) == {"method"}
    assert mp.search("mean", kind="methods").ids == mp.search("mean", kind="method").ids
    with pytest.raises(OptionError, match="Did you mean 'method'"):
        mp.search("mean", kind="metod")


@pytest.mark.parametrize("words", ["", "  ", None, 3])
def test_no_words_are_refused(words):
    with pytest.raises(OptionError, match="words are text"):
        mp.search(words)


def test_words_that_tell_nothing_find_nothing():
    assert mp.search("the of").ids == []


def test_a_users_own_table_is_searched():
    frame = pd.DataFrame({"rents": [1.0, 2.0]}, index=["Aster", "Birch"])
    own = mp.Dataset.from_frame(frame, metadata={"rents": {"name": "<b>Rents</b> of flats"}})
    found = mp.search("rent", own)
    assert found.ids[0] == "rents"
    assert "<b>Rents" not in found._repr_html_()


def test_the_table_has_a_row_for_each_and_what_to_write():
    table = mp.search("military spending").to_frame()
    assert list(table.columns) == ["kind", "id", "name", "use", "score"]
    assert table["score"].is_monotonic_decreasing


def test_it_prints_within_a_hundred_columns_and_says_what_is_left():
    text = repr(mp.search("mean"))
    assert max(map(len, text.splitlines())) <= 100
    assert "more: .to_frame() has them all" in text


def test_it_can_be_kept():
    found = mp.search("steel")
    repr(found)
    assert pickle.loads(pickle.dumps(found)).ids == found.ids == list(found)
