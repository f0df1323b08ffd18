"""What is not known is said: gaps, stand-ins, old figures, what a share of choices is."""

from __future__ import annotations

import mpindex as mp
from mpindex.pages.report.limits import SHARES, limits

from .conftest import CITY_CARD


def test_missing_figures_are_named(cities) -> None:
    sentences = limits(mp.where("Dushanbe", CITY_CARD, cities))
    assert sentences == [SHARES, "City card: Dushanbe has no figure for rent."]


def test_old_figures_are_named_with_their_years(study) -> None:
    answer = study.where("KAZ")
    explained = answer.standings["capability"].explained
    old = explained[explained["year"] <= answer.dataset.reference_year - 5]
    text = " ".join(limits(answer))
    assert len(old)
    for _, row in old.iterrows():
        assert f"{row['name']} ({row['year']})" in text


def test_a_note_has_the_title_of_its_definition_and_one_stop(study) -> None:
    title = study.indexes["behavioural"].definition.title
    notes = [note for note in study.where("XKX").notes if note.startswith(f"By “{title}”")]
    (sentence,) = [text for text in limits(study.where("XKX")) if text.startswith(f"By “{title}”")]
    assert len(notes) == 1
    assert sentence.endswith(".") and not sentence.endswith("..")


def test_remarks_on_the_years_stand_among_them(study) -> None:
    assert limits(study.where("KAZ"), ["the basket is small"])[-1] == "The basket is small."
