"""The ladder: every state by rank, and names that can be read."""

import matplotlib.pyplot as plt
import pytest

from mpindex.errors import UnknownUnit
from mpindex.plots import ladder

CLOSE = ("KAZ", "UZB", "QAT", "HUN")


@pytest.mark.parametrize("units", [CLOSE, ("USA", "CHN", "DEU", "IND", "JPN", "NRU", "TUV")])
@pytest.mark.parametrize("name", ["capability", "rankings"])
def test_every_named_state_is_named_once_and_no_text_covers_another_or_is_cut(indexes, name, units, ruler):
    ax = ladder(indexes[name], units)
    for unit in units:
        assert len(ruler.named(ax, unit)) == 1
    ruler.assert_clean(ax)


def test_neighbours_in_rank_are_told_apart(capability, ruler):
    units = capability.around("KAZ", 8)
    ax = ladder(capability, units)
    assert all(len(ruler.named(ax, unit)) == 1 for unit in units)
    ruler.assert_clean(ax)


def test_the_last_of_each_band_is_named_in_small_where_there_is_room(capability):
    last = capability.ranks[capability.bands == "middle"].idxmax()
    names = {text.get_gid(): text for text in ladder(capability, "KAZ").texts}
    assert f"name:{last}" in names
    assert names[f"name:{last}"].get_fontsize() < names["name:KAZ"].get_fontsize()


def test_an_axis_of_ranks_ends_at_whole_ranks(capability):
    ticks = [label.get_text() for label in ladder(capability).get_xticklabels()]
    assert ticks[0] == "1" and ticks[-1] == "195" and all(tick.isdigit() for tick in ticks)


def test_a_ladder_of_cities_without_bands_has_no_band_labels(cities, ruler):
    ax = ladder(cities, ("Almaty", "Semey"))
    assert not [text for text in ax.texts if str(text.get_gid()).startswith("band:")]
    assert "No score for Semey" in ruler.subtitle(ax)
    assert "Almaty is" in ruler.title(ax)


def test_ranks_where_low_is_best_still_put_the_best_on_top(indexes):
    low, high = ladder(indexes["rankings"]).get_ylim()
    assert low > high


def test_every_unknown_unit_is_in_the_error_with_the_nearest(capability, cities):
    with pytest.raises(UnknownUnit, match=r"(?s)Kazakstann.*Kazakhstan.*Usbekistann"):
        ladder(capability, ("Kazakstann", "Usbekistann"))
    with pytest.raises(UnknownUnit, match=r"'Almatty'.*'Almaty'"):
        ladder(cities, "Almatty")
    assert plt.get_fignums() == []


def test_a_state_may_be_given_by_name_and_twice(capability, ruler):
    assert len(ruler.named(ladder(capability, ("Kazakhstan", "KAZ")), "KAZ")) == 1
