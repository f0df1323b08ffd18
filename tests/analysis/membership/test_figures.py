"""The strip of a tier."""

from __future__ import annotations

import mpindex as mp


def test_the_unit_that_was_asked_for_is_in_the_figure():
    ax = mp.members("wood", range(2000, 2006), unit="KAZ").plot()
    assert "Kazakhstan" in [label.get_text() for label in ax.get_yticklabels()]


def test_the_strip_says_which_tier_of_which_years_and_whom_it_stresses(monkeypatch):
    monkeypatch.setattr(
        "mpindex.analysis.membership.figures.draw", lambda name, *data, **about: (name, data, about)
    )
    found = mp.members("wood", [2000, 2005], unit="KAZ")
    name, (inside,), about = found.plot()
    assert name == "strip" and inside is found.inside
    assert about["unit"] == ["KAZ"] and found.plot("Uzbekistan")[2]["unit"] == ["UZB"]
    assert about["about"] == f"The middle tier by {found.trajectory.definition.title}"
    assert "2000 to 2005" in about["source"][0]
