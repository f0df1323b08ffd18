"""What states are bound by, as a ledger."""

from __future__ import annotations

import pytest

import mpindex as mp
from mpindex.errors import OptionError, UnknownUnit


def test_dates_are_those_of_joining_and_what_was_left_is_reversed():
    """Kazakhstan: NPT 1994, test ban 2002, prohibition 2019, biological weapons 2007; no court. Burundi left the court."""
    kaz = mp.commitments("Kazakhstan").rows.set_index("initiative")
    assert kaz.loc["Treaty on the Prohibition of Nuclear Weapons", "year"] == 2019
    assert kaz["topic"].value_counts().to_dict() == {"disarmament": 4, "nature": 2}
    left = mp.commitments(["BDI", "KAZ"]).rows.query("initiative == 'Rome Statute'")
    assert left[["unit", "fate", "until"]].to_numpy().tolist() == [["BDI", "reversed", 2017]]


def test_any_state_has_a_quotient_and_kazakhstan_s_is_nothing_that_chance_would_not_give():
    table = mp.commitments().niches().query("field == 'disarmament'").set_index("unit")
    assert len(table) == 193
    assert table.loc["KAZ", "quotient"] > 1 and table.loc["KAZ", "by_chance"] > 0.3


def test_commitments_stand_beside_initiatives():
    both = mp.ledger(["KAZ", "NOR"]) + mp.commitments(["KAZ", "NOR"])
    assert {"disarmament", "mediation", "nature"} <= set(both.niches()["field"])


def test_a_niche_is_one_among_others():
    with pytest.raises(OptionError, match="one among others"):
        mp.commitments("KAZ").niches()


@pytest.mark.parametrize("unit", ["Atlantis", [], "Taiwan", 7])
def test_who_is_no_state_or_bound_by_nothing_is_refused(unit):
    with pytest.raises((UnknownUnit, OptionError)):
        mp.commitments(unit)
