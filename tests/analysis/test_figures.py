"""Every figure of an answer about units is drawn, of units by their names."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pytest

import mpindex as mp
from mpindex.errors import OptionError, UnknownUnit


def texts(ax) -> str:
    drawn = " ".join(text.get_text() for text in ax.figure.findobj(plt.Text))
    plt.close(ax.figure)
    return drawn


@pytest.mark.parametrize("kind", ["bump", "ladder", "map", "waterfall"])
def test_where_draws_the_unit_in_every_figure(kind):
    answer = mp.where("KAZ", ["wood", "cinc"])
    assert "Kazakhstan" in texts(getattr(answer.plot, kind)())
    if kind != "bump":
        assert "cinc" in texts(getattr(answer.plot, kind)("cinc"))
        with pytest.raises(OptionError, match="definition is one of wood, cinc"):
            getattr(answer.plot, kind)("hdi")


def test_a_comparison_draws_pairs_and_units():
    compared = mp.compare("wood", "cinc", "capability")
    assert "Kazakhstan" in texts(compared.plot.bump("Kazakhstan"))
    assert "National Capability, rank (1 = top)" in texts(
        compared.plot.scatter("cinc", "wood", unit="Kazakhstan")
    )
    with pytest.raises(UnknownUnit):
        compared.plot.bump("Atlantis")
    with pytest.raises(OptionError, match="first is one of"):
        compared.plot.scatter("hdi")


@pytest.mark.parametrize("kind", ["ranks", "positions", "scores"])
def test_a_trajectory_draws_all_that_are_drawn(kind):
    path = mp.trajectory(["KAZ", "UZB"], "wood", [2000, 2010, 2020])
    drawn = texts(getattr(path.plot, kind)())
    assert "Kazakhstan" in drawn and "Uzbekistan" in drawn


def test_a_verdict_a_guard_and_a_ledger_say_what_they_show():
    assert "middle power in most choices" in texts(mp.verdict("KAZ", ["wood", "cinc"], draws=60).plot())
    assert "a state at random" in texts(mp.guard("KAZ", draws=50).plot())
    assert "Kazakhstan" in texts(mp.ledger(["KAZ", "NOR"]).plot())


def test_a_verdict_draws_a_map_of_one_definition():
    answer = mp.verdict("KAZ", ["wood", "cinc"], draws=60)
    for drawn, label in ((answer.plot.map(), "wood"), (answer.plot.map("cinc"), "cinc")):
        foot = texts(drawn)
        assert "Kazakhstan" in foot and f"({label}, " in foot.replace("\n", " ")
    with pytest.raises(OptionError, match="definition is one of wood, cinc"):
        answer.plot.map("hdi")


def test_no_figure_speaks_of_draws_where_nothing_was_drawn():
    for answer in (mp.census(["wood", "cinc"]), mp.guard("KAZ", draws=50), mp.ledger(["KAZ", "NOR"])):
        assert "Share of draws" not in texts(answer.plot())


def test_the_foot_says_source_once():
    for ax in (mp.compare("wood", "cinc").plot(), mp.definition("wood").apply().plot.waterfall("KAZ")):
        assert texts(ax).count("Source:") == 1
