"""What fits best comes first."""

from __future__ import annotations

from mpindex.analysis.search.entries import Entry
from mpindex.analysis.search.ranking import corrected, ranked
from mpindex.analysis.search.words import tokens

ENTRIES = (
    Entry("indicator", "milex", "Military expenditure", "", (("id", "milex"), ("name", "Military expenditure"))),
    Entry("indicator", "share", "Military expenditure, share of GDP", "",
          (("id", "share"), ("name", "Military expenditure, share of GDP"))),
    Entry("indicator", "gdp", "GDP", "",
          (("id", "gdp"), ("name", "GDP"), ("notes", "The denominator of military expenditure"))),
    Entry("method", "minmax", "Rescale", "", (("id", "minmax"), ("name", "Rescale"))),
)  # fmt: skip


def ids(words: str) -> list[str]:
    return [hit.entry.id for hit in ranked(tokens(words), ENTRIES)]


def test_a_name_that_says_what_was_asked_and_no_more_comes_first():
    assert ids("military expenditure") == ["milex", "share", "gdp"]


def test_the_order_of_words_makes_no_difference():
    assert ids("expenditure military") == ids("military expenditure")


def test_a_further_word_moves_what_has_it_up():
    assert ids("gdp share of military expenditure")[0] == "share"


def test_every_word_must_be_met():
    assert ids("military steel") == []


def test_the_fields_say_where_the_words_stand():
    hit = next(hit for hit in ranked(tokens("denominator"), ENTRIES) if hit.entry.id == "gdp")
    assert hit.fields == ("notes",)


def test_a_slip_of_a_letter_is_read_as_the_word_that_is_known():
    assert corrected(("militray",), ENTRIES) == (("military",), {"militray": "military"})


def test_a_word_that_is_known_or_near_nothing_stays():
    assert corrected(("military", "zzz"), ENTRIES) == (("military", "zzz"), {})


def test_a_method_comes_after_an_indicator_that_fits_as_well():
    one, two = (Entry(kind, kind, "Median", "", (("name", "Median"),)) for kind in ("method", "indicator"))
    assert [hit.entry.kind for hit in ranked(("median",), (one, two))] == ["indicator", "method"]
