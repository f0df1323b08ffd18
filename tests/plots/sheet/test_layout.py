"""Options of every figure, and the cell that axes may use."""

import matplotlib.pyplot as plt
import pytest

from mpindex.errors import OptionError
from mpindex.plots.sheet.layout import checked, region_of, root_figure, size_of


@pytest.mark.parametrize("wrong", ["large", (1.0, 5.0), (5.0, 5.0, 5.0), -3, float("inf"), (5.0, None), True])
def test_sizes_that_are_none_are_refused(wrong):
    with pytest.raises(OptionError, match="figsize is a width"):
        size_of(wrong)


def test_a_width_alone_leaves_the_height_to_the_figure():
    assert size_of(3.5) == (252.0, None)
    assert size_of((3.5, 2)) == (252.0, 144.0)


def test_words_are_texts_or_false():
    with pytest.raises(OptionError, match="caption is a text, or False"):
        checked({"caption": 3})
    with pytest.raises(OptionError, match="figsize is the size of a new figure"):
        checked({"ax": plt.subplots()[1], "figsize": 5})


def test_cells_of_a_grid_share_the_figure_among_them():
    figure, axes = plt.subplots(2, 2, figsize=(8, 6))
    regions = [region_of(ax) for ax in axes.ravel()]
    assert sum(region.width * region.height for region in regions) == pytest.approx(8 * 72 * 6 * 72)
    assert regions[0].left == 0 and regions[3].bottom == pytest.approx(0)
    assert root_figure(axes[0, 0]) is figure


def test_axes_of_a_subfigure_keep_to_it():
    figure = plt.figure(figsize=(8, 4))
    left, right = figure.subfigures(1, 2)
    region = region_of(right.subplots())
    assert (region.left, region.width) == pytest.approx((288, 288))
    assert root_figure(left.subplots()) is figure


def test_axes_put_at_a_place_keep_to_that_place():
    figure = plt.figure(figsize=(10, 10))
    region = region_of(figure.add_axes((0.1, 0.2, 0.5, 0.5)))
    assert tuple(region) == pytest.approx((72, 144, 360, 360))


@pytest.mark.parametrize("wrong", [0, -5, "high", True, float("nan")])
def test_a_resolution_that_is_none_is_refused(wrong):
    with pytest.raises(OptionError, match="dpi is a number"):
        checked({"dpi": wrong})


def test_axes_that_cannot_be_drawn_on_are_refused_in_words():
    figure, axes = plt.subplots(1, 2)
    with pytest.raises(OptionError, match=r"give one: ax=axes\[0\]"):
        checked({"ax": axes})
    with pytest.raises(OptionError, match="polar projection"):
        checked({"ax": figure.add_subplot(projection="polar")})
    with pytest.raises(OptionError, match=r"plt.figure\(dpi"):
        checked({"ax": axes[0], "dpi": 200})
