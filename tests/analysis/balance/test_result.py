"""The table and the words of a balance."""

from __future__ import annotations

import mpindex as mp


def test_the_newest_figure_of_each_part_is_printed_and_told():
    found = mp.balance(["KAZ", "UZB"], since=2015)
    newest = found.newest.set_index(["unit", "part"])
    assert newest.loc[("KAZ", "trade_balance"), "year"] == 2023
    assert (
        found.preview().set_index("unit").loc["UZB", "trade_balance"]
        == newest.loc[("UZB", "trade_balance"), "value"]
    )
    words = found.in_words("Uzbekistan")
    assert words.startswith("Uzbekistan (") and "Kazakhstan" not in words and "After 2022" in words


def test_level_and_swing_are_of_ten_years():
    hedging = mp.balance("KAZ").hedging.set_index("part")
    assert hedging.loc["votes_usa_rus", "figures"] == 9 and hedging["swing"].between(0, 1).all()


def test_arms_are_said_to_be_unknown_with_the_way_in():
    assert any("read_source" in note for note in mp.balance("KAZ", since=2020).notes)
