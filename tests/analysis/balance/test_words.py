"""A balance in words."""

from __future__ import annotations

import pandas as pd

from mpindex.analysis.balance.words import of_hedging, of_parts, of_shift


def test_a_part_has_its_year_and_its_place():
    rows = pd.DataFrame([{"part": "trade_balance", "year": 2023, "value": 0.781, "place": 21, "of": 190}])
    assert of_parts("Kazakhstan", rows).endswith(": trade 0.78 in 2023, 21st of 190.")
    assert of_parts("Kosovo", rows[:0]).endswith(": nothing is known.")


def test_level_and_move_stand_beside_the_median_state():
    rows = pd.DataFrame([{"part": "trade_balance", "level": 0.861, "swing": 0.03, "median_swing": 0.09}])
    assert of_hedging(rows, 10).endswith("of 10 years: trade 0.86, moving by 0.03 (median state 0.09).")
    assert of_hedging(rows[:0], 10) == ""


def test_a_shift_says_whose_move_it_was_and_how_usual_it_is():
    row = {
        "power": "RUS",
        "shock": 2022,
        "change": -0.46,
        "own": -0.02,
        "of_power": -0.44,
        "larger": 2,
        "of": 28,
    }
    assert of_shift(pd.DataFrame([row])) == (
        "After 2022 its distance in votes changed: to Russia -0.46 (-0.02 its own move, -0.44 the power's;"
        " as much at 2 of 28 other years)."
    )


def test_sentences_name_the_unit_and_every_part():
    rows = pd.DataFrame([{"part": "arms_balance", "year": 2020, "value": 0.4, "place": 1, "of": 9}])
    rows = pd.concat([rows, rows.assign(part="trade_balance", value=1.0, place=2)])
    assert of_parts("Peru", rows) == (
        "Peru (1 all alike or midway, 0 one side alone): arms 0.40 in 2020, 1st of 9; trade 1.00 in 2020, 2nd of 9."
    )
    moves = pd.DataFrame([{"part": "arms_balance", "level": 0.5, "swing": 0.2, "median_swing": 0.1}])
    assert of_hedging(moves, 7) == (
        "Standing and hedging, mean level and move of 7 years: arms 0.50, moving by 0.20 (median state 0.10)."
    )
    assert of_shift(pd.DataFrame(columns=["power", "shock"])) == ""
