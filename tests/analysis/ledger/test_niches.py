"""Niche diplomacy as a number, by hand."""

from __future__ import annotations

import pandas as pd
import pytest

from mpindex.analysis.ledger.niches import acts_by_topic, at_least, niches, sentences
from mpindex.errors import OptionError

COUNTS = pd.DataFrame({"talks": [3, 1, 0], "arms": [1, 5, 0]}, index=["A", "B", "C"])


def test_a_quotient_is_a_share_over_the_share_of_all():
    rows = niches(COUNTS).set_index(["unit", "field"])
    assert rows.loc[("A", "talks"), "quotient"] == pytest.approx((3 / 4) / (4 / 10))
    assert rows.loc[("B", "arms"), "quotient"] == pytest.approx((5 / 6) / (6 / 10))
    assert "C" not in rows.index.get_level_values("unit")


def test_chance_draws_without_return():
    """Of ten acts, four talks; four are drawn: 3 talks in 4 * 6 ways and 4 in one, of 210."""
    assert niches(COUNTS).set_index(["unit", "field"]).loc[("A", "talks"), "by_chance"] == pytest.approx(
        25 / 210
    )
    assert at_least(0, 4, 4, 10) == 1 and at_least(5, 5, 4, 10) == 0


def test_what_was_reversed_or_has_no_topic_is_no_act_and_an_initiative_counts_once():
    cells = "A x arms kept, A x arms open, A y arms reversed, A z - kept, B x arms kept"
    rows = pd.DataFrame(
        [row.split() for row in cells.split(",")], columns=["unit", "initiative", "topic", "fate"]
    )
    assert acts_by_topic(rows.replace("-", "")).to_dict() == {"arms": {"A": 1, "B": 1}}


def test_one_act_is_no_niche():
    one = pd.DataFrame({"talks": [1, 1], "arms": [2, 8], "law": [2, 1]}, index=["A", "B"])
    first, second = sentences(niches(one), {"A": "Aland"})
    assert first.startswith("Aland's niche is law: 2 of 5, 2.0 times")
    assert second.startswith("B's niche is arms: 8 of 10")
    assert sentences(niches(one[["talks"]]), {})[0].startswith("A has no niche")


def test_a_niche_is_said_with_its_counts_and_what_chance_would_give():
    assert sentences(niches(COUNTS), {"A": "Aland"}) == [
        "Aland's niche is talks: 3 of 4, 1.9 times the share of all; chance would give as much in 12 % of cases.",
        "B's niche is arms: 5 of 6, 1.4 times the share of all; chance would give as much in 12 % of cases.",
    ]
    alike = pd.DataFrame({"talks": [2, 2], "arms": [2, 2]}, index=["A", "B"])
    assert sentences(niches(alike), {}) == [
        f"{unit} has no niche: in no field has it two acts and more than the share of all." for unit in "AB"
    ]


def test_a_niche_is_one_among_others():
    rows = pd.DataFrame({"unit": ["A", "A"], "initiative": ["x", "y"], "topic": "arms", "fate": "kept"})
    with pytest.raises(OptionError, match="a niche is one among others"):
        acts_by_topic(rows)
    assert acts_by_topic(rows.assign(unit=["A", "B"])).to_dict() == {"arms": {"A": 1, "B": 1}}
