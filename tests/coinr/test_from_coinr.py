"""A definition from iMeta and a dataset from iData."""

from __future__ import annotations

import pandas as pd
import pytest

import mpindex as mp
from mpindex.coinr.from_coinr import from_coinr
from mpindex.errors import DataError


def test_the_tree_the_weights_directions_denominators_and_names_come_over(imeta):
    d = mp.Definition.from_coinr(imeta)
    assert (d.id, d.title) == ("index", "The Index")
    assert d.spec["tree"]["link"]["of"]["road"] == {
        "weight": 2.0,
        "direction": 1,
        "title": "Roads",
        "per": "area",
    }
    assert d.spec["tree"]["trade"]["weight"] == 3.0
    assert d.spec["tree"]["trade"]["of"]["tax"]["direction"] == -1


def test_two_lines_score_an_index(tmp_path, imeta, idata):
    idata.to_csv(tmp_path / "iData.csv", index=False)
    imeta.to_csv(tmp_path / "iMeta.csv", index=False, na_rep="NA")
    world = mp.read(tmp_path / "iData.csv", units="free")
    index = mp.Definition.from_coinr(tmp_path / "iMeta.csv").apply(world)
    road = [1.0, 0.0, None, 0.75]  # 5, 1, -, 4 per area
    port = [0.5, 1 / 6, 0.0, 1.0]
    tax = [1.0, 0.75, 0.5, 0.0]
    for u, unit in enumerate(world.units):
        link = port[u] if road[u] is None else (2 * road[u] + port[u]) / 3
        assert index.scores[unit] == pytest.approx(100 * (link + 3 * tax[u]) / 4)
    assert world.names["a"] == "Ay"


def test_columns_of_words_are_groups(imeta, idata):
    world = mp.read(idata, units="free")
    assert "kind_group" not in world.indicators
    index = mp.Definition.from_coinr(imeta, impute={"mean": {"among": "kind_group"}}).apply(world)
    assert index.stage("imputed").loc["c", "road"] == pytest.approx(4.0)  # the other of its kind


def test_a_value_counts_in_its_own_year(idata):
    panel = pd.concat([idata.assign(Time=2020), idata.assign(Time=2021, road=[None, 1.0, 2.0, 3.0])])
    world = mp.read(panel, units="free")
    assert pd.isna(world.frame.loc["b", "road"])
    assert world.at(2020).frame.loc["b", "road"] == 10


def test_settings_by_level_go_from_the_lowest_up(imeta):
    d = from_coinr(imeta, aggregate=["geometric", "harmonic"], missing=[{"exclude": 0.5}, "zero"])
    assert d.spec["aggregate"] == "harmonic" and d.spec["missing"] == "zero"
    assert d.spec["tree"]["link"]["aggregate"] == "geometric"
    assert d.model.root.children[0].settings.missing.below == 0.5


def test_settings_of_the_whole_tree_can_still_be_changed(imeta, changed):
    d = from_coinr(imeta, normalise="zscore").with_(normalise="rank", aggregate="geometric")
    assert {leaf.settings.normalise.name for leaf in d.model.root.leaves()} == {"rank"}
    assert d.model.root.children[0].settings.aggregate.name == "geometric"


def test_weight_sets_take_the_place_of_the_weights(imeta):
    table = pd.DataFrame({"iCode": ["road", "trade"], "Level": [1, 2], "Weight": [5, 0.5]})
    d = from_coinr(imeta, weights=table)
    assert d.spec["tree"]["link"]["of"]["road"]["weight"] == 5
    assert d == from_coinr(imeta, weights={"road": 5, "trade": 0.5})
    with pytest.raises(DataError, match=r"raod[\s\S]*not in the tree[\s\S]*road"):
        from_coinr(imeta, weights={"raod": 5})


def test_each_indicator_gets_its_target(imeta, changed):
    d = from_coinr(imeta, normalise="dist2targ")
    assert d.spec["tree"]["trade"]["of"]["tax"]["normalise"] == {"dist2targ": 4.0}
    with pytest.raises(DataError, match="Target"):
        from_coinr(changed(port__Target=None), normalise="dist2targ")


def test_levels_are_counted_where_the_table_has_none(imeta):
    assert from_coinr(imeta.drop(columns="Level")) == from_coinr(imeta)


def test_it_is_written_as_yaml_and_read_back(tmp_path, imeta):
    d = from_coinr(imeta, aggregate=["arithmetic", "geometric"])
    d.to_yaml(tmp_path / "d.yaml")
    assert mp.definition(tmp_path / "d.yaml") == d
