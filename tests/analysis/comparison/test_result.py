"""A comparison as one tidy table, and in words."""

from __future__ import annotations

import mpindex as mp


def test_a_row_for_each_unit_and_definition_best_by_the_first_first():
    compared = mp.compare("wood", "rankings")
    frame = compared.to_frame()
    assert len(frame) == 2 * 195 and list(frame["unit"][:4]) == ["USA", "USA", "CHN", "CHN"]
    assert (
        frame.set_index(["unit", "definition"]).loc[("KAZ", "rankings"), "rank"]
        == compared.ranks.loc["KAZ", "rankings"]
    )
    order = list(frame["band"].cat.categories)
    assert order.index("lower third") < order.index("upper third") and order.index("minor") < order.index(
        "great"
    )


def test_one_definition_of_it_is_read_back():
    frame = mp.compare("wood", "cinc").to_frame()
    data = mp.read(frame, choose={"definition": "cinc"})
    assert data.frame["rank"]["KAZ"] == mp.definition("cinc").apply().ranks["KAZ"]


def test_words_name_the_most_and_the_least_alike_and_who_moves():
    words = mp.compare("wood", "cinc", "capability").in_words()
    assert words.startswith("wood and capability rank most alike (0.")
    assert "wood and cinc least" in words.splitlines()[0] and "from " in words.splitlines()[1]
    assert mp.compare("wood").in_words() == "wood alone: nothing to compare."


def test_what_could_not_be_applied_is_a_note():
    assert mp.compare("wood", "elcano").notes[0].startswith("not applied: elcano: ")
