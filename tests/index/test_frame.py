"""An index as one tidy table: bands in their order by rank, tiers among powers."""

from __future__ import annotations

import mpindex as mp
from mpindex.index.frame import band_order


def test_bands_stand_in_the_order_of_the_ranks_whatever_order_the_file_has():
    index = mp.definition("rankings").apply()
    assert index.definition.bands[0] == "middle third"
    assert band_order(index) == ["upper third", "mixed", "middle third", "lower third", "unclassified"]


def test_a_great_power_by_rule_stands_above_the_middle():
    assert band_order(mp.definition("capability").apply())[:3] == ["great", "great by rule", "middle"]


def test_a_band_without_members_keeps_its_written_place():
    spec = {
        "id": "x", "normalise": "none", "tree": {"a": 1},
        "bands": [{"top": {"score": {"min": 9}}}, {"high": {"score": {"min": 2}}}, {"low": {}}],
    }  # fmt: skip
    index = mp.definition(spec).apply(mp.read({"unit": ["A", "B", "C"], "a": [1, 2, 3]}, units="free"))
    assert band_order(index) == ["top", "high", "low", "unclassified"]


def test_tiers_are_those_of_powers_and_missing_where_a_definition_speaks_of_none():
    frame = mp.definition("wood").apply().to_frame().set_index("unit")
    assert frame.loc["KAZ", "tier"] == "minor" and frame.loc["GBR", "tier"] == "great"
    assert mp.definition("rankings").apply().to_frame()["tier"].isna().all()


def test_rows_are_best_first_with_how_many_have_a_score():
    frame = mp.definition("cinc").apply().to_frame()
    assert frame["rank"].dropna().is_monotonic_increasing
    assert set(frame["of"]) == {frame["rank"].notna().sum()}


def test_without_bands_there_is_no_column_of_bands():
    index = mp.definition({"id": "x", "tree": {"gdp": 1}}).apply()
    assert not {"band", "tier", "next_band", "gap"} & {*index.to_frame().columns, *index.preview().columns}
