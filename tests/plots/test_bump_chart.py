"""The bump chart: a state and its peers, definition by definition."""

import matplotlib.pyplot as plt
import numpy as np
import pytest

import mpindex as mp
from mpindex.analysis.where import where
from mpindex.errors import UnknownUnit
from mpindex.plots import bump
from mpindex.plots.bump_chart import default_peers


@pytest.mark.parametrize("unit", ["KAZ", "USA", "NRU", "XKX"])
def test_unit_and_peers_are_named_once_and_no_text_covers_another_or_is_cut(indexes, unit, ruler):
    ax = bump(indexes, unit)
    for code in [unit, *default_peers(indexes, unit)]:
        assert len(ruler.named(ax, code)) == 1
    ruler.assert_clean(ax)


def test_peers_close_in_rank_are_told_apart(indexes, ruler):
    peers = [code for code in indexes["rankings"].around("KAZ", 9) if code != "KAZ"]
    ax = bump(indexes, "KAZ", peers=peers)
    assert all(len(ruler.named(ax, code)) == 1 for code in peers)
    ruler.assert_clean(ax)


def test_there_are_at_most_eight_peers_and_neighbours_of_the_region_are_among_them(indexes):
    peers = default_peers(indexes, "KAZ")
    assert len(peers) == 8 and "KAZ" not in peers
    assert {"UZB", "KGZ", "TJK", "TKM"} <= set(peers)


def test_units_without_regions_have_peers_by_rank_alone(cities):
    peers = default_peers({"livable": cities}, "Almaty")
    assert set(peers) == set(cities.around("Almaty")) - {"Almaty"}


def test_the_rank_under_each_definition_is_written_beside_its_marker(indexes, ruler):
    ax = bump(indexes, "KAZ")
    said = {text.get_gid(): text.get_text() for text in ax.texts if str(text.get_gid()).startswith("rank:")}
    assert list(said) == [f"rank:{name}" for name in indexes]
    for name, index in indexes.items():
        assert said[f"rank:{name}"].startswith(f"{int(index.ranks['KAZ'])}")
        assert said[f"rank:{name}"].endswith(str(index.bands["KAZ"]).replace("unclassified", "no band"))


def test_an_answer_of_where_can_be_drawn_as_it_is(world, ruler):
    ax = bump(where("KAZ", world, definitions=["wood", "cinc"]))
    assert "Kazakhstan ranks from" in ruler.title(ax)
    ruler.assert_clean(ax)


def test_the_key_under_each_column_counts_the_bands(indexes):
    ax = bump(indexes, "KAZ")
    first = " ".join(ax.get_xticklabels()[0].get_text().split())
    assert first == "Capability rank ▲ great: 5 ● middle: 31 ▼ small: 159"


def test_a_unit_without_a_score_is_still_named_and_said_so(cities, ruler):
    spec = {"id": "green", "title": "Green", "normalise": "minmax", "tree": {"parks": 1}}
    green = mp.definition(spec).apply(cities.dataset)
    ax = bump({"green": green, "livable": cities}, "Semey")
    [name] = ruler.named(ax, "Semey")
    assert name.get_text() == "Semey (no score here)"
    ruler.assert_clean(ax)


def test_the_middle_third_is_drawn_and_counted(indexes, ruler):
    ax = bump(indexes, "KAZ")
    inside = sum(bool(1 / 3 <= index.positions["KAZ"] <= 2 / 3) for index in indexes.values())
    assert f"in the middle third under {inside or 'none'} of {len(indexes)} definitions" in ruler.title(ax)
    bands = [patch.get_extents().transformed(ax.transData.inverted()) for patch in ax.patches]
    assert any(np.allclose(sorted([box.y0, box.y1]), [1 / 3, 2 / 3]) for box in bands)


def test_the_source_line_names_every_definition(indexes, ruler):
    source = ruler.source(bump(indexes, "KAZ"))
    assert all(f"{name} (" in source for name in indexes) and mp.__version__ in source


def test_given_axes_are_the_ones_returned_and_no_figure_is_made(indexes, ruler):
    figure, given = plt.subplots(figsize=(9, 6))
    assert bump(indexes, "KAZ", ax=given) is given
    assert plt.get_fignums() == [figure.number]
    ruler.assert_clean(given)


def test_unknown_units_and_peers_are_named_with_the_nearest(indexes):
    with pytest.raises(UnknownUnit, match="Kazakhstan"):
        bump(indexes, "Kazakstann")
    with pytest.raises(UnknownUnit, match="Uzbekistan"):
        bump(indexes, "KAZ", peers=["Usbekistann"])
    with pytest.raises(ValueError, match="name a unit"):
        bump(indexes)
