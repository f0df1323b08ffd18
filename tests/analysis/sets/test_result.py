"""What the result hands out."""

from __future__ import annotations

import mpindex as mp


def test_it_prints_its_question_figures_and_remainders():
    found = mp.set_relations("fuzzy_middle_power", "swp_2024")
    text = str(found)
    assert text.startswith("<Set relations: 3 conditions of fuzzy_middle_power and swp_2024, 195 units>")
    assert "~means" in text and "note: " in text and "combinations have fewer than 1" in text
    assert found.to_frame()["condition"].to_list() == [
        "means",
        "not_great",
        "shown",
        "~means",
        "~not_great",
        "~shown",
    ]
    assert "Ragin (2008)" in found.cite() and "Goertz (2006)" in found.cite()
