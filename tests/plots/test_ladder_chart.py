"""The ladder: every state by rank, and names that can be read."""

import matplotlib.pyplot as plt
import pytest

import mpindex as mp
from mpindex.errors import UnknownUnit
from mpindex.plots import ladder

CLOSE = ("KAZ", "UZB", "QAT", "HUN")


@pytest.mark.parametrize(
    "units", [("KAZ",), ("USA",), ("NRU",), CLOSE, ("USA", "CHN", "DEU", "IND", "JPN", "NRU", "TUV")]
)
@pytest.mark.parametrize("name", ["capability", "wood", "rankings"])
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


def test_the_title_says_what_is_seen(capability, ruler):
    rank = int(capability.ranks["KAZ"])
    title = ruler.title(ladder(capability, "KAZ"))
    assert title.startswith(f"Capability rank: Kazakhstan is {rank}th of 195 states, 'small' like ")
    assert f"{rank - 36} ranks below 'middle'" in title


def test_the_bands_are_labelled_with_their_counts(capability, ruler):
    ax = ladder(capability)
    said = {text.get_text() for text in ax.texts if str(text.get_gid()).startswith("band:")}
    assert said == {"great: 5", "middle: 31", "small: 159"}


def test_the_source_line_has_definition_years_publishers_and_version(capability, ruler):
    source = ruler.source(ladder(capability)).replace("\n", " ")
    for part in ("capability (own)", "figures, 20", "world-bank-wdi", f"mpindex {mp.__version__}"):
        assert part in source


def test_the_year_of_a_past_world_is_said(world, ruler):
    index = mp.definition("wood").apply(world.at(2010))
    assert "as of 2010" in ruler.source(ladder(index)).replace("\n", " ")


def test_given_axes_are_the_ones_returned_and_no_figure_is_made(capability, indexes, ruler):
    _, axes = plt.subplots(1, 2, figsize=(11, 4.5))
    before = plt.get_fignums()
    assert ladder(capability, "KAZ", ax=axes[0]) is axes[0]
    assert ladder(indexes["rankings"], CLOSE, ax=axes[1]) is axes[1]
    assert plt.get_fignums() == before
    for ax in axes:
        ruler.assert_clean(ax)


def test_a_ladder_of_cities_without_bands_has_no_band_labels(cities, ruler):
    ax = ladder(cities, ("Almaty", "Semey"))
    assert not [text for text in ax.texts if str(text.get_gid()).startswith("band:")]
    subtitle = next(text.get_text() for text in ax.texts if text.get_gid() == "subtitle")
    assert "No score for Semey" in subtitle
    assert "Almaty is" in ruler.title(ax)
    ruler.assert_clean(ax)


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


def test_nobody_need_be_named(capability, ruler):
    assert ruler.title(ladder(capability, ())) == "Capability rank: 195 states ranked"
