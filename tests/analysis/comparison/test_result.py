"""A comparison as one tidy table, and in words."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.errors import OptionError


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


FRAME = pd.DataFrame(
    {"a": [5.0, 4, 3, 2, 1], "b": [5.0, 3, 4, 2, 1], "c": [1.0, 2, 3, 4, 5], "d": [3.0, 5, 1, 2, 4]},
    index=list("vwxyz"),
)


def compared(*names: str, data: pd.DataFrame = FRAME) -> mp.Comparison:
    specs = [{"id": f"by_{name}", "normalise": "none", "tree": {name: 1}} for name in names]
    return mp.compare(*specs, dataset=mp.Dataset.from_frame(data))


def test_the_heading_counts_and_names_and_two_definitions_have_one_likeness():
    found = compared("a", "b")
    assert found.heading == "2 definitions, 5 units: by_a and by_b"
    assert found.in_words().splitlines()[0] == "by_a and by_b rank most alike (0.90). Who moves most:"
    three = compared("a", "b", "c").in_words().splitlines()[0]
    assert three == "by_a and by_b rank most alike (0.90), by_a and by_c least (-1.00). Who moves most:"


def test_two_units_are_too_few_to_be_alike():
    assert compared("a", "b", data=FRAME[:2]).in_words() == (
        "No two of the definitions score three units alike: nothing to compare."
    )
    assert compared("a", "b", data=FRAME[:3]).correlations().loc["by_a", "by_b"] == 0.5


def test_six_moves_are_printed_and_the_rest_is_said_to_be_elsewhere():
    three, four = compared("a", "b", "c"), compared("a", "b", "c", "d")
    assert len(three.movers) == 6 and "and more in" not in str(three)
    assert len(four.movers) > 6 and str(four).splitlines()[-1] == "  and more in .movers"
    assert len(four.in_words().splitlines()) == 1 + 6 + 1


def test_shifts_are_as_many_for_each_pair_as_asked_for():
    found = compared("a", "b", "c")
    assert found.shifts(0).empty and list(found.shifts(0)) == list(found.shifts())
    assert found.shifts(1).groupby(["first", "second"]).size().tolist() == [1, 1, 1]
    with pytest.raises(OptionError) as caught:
        found.why("by_a", "by_d", "v")
    assert str(caught.value).startswith("'by_d' is not compared here.")
    assert str(caught.value).endswith("There is: by_a, by_b, by_c")
