"""A census counts who is a middle power by all, by most, by one, and keeps the middle of the pack apart."""

from __future__ import annotations

import matplotlib.pyplot as plt
import pytest

import mpindex as mp
from mpindex.analysis.census import Census


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
