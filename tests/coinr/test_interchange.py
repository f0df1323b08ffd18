"""COINr's tables: a definition from iMeta, a dataset from iData, faults by line, and the way back."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.coinr.interchange import from_coinr, to_coinr
from mpindex.errors import DataError

IMETA = pd.DataFrame(
    [
        (1, "road", "Roads", 1, 2.0, "area", 9.0, "link", "Indicator"),
        (1, "tax", "Taxes", -1, 1.0, None, 4.0, "trade", "Indicator"),
        (1, "port", "Ports", 1, 1.0, None, 7.0, "link", "Indicator"),
        (2, "link", "Links", 1, 1.0, None, None, "index", "Aggregate"),
        (2, "trade", "Trade", 1, 3.0, None, None, "index", "Aggregate"),
        (3, "index", "The Index", 1, 1.0, None, None, None, "Aggregate"),
        (None, "area", "Area", None, None, None, None, None, "Denominator"),
        (None, "kind_group", "Kind", None, None, None, None, None, "Group"),
    ],
    columns=["Level", "iCode", "iName", "Direction", "Weight", "Denominator", "Target", "Parent", "Type"],
)
IDATA = pd.DataFrame(
    {
        "uCode": ["b", "a", "c", "d"],
        "uName": ["Bee", "Ay", "Sea", "Dee"],
        "kind_group": ["x", "x", "y", "y"],
        "area": [2.0, 4.0, 1.0, 5.0],
        "road": [10.0, 4.0, None, 20.0],
        "tax": [1.0, 2.0, 3.0, 5.0],
        "port": [5.0, 3.0, 2.0, 8.0],
    }
)


def changed(**cells) -> pd.DataFrame:
    """IMETA with cells changed: ``road__Parent="no"``."""
    table = IMETA.copy()
    for place, value in cells.items():
        code, column = place.split("__")
        table.loc[table["iCode"] == code, column] = value
    return table


def test_the_tree_the_weights_directions_denominators_and_names_come_over():
    d = mp.Definition.from_coinr(IMETA)
    assert (d.id, d.title) == ("index", "The Index")
    assert d.spec["tree"]["link"]["of"]["road"] == {
        "weight": 2.0,
        "direction": 1,
        "title": "Roads",
        "per": "area",
    }
    assert d.spec["tree"]["trade"]["weight"] == 3.0
    assert d.spec["tree"]["trade"]["of"]["tax"]["direction"] == -1


def test_two_lines_score_an_index(tmp_path):
    IDATA.to_csv(tmp_path / "iData.csv", index=False)
    IMETA.to_csv(tmp_path / "iMeta.csv", index=False, na_rep="NA")
    world = mp.read(tmp_path / "iData.csv", units="free")
    index = mp.Definition.from_coinr(tmp_path / "iMeta.csv").apply(world)
    road = [1.0, 0.0, None, 0.75]  # 5, 1, -, 4 per area
    port = [0.5, 1 / 6, 0.0, 1.0]
    tax = [1.0, 0.75, 0.5, 0.0]
    for u, unit in enumerate(world.units):
        link = port[u] if road[u] is None else (2 * road[u] + port[u]) / 3
        assert index.scores[unit] == pytest.approx(100 * (link + 3 * tax[u]) / 4)
    assert world.names["a"] == "Ay"


def test_columns_of_words_are_groups():
    world = mp.read(IDATA, units="free")
    assert "kind_group" not in world.indicators
    index = mp.Definition.from_coinr(IMETA, impute={"mean": {"among": "kind_group"}}).apply(world)
    assert index.stage("imputed").loc["c", "road"] == pytest.approx(4.0)  # the other of its kind


def test_a_value_counts_in_its_own_year():
    panel = pd.concat([IDATA.assign(Time=2020), IDATA.assign(Time=2021, road=[None, 1.0, 2.0, 3.0])])
    world = mp.read(panel, units="free")
    assert pd.isna(world.frame.loc["b", "road"])
    assert world.at(2020).frame.loc["b", "road"] == 10


def test_settings_by_level_go_from_the_lowest_up():
    d = from_coinr(IMETA, aggregate=["geometric", "harmonic"], missing=[{"exclude": 0.5}, "zero"])
    assert d.spec["aggregate"] == "harmonic" and d.spec["missing"] == "zero"
    assert d.spec["tree"]["link"]["aggregate"] == "geometric"
    assert d.model.root.children[0].settings.missing.below == 0.5


def test_settings_of_the_whole_tree_can_still_be_changed():
    d = from_coinr(IMETA, normalise="zscore").with_(normalise="rank", aggregate="geometric")
    assert {leaf.settings.normalise.name for leaf in d.model.root.leaves()} == {"rank"}
    assert d.model.root.children[0].settings.aggregate.name == "geometric"


def test_weight_sets_take_the_place_of_the_weights():
    table = pd.DataFrame({"iCode": ["road", "trade"], "Level": [1, 2], "Weight": [5, 0.5]})
    d = from_coinr(IMETA, weights=table)
    assert d.spec["tree"]["link"]["of"]["road"]["weight"] == 5
    assert d == from_coinr(IMETA, weights={"road": 5, "trade": 0.5})
    with pytest.raises(DataError, match=r"raod[\s\S]*not in the tree[\s\S]*road"):
        from_coinr(IMETA, weights={"raod": 5})


def test_each_indicator_gets_its_target():
    d = from_coinr(IMETA, normalise="dist2targ")
    assert d.spec["tree"]["trade"]["of"]["tax"]["normalise"] == {"dist2targ": 4.0}
    with pytest.raises(DataError, match="Target"):
        from_coinr(changed(port__Target=None), normalise="dist2targ")


def test_levels_are_counted_where_the_table_has_none():
    assert from_coinr(IMETA.drop(columns="Level")) == from_coinr(IMETA)


def test_it_is_written_as_yaml_and_read_back(tmp_path):
    d = from_coinr(IMETA, aggregate=["arithmetic", "geometric"])
    d.to_yaml(tmp_path / "d.yaml")
    assert mp.definition(tmp_path / "d.yaml") == d


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (
            changed(road__Parent="lnik"),
            r"line 2\s+road\s+Parent\s+lnik\s+no row has this code\s+Did you mean 'link'",
        ),
        (changed(index__Parent="link"), "a cycle: link -> index -> link|a cycle: index -> link -> index"),
        (changed(link__Level=3), "its parent index is at level 3, not 4"),
        (changed(tax__iCode="road"), r"line 3\s+road\s+iCode\s+road\s+stands in line 2 already"),
        (changed(link__Parent=None), "more than one row has no parent"),
        (changed(tax__Direction=2), "must be 1 or -1"),
        (changed(tax__Weight=-1), "Direction -1"),
        (changed(tax__Type="Indicater"), "Did you mean 'Indicator'"),
        (changed(tax__Level=2, trade__Parent="index"), "level"),
        (IMETA[IMETA["iCode"] != "tax"], "an aggregate that nothing hangs on"),
        (IMETA.drop(columns="Parent"), "lacks the columns Parent"),
    ],
)
def test_faults_are_named_by_line(table, said):
    with pytest.raises(DataError, match=said):
        from_coinr(table)


def test_all_faults_come_at_once():
    with pytest.raises(DataError) as caught:
        from_coinr(changed(road__Parent="no", port__Parent="nor", link__Level=3))
    assert len(caught.value.faults) >= 3


def test_there_and_back():
    world = mp.read(IDATA, units="free")
    definition = mp.Definition.from_coinr(IMETA)
    idata, imeta = to_coinr(definition, world)
    again = mp.Definition.from_coinr(imeta).apply(mp.read(idata, units="free"))
    pd.testing.assert_series_equal(again.scores, definition.apply(world).scores)


def test_leaves_at_unequal_depth_get_aggregates_of_one():
    world = mp.Dataset.from_frame(pd.DataFrame({"a": [1.0, 2, 3], "b": [3.0, 1, 2], "c": [5.0, 4, 9]}))
    definition = mp.definition({"id": "i", "tree": {"a": 2, "n": {"of": {"b": 1, "c": 1}}}})
    idata, imeta = to_coinr(definition, world)
    assert set(imeta.loc[imeta["Type"] == "Indicator", "Level"]) == {1}
    again = mp.Definition.from_coinr(imeta).apply(mp.read(idata, units="free"))
    pd.testing.assert_series_equal(again.scores, definition.apply(world).scores)


def test_derived_indicators_cannot_go_to_coinr():
    with pytest.raises(DataError, match="no derived indicators"):
        to_coinr(mp.definition("beckley"), mp.load())
