"""A census counts who is a middle power by all, by most, by one, and keeps the middle of the pack apart."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pandas as pd
import pytest

import mpindex as mp
from mpindex.analysis.census import MOST_NAMED, Census
from mpindex.wording import percent


@pytest.fixture(scope="module")
def headlines() -> Census:
    return mp.census()


def test_a_cell_is_what_the_definition_itself_says(headlines):
    for label, index in headlines.indexes.items():
        unit = index.units[7]
        tier = index.definition.tier(str(index.bands[unit]))
        assert headlines.matrix.loc[unit, label] in (tier, "no tier", "not the middle")
    assert headlines.matrix.loc["KAZ"].to_dict() == {
        "capability": "minor", "behavioural": "no tier", "regional": "no tier", "rankings": "middle of the pack",
    }  # fmt: skip


def test_all_most_and_one_do_not_overlap_and_count_definitions_of_power_alone(headlines):
    every, most, one = headlines.by_all(), headlines.by_most(), headlines.by_one()
    assert not set(every) & set(most) and not set(most) & set(one)
    matrix = headlines.matrix[["capability", "behavioural", "regional"]]
    assert set(every) == set(matrix.index[(matrix == "middle").all(axis=1)])
    assert set(one) == set(matrix.index[(matrix == "middle").sum(axis=1) == 1])
    assert "MEX" in every and "KAZ" not in one


def test_the_middle_of_the_pack_is_never_counted_with_the_tier(headlines):
    assert headlines.of_pack == ("rankings",) and "rankings" not in headlines.of_power
    assert headlines.table.loc["KAZ", ["middle", "pack"]].tolist() == [0, 1]
    assert headlines.counts.loc["rankings", ["great", "middle", "minor", "small"]].sum() == 0
    assert "Another thing is the middle of the pack" in headlines.in_words().splitlines()[-1]


def test_base_rates_are_shares_of_the_scored(headlines):
    assert headlines.base_rates.sum(axis=1).round(12).eq(1).all()
    assert headlines.counts.sum(axis=1).eq(195).all()
    frame = headlines.to_frame().set_index(["unit", "definition"])
    assert frame.loc[("MEX", "regional"), "base_rate"] == headlines.base_rates.loc["regional", "middle"]
    assert frame.loc[("KAZ", "rankings"), "sense"] == "pack"


def test_what_cannot_be_applied_or_speaks_of_no_middle_is_a_note():
    notes = mp.census(["wood", "elcano", "elcano_style"]).notes
    assert notes[0].startswith("not applied: elcano: ") and "elcano_style" in notes[1]


def test_definitions_of_the_pack_alone_name_no_middle_power():
    words = mp.census("rankings").in_words()
    assert words.startswith("None of these definitions calls anybody a middle power. Another thing")


def test_it_draws_the_share_of_each_tier(headlines):
    ax = headlines.plot()
    assert any("each tier" in text.get_text() for text in ax.figure.findobj(plt.Text))
    plt.close(ax.figure)


def test_where_no_definition_calls_a_band_a_middle_power_nobody_is_one_by_all():
    spec = {"id": "mine", "tree": {"gdp": 1}, "bands": [{"top": {"rank": [1, 3]}}, {"rest": {}}]}
    result = mp.census(mp.definition(spec))
    assert result.by_all() == result.by_most() == result.by_one() == []
    assert (result.table["middle"] == 0).all() and (result.table["by"] == "").all()
    assert result.notes and "mine" in result.notes[-1]
    assert "mine" in str(result)


def test_the_share_of_one_definition_is_all_or_nothing():
    table = mp.census("capability").table
    assert (table["asked"] == 1).all() and 10 < table["middle"].sum() < 50
    assert table["share"].equals(table["middle"].astype(float))


def towns(*middles: str, pack: bool = False) -> Census:
    """Sixteen states, of which each definition calls those named middle powers; the last has no score."""
    units = mp.load().units[:16]
    data = {
        f"x{i}": [float(unit in middle.split()) for unit in units[:15]] + [None]
        for i, middle in enumerate(middles)
    }
    frame = mp.read(pd.DataFrame({"unit": units, **data}).assign(year=2020))
    specs = [
        {
            "id": f"d{i}", "normalise": "none", "tree": {f"x{i}": 1}, "great_powers": "none",
            "bands": [{"middle": {"score": {"min": 1}}}, {"minor": {}}],
        }
        for i in range(len(middles))
    ]  # fmt: skip
    return mp.census([mp.definition(spec) for spec in specs], frame)


def test_the_sentences_count_all_most_and_one():
    a, b, c = units = mp.load().units[:3]
    names = [mp.load().names[unit] for unit in units]
    lines = towns(f"{a} {b}", f"{a} {b}", f"{a} {c}").in_words().splitlines()
    assert lines == [
        f"By all of 3 definitions of power (d0, d1 and d2) is a middle power: {names[0]}.",
        f"By most, not all, is a middle power: {names[1]}.",
        f"By one alone is a middle power: {names[2]}.",
        "Of all units are middle powers 13 % by d0, 13 % by d1 and 13 % by d2.",
    ]
    two = towns(f"{a} {b}", c).in_words().splitlines()
    assert two[0] == "By all of 2 definitions of power (d0 and d1) nobody is a middle power."
    assert two[1].startswith("By one alone 3 are middle powers: ") and len(two) == 3
    assert len(towns(a).in_words().splitlines()) == 2


def test_a_dozen_or_so_are_named_and_the_rest_counted():
    units = mp.load().units
    for many in (MOST_NAMED, MOST_NAMED + 1):
        (first, *_) = many_middle(many).in_words().splitlines()
        named = ", ".join(sorted(mp.load().names[unit] for unit in units[:many])[:MOST_NAMED])
        more = " and 1 more" if many > MOST_NAMED else ""
        assert first == f"By all of 1 definition of power (d) {many} are middle powers: {named}{more}."


def many_middle(many: int) -> Census:
    units = mp.load().units[: many + 3]
    table = pd.DataFrame({"unit": units, "year": 2020, "x": [1.0] * many + [0.0] * 3})
    bands = [{"middle": {"score": {"min": 1}}}, {"minor": {}}]
    spec = {"id": "d", "normalise": "none", "tree": {"x": 1}, "bands": bands, "great_powers": "none"}
    return mp.census(mp.definition(spec), mp.read(table))


def test_the_title_of_the_figure_has_the_lowest_and_the_highest_share(headlines, monkeypatch):
    monkeypatch.setattr("mpindex.analysis.census.draw", lambda name, *data, **about: about)
    rates = headlines.base_rates["middle"][list(headlines.of_power)]
    called = {label: index.definition.title for label, index in headlines.indexes.items()}
    low, high = rates.idxmin(), rates.idxmax()
    assert headlines.plot()["title"] == (
        f"From {percent(rates[low])} ({called[low]}) to {percent(rates[high])} ({called[high]}) of states are middle powers"
    )
    alone = mp.census("wood")
    assert alone.plot()["title"] == (
        f"{alone.indexes['wood'].definition.title} calls {percent(alone.base_rates.loc['wood', 'middle'])} of states middle"
        " powers"
    )
    assert (
        mp.census("rankings").plot()["title"]
        == "What share of all states each definition puts into each tier"
    )
